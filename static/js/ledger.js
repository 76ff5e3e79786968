// Shows beside the fields of a row what other releases said last: of whom a statement is about, or of the
// same measure for the same facilities. It is asked once the row comes into view, and anew when somebody
// else is chosen; the page waits for none of it. A select says where to ask: with data-ledger-of (an
// address with 0 in place of the key), the one of a figure's measure with data-figures-at.

// Where to ask for a row as it is filled in, and for what; null for nobody yet.
function question(row) {
  const about = row.querySelector("select[data-ledger-of]")
  if (about) {
    const address = about.dataset.ledgerOf.replace("/0/", `/${about.value}/`)
    return about.value ? [address, new URLSearchParams()] : null
  }
  const chosen = (name) => row.querySelector(`[data-series="${name}"]`)
  const measure = chosen("measure")
  const facilities = [...(chosen("places")?.selectedOptions ?? [])].map((option) => option.value)
  if (!measure?.value || !facilities.length) return null
  const asked = new URLSearchParams({ measure: measure.value, label: chosen("label")?.value ?? "" })
  for (const facility of facilities) asked.append("places", facility)
  return [measure.dataset.figuresAt, asked]
}

async function answered([address, asked]) {
  asked.set("release", location.pathname.match(/\/release\/(\d+)\//)?.[1] ?? "")
  const answer = await fetch(`${address}?${asked}`).catch(() => null)
  const isSaid = answer?.ok && answer.headers.get("content-type")?.includes("json")
  return isSaid ? answer.json() : {}
}

const latest = new WeakMap() // by row, what it asked last: a slower answer to an older question is dropped

async function show(row) {
  const places = row.querySelectorAll("[data-ledger]")
  for (const place of places) place.textContent = ""
  const asked = question(row)
  latest.set(row, asked)
  if (!asked) return
  const said = await answered(asked)
  if (latest.get(row) !== asked) return
  for (const place of places) place.innerHTML = said[place.dataset.ledger] ?? ""
}

const seen = new IntersectionObserver(
  (rows) => {
    for (const { isIntersecting, target } of rows) {
      if (!isIntersecting) continue
      seen.unobserve(target)
      show(target)
    }
  },
  { rootMargin: "50%" },
)
for (const row of document.querySelectorAll(".inline-related:has([data-ledger])")) seen.observe(row)

// Select2 speaks through jQuery alone.
window.django?.jQuery(document).on("change", "select[data-ledger-of], [data-series]", (event) => {
  const row = event.target.closest(".inline-related")
  if (row) show(row)
})
