// Says beside a field for date and time what the market's clocks are called on the day entered (EST or
// EDT), and when that is for whoever sits elsewhere. The field itself is read by the server.

// The instant at which clocks in `zone` show `wall` (such as 2026-03-02T12:00), or null.
function instantOf(wall, zone) {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  let guess = asUtc
  for (let round = 0; round < 3; round += 1) guess = asUtc - offsetAt(guess, zone)
  return new Date(guess)
}

function offsetAt(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(instant)
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
    - Math.floor(instant / 1000) * 1000
}

const shown = (instant, zone, style) =>
  new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short", ...style }).format(instant)

for (const field of document.querySelectorAll("input[data-market-zone]")) {
  const note = document.createElement("output")
  note.className = "market-time"
  note.htmlFor = field.id
  field.after(note)
  const say = () => {
    const instant = instantOf(field.value, field.dataset.marketZone)
    const day = { weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit" }
    note.textContent = instant
      ? `${shown(instant, field.dataset.marketZone, day)}, for you ${shown(instant, undefined, day)}`
      : ""
  }
  field.addEventListener("input", say)
  say()
}
