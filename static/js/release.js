// The page of a release: shows the words an address leads to, copies a citation, hands the address to
// whatever the reader's machine shares with. Nothing here asks anybody else, and all works without it.

// The words may stand in several pieces, of which the address leads to the first.
function show() {
  const anchor = location.hash.slice(1)
  for (const piece of document.querySelectorAll(".passage-shown")) piece.classList.remove("passage-shown")
  if (!anchor) return
  for (const piece of document.querySelectorAll(`[data-said~="${CSS.escape(anchor)}"]`)) {
    piece.classList.add("passage-shown")
  }
}

function button(label) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button button-quiet"
  made.textContent = label
  return made
}

function offerToCopy(text) {
  if (!navigator.clipboard) return
  const copy = button(text.dataset.copyLabel)
  const said = document.createElement("span")
  said.setAttribute("role", "status")
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent)
      said.textContent = text.dataset.copied
    } catch {
      getSelection().selectAllChildren(text)
    }
  })
  text.after(copy, " ", said)
}

function offerToShare(list) {
  if (!navigator.share) return
  const { shareTitle: title, shareUrl: url, shareLabel } = list.dataset
  const share = button(shareLabel)
  const item = document.createElement("li")
  // Whoever closes the machine's own window has changed their mind: that is no error.
  share.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}))
  item.append(share)
  list.append(item)
}

window.addEventListener("hashchange", show)
show()
document.querySelectorAll("[data-copy]").forEach(offerToCopy)
document.querySelectorAll("[data-share]").forEach(offerToShare)
