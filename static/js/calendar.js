// The arrow keys in the calendar: up and down from entry to entry, left and right from day to day, and
// past the first or last of them to the week before or after. Everything is a link without this too.

const FIELDS = "input, textarea, select, [contenteditable], dialog"
const entries = [...document.querySelectorAll(".week .item > a")]
const dayOf = entry => entry.closest(".day")

function toWeek(rel) {
  document.querySelector(`.week-ways a[rel="${rel}"]`)?.click()
}

function toEntry(from, step) {
  entries[entries.indexOf(from) + step]?.focus()
}

// The first entry of the nearest day in that direction that has one.
function toDay(from, step) {
  const here = entries.indexOf(from)
  const beyond = step > 0 ? entries.slice(here + 1) : entries.slice(0, here).reverse()
  const found = beyond.find(entry => dayOf(entry) !== dayOf(from))
  if (!found) return toWeek(step > 0 ? "next" : "prev")
  entries.find(entry => dayOf(entry) === dayOf(found)).focus()
}

const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }

document.addEventListener("keydown", event => {
  const step = STEPS[event.key]
  if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (event.target.closest?.(FIELDS)) return
  const from = event.target.closest?.(".week .item > a")
  const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight"
  if (from) {
    event.preventDefault()
    if (isAcross) toDay(from, step)
    else toEntry(from, step)
  } else if (isAcross) {
    event.preventDefault()
    toWeek(step > 0 ? "next" : "prev")
  } else if (event.key === "ArrowDown" && event.target.closest?.(".week-ways") && entries.length) {
    event.preventDefault()
    entries[0].focus()
  }
})
