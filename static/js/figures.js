// Shows beside a capacity figure what was stated last of the same measure for the same facilities, once
// these are chosen. The select of the measure says with data-figures-at where to ask.

async function show(row) {
  const places = row.querySelectorAll("[data-figures]")
  const chosen = (name) => row.querySelector(`[data-series="${name}"]`)
  const measure = chosen("measure")
  const facilities = [...(chosen("places")?.selectedOptions ?? [])].map((option) => option.value)
  for (const place of places) place.textContent = ""
  if (!measure?.value || !facilities.length) return
  const asked = new URLSearchParams({ measure: measure.value, label: chosen("label")?.value ?? "" })
  for (const facility of facilities) asked.append("places", facility)
  asked.set("release", location.pathname.match(/\/release\/(\d+)\//)?.[1] ?? "")
  const answer = await fetch(`${measure.dataset.figuresAt}?${asked}`)
  if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) return
  const said = await answer.json()
  for (const place of places) place.innerHTML = said[place.dataset.figures] ?? ""
}

// Select2 speaks through jQuery alone.
window.django?.jQuery(document).on("change", "[data-series]", (event) => {
  const row = event.target.closest(".inline-related")
  if (row) show(row)
})
