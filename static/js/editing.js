// Says who else has this release open, and tells them of whoever reads this page. The line in the page
// is right when it is opened; here it is kept true.

const EVERY = 20_000
const line = document.querySelector("[data-editing-at]")
const token = line?.closest("form")?.querySelector("[name=csrfmiddlewaretoken]")?.value

const told = (more = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, ...more })) form.append(name, value)
  return form
}

async function tell() {
  try {
    const answer = await fetch(line.dataset.editingAt, { method: "POST", body: told(), redirect: "error" })
    if (!answer.ok) return
    const { said } = await answer.json()
    // Said again only where it is news: it is read out.
    if (line.textContent !== said) line.textContent = said
  } catch {
    // A courtesy: without an answer the line stays as it is.
  }
}

if (line && token) {
  tell()
  setInterval(tell, EVERY)
  window.addEventListener("pagehide", () => navigator.sendBeacon(line.dataset.editingAt, told({ gone: "1" })))
  window.addEventListener("pageshow", (event) => { if (event.persisted) tell() })
}
