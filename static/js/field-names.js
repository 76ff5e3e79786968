// Gives each of the admin's look-up fields (Select2) the name that its label gives the select it hides:
// for whoever hears the page, they would all be called nothing.

function nameField(container) {
  const select = container.previousElementSibling
  const label = select?.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`)
  if (!label) return
  label.id ||= `${select.id}_label`
  const shown = container.querySelector(".select2-selection__rendered")
  const box = container.querySelector(".select2-selection")
  box?.setAttribute("aria-labelledby", [label.id, shown?.id].filter(Boolean).join(" "))
  shown?.setAttribute("aria-labelledby", label.id)
  container.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id)
}

const nameAll = () => document.querySelectorAll(".select2-container").forEach(nameField)

// Rows that are added bring fields that are made only then.
new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => addedNodes.length)) nameAll()
}).observe(document.body, { childList: true, subtree: true })
nameAll()
