// “New from text”: a paste keeps its mark-up, a file can be dropped; beside what was read, a field shows
// its words and the words their field. All of it works without: the forms are plain, the links lead there.

const MOST_TEXT = 1_000_000 // bytes, as the server's form has it
const BLOCKS = /<(?:p|div|h[1-6]|li|table|br)\b/i

give(document.querySelector("form[data-give]"))
read(document.querySelector("form[data-read]"))

function give(form) {
  if (!form) return
  const [text, file] = [form.querySelector("textarea"), form.querySelector("input[type=file]")]
  const [pasted, said] = [form.querySelector(".ft-pasted"), form.querySelector(".ft-said")]
  text.addEventListener("paste", (event) => {
    const markup = fragmentOf(event.clipboardData?.getData("text/html") ?? "")
    if (!BLOCKS.test(markup)) return
    event.preventDefault()
    const plain = event.clipboardData.getData("text/plain")
    insert(text, markup)
    told(pasted, text, plain)
  })
  text.addEventListener("input", () => {
    text.classList.toggle("is-source", /^\s*</.test(text.value))
    if (!text.value) pasted.replaceChildren()
  })
  file.addEventListener("change", () => { said.textContent = "" })
  drop(form.querySelector("[data-drop]"), file)
  form.addEventListener("submit", (event) => {
    const size = new Blob([text.value]).size
    if (size <= MOST_TEXT) return
    event.preventDefault()
    said.textContent = `The text has ${(size / 1e6).toFixed(1)} MB; 1 MB can be read. Paste the announcement alone.`
  })
}

// Programs put a whole page around what was copied, and say where that begins and ends.
function fragmentOf(html) {
  const found = html.match(/<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/i)
  return (found?.[1] ?? html).trim()
}

// As if it were typed, so that it can be undone; browsers that do not know the command set it.
function insert(text, words) {
  text.focus()
  if (document.execCommand?.("insertText", false, words)) return
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end")
  text.dispatchEvent(new Event("input", { bubbles: true }))
}

function told(line, text, plain) {
  const instead = document.createElement("button")
  Object.assign(instead, { type: "button", className: "plain", textContent: "Take its words alone" })
  instead.addEventListener("click", () => {
    text.select()
    insert(text, plain)
    line.replaceChildren()
  })
  line.replaceChildren("Pasted with its mark-up: headings, lists, tables and links are read from it.", plain ? instead : "")
}

function drop(zone, file) {
  const isFile = (event) => event.dataTransfer?.types.includes("Files")
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!isFile(event)) return
      event.preventDefault()
      zone.classList.add("is-over")
    })
  }
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) zone.classList.remove("is-over") })
  document.addEventListener("drop", (event) => {
    if (!isFile(event)) return
    event.preventDefault()
    zone.classList.remove("is-over")
    const one = new DataTransfer()
    one.items.add(event.dataTransfer.files[0])
    file.files = one.files
    file.dispatchEvent(new Event("change", { bubbles: true }))
    file.focus()
  })
}

function read(form) {
  if (!form) return
  const pane = form.querySelector(".ft-source")
  const wordsOf = (anchor) => form.querySelectorAll(`[data-said="${CSS.escape(anchor)}"]`)
  const fieldsOf = (anchor) => form.querySelectorAll(`[data-for="${CSS.escape(anchor)}"]`)
  const light = (anchor) => {
    for (const each of form.querySelectorAll(".is-lit")) each.classList.remove("is-lit")
    if (!anchor) return
    for (const each of [...wordsOf(anchor), ...fieldsOf(anchor)]) each.classList.add("is-lit")
  }
  const show = (anchor) => {
    light(anchor)
    const words = wordsOf(anchor)[0]
    // Only where the text has a pane of its own: else the page would jump away from what is typed.
    if (words && pane.scrollHeight > pane.clientHeight + 1) within(pane, words)
  }

  const rows = form.querySelector(".ft-rows")
  rows.addEventListener("focusin", ({ target }) => show(target.closest("[data-for]")?.dataset.for))
  pointed(rows, ({ target }) => target.closest("[data-for]")?.dataset.for, light)
  pointed(pane, ({ target }) => target.closest("[data-said]:not(.is-whole)")?.dataset.said, light)
  pane.addEventListener("focusin", ({ target }) => light(target.closest("[data-said]")?.dataset.said))
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']")
    if (link) follow(event, link, pane, show)
  })
  form.addEventListener("input", ({ target }) => {
    if (target.dataset.typed) otherwise(form, target)
  })
  form.addEventListener("change", ({ target }) => {
    count(form)
    summed(form, target)
  })
  count(form)
  leaving(form)
  form.querySelector(".to-mend")?.scrollIntoView()
}

// What the pointer is moved to, and not what is scrolled under it.
function pointed(side, anchorOf, light) {
  let last
  side.addEventListener("pointermove", (event) => {
    const anchor = anchorOf(event)
    const isMoved = event.movementX || event.movementY
    if (isMoved && anchor && anchor !== last) light(anchor)
    last = anchor
  })
}

function within(pane, words) {
  const [outer, inner] = [pane.getBoundingClientRect(), words.getBoundingClientRect()]
  if (inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 40) return
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches
  const top = pane.scrollTop + inner.top - outer.top - outer.height / 3
  pane.scrollTo({ top, behavior: isCalm ? "instant" : "smooth" })
}

// What is told of a row follows what is changed in it.
function summed(form, field) {
  const line = form.querySelector(`[data-of="${CSS.escape(field.name)}"] dd`)
  if (!line) return
  const words = field.type === "radio" ? field.closest("label").textContent : field.selectedOptions?.[0].textContent ?? field.value
  ;(line.firstElementChild ?? line).textContent = words.trim().split("\n").join(" · ")
}

// To the field itself, out of whatever it is folded into; the address stays as it was.
function follow(event, link, pane, show) {
  const place = document.getElementById(link.hash.slice(1))
  if (!place) return
  event.preventDefault()
  const folded = place.closest("details")
  if (folded) folded.open = true
  if (place.dataset.said) {
    show(place.dataset.said)
    place.scrollIntoView({ block: getComputedStyle(pane).overflowY === "auto" ? "nearest" : "center" })
    return
  }
  const row = place.closest(".ft-row")
  const keep = row?.querySelector(".ft-keep input")
  const target = keep && !keep.checked ? keep : place.querySelector("input, select, textarea") ?? place
  const field = folded?.querySelector("[role=textbox]") ?? target
  field.focus({ preventScroll: true })
  field.closest(".ft-field, .ft-ask, .ft-row")?.scrollIntoView({ block: "center" })
}

// What is typed instead of what was read is the answer.
function otherwise(form, field) {
  const button = form.querySelector(`input[name="${CSS.escape(field.dataset.typed)}"][value=otherwise]`)
  if (button) button.checked = true
  count(form)
}

function count(form) {
  const asked = [...form.querySelectorAll(".ft-ask")]
  const open = asked.filter((each) => each.querySelector("[type=radio]") && !each.querySelector(":checked")).length
  const line = form.querySelector(".ft-open")
  const words = open ? `${open} question${open === 1 ? "" : "s"} to answer` : asked.length ? "Every question is answered" : ""
  if (line.textContent !== words) line.textContent = words
}

// Nothing is stored yet: whoever has answered something is asked before the page is left.
function leaving(form) {
  let isChanged = Boolean(document.querySelector(".to-mend"))
  form.addEventListener("input", () => { isChanged = true })
  form.addEventListener("submit", () => { isChanged = false })
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault() })
}
