// Counts down to a release's second. The page says how long it was when it was opened; here it is kept
// true, by the server's clock (data-now) and not by this machine's, which may be wrong.

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]]

function inWords(seconds) {
  const parts = []
  for (const [name, length] of UNITS) {
    const count = Math.floor(seconds / length)
    seconds -= count * length
    if (count) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`)
  }
  return parts.slice(0, 2).join(" ") || "no time"
}

const countdowns = [...document.querySelectorAll("time.countdown")].map(element => ({
  element,
  ahead: Date.parse(element.dataset.now) - Date.now(),
  due: Date.parse(element.dateTime),
}))

function say({ element, ahead, due }) {
  const left = Math.ceil((due - Date.now() - ahead) / 1000)
  const text = left > 0 ? `in ${inWords(left)}` : "its second has come: reload the page"
  if (element.textContent !== text) element.textContent = text
}

// One clock for all, at the turn of the server's second; a page that lay in the dark is put right as
// soon as somebody looks at it.
function tick() {
  countdowns.forEach(say)
  const now = Date.now() + countdowns[0].ahead
  setTimeout(tick, 1000 - (((now % 1000) + 1000) % 1000))
}

if (countdowns.length) {
  tick()
  document.addEventListener("visibilitychange", () => countdowns.forEach(say))
}
