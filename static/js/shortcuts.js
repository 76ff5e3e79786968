// Keys that lead about the desk. They stand in the dialog that lists them (templates/admin/
// _shortcuts.html) and are read from there. Never inside a field, never with a modifier, and not at all
// for whoever has turned them off (WCAG 2.2, 2.1.4): that is remembered in this browser.

const OFF = "ircms.keys"
const WITHIN = 1200 // milliseconds between the two keys of one shortcut
const FIELDS = "input, textarea, select, [contenteditable], [role='textbox'], [role='combobox'], [role='listbox']"

const dialog = document.getElementById("shortcuts")
const isOn = () => remembered() !== "off"
let first = ""
let firstAt = 0

function remembered() {
  try {
    return localStorage.getItem(OFF)
  } catch {
    return null
  }
}

function remember(on) {
  try {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, "off")
  } catch {
    // A browser that keeps nothing has them on each time.
  }
}

function show() {
  if (dialog.open) return
  document.getElementById("shortcuts-on").checked = isOn()
  dialog.showModal()
}

function follow(link) {
  const search = document.getElementById("searchbar")
  if ("search" in link.dataset && search) {
    search.focus()
    search.select()
  } else {
    link.click()
  }
}

function bindings() {
  return new Map([...dialog.querySelectorAll("[data-keys]")].map(row => {
    const link = row.querySelector("a")
    return [row.dataset.keys, link ? () => follow(link) : show]
  }))
}

function onKey(event, keys) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.repeat || dialog.open || !isOn() || event.target.closest?.(FIELDS)) return
  const pressed = event.key
  const both = performance.now() - firstAt < WITHIN ? `${first} ${pressed}` : ""
  const act = keys.get(both) ?? keys.get(pressed)
  const isBeginning = [...keys.keys()].some(each => each.startsWith(`${pressed} `))
  first = act || !isBeginning ? "" : pressed
  firstAt = first ? performance.now() : 0
  if (!act) return
  event.preventDefault()
  act()
}

if (dialog) {
  const keys = bindings()
  for (const row of dialog.querySelectorAll("[data-keys]")) {
    const shown = document.createElement("span")
    shown.className = "shortcut-keys"
    for (const key of row.dataset.keys.split(" ")) {
      const one = document.createElement("kbd")
      one.textContent = key
      shown.append(one, " ")
    }
    row.prepend(shown)
  }
  document.addEventListener("keydown", event => onKey(event, keys))
  document.getElementById("shortcuts-on").addEventListener("change", event => remember(event.target.checked))
  for (const way of document.querySelectorAll(".shortcuts-way")) way.hidden = false
  for (const button of document.querySelectorAll("[data-shortcuts]")) button.addEventListener("click", show)
}

// Whoever came by the key for search is put into its field.
if (location.hash === "#searchbar") document.getElementById("searchbar")?.focus()
