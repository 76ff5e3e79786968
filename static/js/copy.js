// A button beside a field that is there to be copied. Without it the field is selected by hand.

for (const field of document.querySelectorAll("input[data-copy]")) {
  field.addEventListener("focus", () => field.select())
  if (!navigator.clipboard) continue
  const button = document.createElement("button")
  const said = document.createElement("span")
  button.type = "button"
  button.className = "button"
  button.textContent = "Copy"
  said.setAttribute("role", "status")
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value)
    said.textContent = "Copied"
  })
  field.after(button, said)
}
