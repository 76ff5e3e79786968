// Shows beside the fields of a statement what was said last of whom it is about, once that is chosen.
// A select says with data-ledger-of where to ask: an address with 0 in place of the key.

async function show(select) {
  const row = select.closest(".inline-related")
  const places = row?.querySelectorAll("[data-ledger]") ?? []
  for (const place of places) place.textContent = ""
  if (!select.value) return
  const release = location.pathname.match(/\/release\/(\d+)\//)?.[1] ?? ""
  const address = select.dataset.ledgerOf.replace("/0/", `/${select.value}/`)
  const answer = await fetch(`${address}?release=${release}`)
  if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) return
  const said = await answer.json()
  for (const place of places) place.innerHTML = said[place.dataset.ledger] ?? ""
}

// Select2 speaks through jQuery alone.
window.django?.jQuery(document).on("change", "select[data-ledger-of]", (event) => show(event.target))
