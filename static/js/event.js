// Beside an event: its hour by the reader's own clock, and how long it is until then. The page says all
// of it without this, by the event's clock and the market's, in days; nothing here is announced, and
// words change once a minute at most.

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR
const language = document.documentElement.lang || "en"
const until = new Intl.RelativeTimeFormat(language, { numeric: "auto" })

// Minutes ahead of universal time: of the clock that wrote `iso`, and of the reader's at that instant.
function offsetIn(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso) ?? [null, "+", 0, 0]
  return Number(`${sign}1`) * (60 * Number(hours) + Number(minutes))
}
const ownOffset = instant => -instant.getTimezoneOffset()

// What is converted to the market's clock is converted to the reader's, who may sit beside the event.
function sayByOwnClock(note) {
  const { start, end, words } = note.dataset
  const first = new Date(start)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!zone || Number.isNaN(first.valueOf()) || ownOffset(first) === offsetIn(start)) return
  const form = new Intl.DateTimeFormat(language, {
    year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
  })
  const time = end ? form.formatRange(first, new Date(end)) : form.format(first)
  const place = time.includes(zone) ? "" : `, ${zone.replaceAll("_", " ")}`
  note.textContent = words.replace("{time}", time + place)
}

// The number of a day on the calendar of a zone, to count days from one to another.
function dayIn(zone, now) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now)
  return Date.parse(parts) / DAY
}

function remaining({ start, over, firstDay, zone }, now) {
  if (now >= Date.parse(over)) return ""
  const left = start ? Date.parse(start) - now : NaN
  if (left <= 0) return until.format(0, "second")
  if (left < 2 * HOUR) return until.format(Math.ceil(left / MINUTE), "minute")
  if (left < 2 * DAY) return until.format(Math.round(left / HOUR), "hour")
  const days = Date.parse(firstDay) / DAY - dayIn(zone, now)
  return days < 0 ? until.format(0, "second") : until.format(days, "day")
}

// Only where the page is of this day: one of a past day keeps its words, and so does one that is read
// on a machine whose clock is wrong.
function isOfToday({ saidOn }) {
  const since = Date.now() - Date.parse(saidOn)
  return since > -HOUR && since < DAY + HOUR
}

const countdowns = [...document.querySelectorAll(".event-countdown")].filter(each => isOfToday(each.dataset))

function count() {
  for (const each of countdowns) {
    const words = remaining(each.dataset, Date.now())
    if (each.textContent !== words) each.textContent = words
  }
}

document.querySelectorAll(".converted[data-words]").forEach(sayByOwnClock)
if (countdowns.length) {
  count()
  setInterval(count, MINUTE)
  document.addEventListener("visibilitychange", count)
}
