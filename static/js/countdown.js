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

for (const element of document.querySelectorAll("time.countdown")) {
  const ahead = Date.parse(element.dataset.now) - Date.now()
  const due = Date.parse(element.dateTime)
  const tick = () => {
    const left = Math.ceil((due - Date.now() - ahead) / 1000)
    element.textContent = left > 0 ? `in ${inWords(left)}` : "its second has come: reload the page"
    if (left > 0) setTimeout(tick, 1000 - ((Date.now() + ahead) % 1000))
  }
  tick()
}
