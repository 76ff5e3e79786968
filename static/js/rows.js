// Rows of a form that come and go: whoever adds one goes on in it, whoever removes one goes on at the
// button that adds, and a form that was sent back begins with what is to be mended.

const fieldOf = (row) => row.querySelector(
  ".select2-selection, input:not([type=hidden]), select, textarea",
)

document.addEventListener("formset:added", ({ target: row }) => {
  for (const field of row.querySelectorAll("[aria-describedby*=__prefix__]")) {
    const number = row.id.match(/-(\d+)$/)?.[1] ?? ""
    const names = field.getAttribute("aria-describedby")
    field.setAttribute("aria-describedby", names.replaceAll("__prefix__", number))
  }
  for (const text of row.querySelectorAll("[id*=__prefix__]")) {
    text.id = text.id.replaceAll("__prefix__", row.id.match(/-(\d+)$/)?.[1] ?? "")
  }
  // Select2 makes its own field after this.
  setTimeout(() => fieldOf(row)?.focus())
})

document.addEventListener("formset:removed", ({ detail }) => {
  const group = document.getElementById(`${detail.formsetName}-group`)
  group?.querySelector(".add-row a")?.focus()
})

const summary = document.querySelector(".to-mend")
if (summary) {
  summary.tabIndex = -1
  summary.focus()
}
