// Asks before a page with something typed and not saved is left.

const form = document.querySelector("#content-main > form[id$=_form]")

if (form) {
  let isChanged = Boolean(document.querySelector(".errornote"))
  form.addEventListener("input", () => { isChanged = true })
  form.addEventListener("submit", () => { isChanged = false })
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault() })
}
