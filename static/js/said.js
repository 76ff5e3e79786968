// Whoever follows a link to a passage is shown all of it: its words may stand in several pieces, of which
// the address leads to the first.

function show() {
  const anchor = location.hash.slice(1)
  for (const piece of document.querySelectorAll(".passage-shown")) piece.classList.remove("passage-shown")
  if (!anchor) return
  for (const piece of document.querySelectorAll(`[data-said~="${CSS.escape(anchor)}"]`)) {
    piece.classList.add("passage-shown")
  }
}

window.addEventListener("hashchange", show)
show()
