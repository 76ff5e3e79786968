// Looks at the form while it is being written: sends it, unsaved, and shows what pre-flight finds.
// Without this the panel tells of the release as it is stored.

const WAIT = 800 // milliseconds of quiet after the last change

const panel = document.querySelector("[data-preflight]")
const form = document.querySelector("#release_form")

if (panel && form) {
  const count = countBeside(form.querySelector(".submit-row"))
  let timer = 0
  let last = ""
  let running = null

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(look, WAIT)
  }

  async function look() {
    const sent = written(form)
    const now = new URLSearchParams(sent).toString()
    if (now === last) return
    last = now
    running?.abort()
    running = new AbortController()
    try {
      const answer = await fetch(panel.dataset.preflight, {
        method: "POST", body: sent, signal: running.signal, redirect: "error",
      })
      if (answer.ok) show(await answer.text(), count)
    } catch {
      last = "" // asked again at the next change
    }
  }

  for (const kind of ["input", "change", "keyup", "click", "formset:added", "formset:removed"]) {
    form.addEventListener(kind, later)
  }
  // Select2 speaks through jQuery alone.
  window.django?.jQuery(form).on("change", later)
  panel.addEventListener("click", lead)
  later()
}

// The form's fields without its files, of which the names are enough.
function written(form) {
  const sent = new FormData()
  for (const [name, value] of new FormData(form)) {
    if (!name.includes("__prefix__")) sent.append(name, value instanceof File ? value.name : value)
  }
  return sent
}

// A link in the row of buttons, which stays in sight: how much there is below.
function countBeside(row) {
  const link = document.createElement("a")
  link.href = "#preflight"
  link.className = "preflight-count"
  link.textContent = summaryOf(panel)?.textContent ?? ""
  row?.querySelector("input[type=submit]")?.after(link)
  return link
}

function summaryOf(part) {
  return part.querySelector(".preflight-summary")
}

// Only what has changed is replaced, so that nothing flickers and nothing is read out twice.
function show(html, count) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-preflight]")
  if (!fresh) return
  const [old, next] = [panel, fresh].map((part) => part.querySelector(".preflight-findings"))
  if (old.innerHTML !== next.innerHTML) old.replaceChildren(...next.childNodes)
  const said = summaryOf(fresh).textContent
  if (summaryOf(panel).textContent !== said) summaryOf(panel).textContent = said
  count.textContent = said
}

// To the field of a finding, or to what stands in for a field that is hidden.
function lead(event) {
  const link = event.target.closest('a[href^="#id_"]')
  const field = link && document.getElementById(link.hash.slice(1))
  if (!field) return
  event.preventDefault()
  const row = field.closest(".form-row") ?? field
  const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror")
  const look = field.parentElement.querySelector(".select2-selection")
  row.scrollIntoView({ block: "center" })
  ;(editor ?? look ?? field).focus({ preventScroll: true })
}
