// Lists as word processors put them on the clipboard, made into lists. Word writes paragraphs that carry
// “mso-list:l0 level2 lfo1” and their mark as text; its web version a list for each item; Google Docs
// lists right inside lists.

const WORD = /mso-list\s*:\s*\S+\s+level(\d)/i
const NUMBERED = /^[\s(]*(\d{1,4}|[a-z]|[ivxlc]{1,6})\s*[.)]/i

export function listsOf(body) {
  fromWord(body)
  fromWordOnline(body)
  nested(body)
}

function fromWord(body) {
  const items = [...body.querySelectorAll("p[data-style*='mso-list' i]")]
  gather(items, (paragraph) => {
    const level = paragraph.getAttribute("data-style").match(WORD)?.[1]
    if (!level) return null
    const mark = [...paragraph.querySelectorAll("[data-style]")].find((each) =>
      /mso-list\s*:\s*ignore/i.test(each.getAttribute("data-style")))
    const written = mark?.textContent ?? ""
    mark?.remove()
    const number = written.match(NUMBERED)?.[1]
    return { level: Number(level), isNumbered: Boolean(number), start: Number(number) || 1, nodes: [...paragraph.childNodes] }
  })
}

function fromWordOnline(body) {
  for (const each of [...body.querySelectorAll(".ListContainerWrapper")]) each.replaceWith(...each.childNodes)
  const lists = [...body.querySelectorAll("ul, ol")].filter((list) => list.querySelector(":scope > li[data-aria-level]"))
  gather(lists, (list) => [...list.children].map((item) => ({
    level: Number(item.dataset.ariaLevel) || 1,
    isNumbered: list.tagName === "OL",
    start: Number(list.getAttribute("start")) || 1,
    nodes: [...item.childNodes],
  })))
}

// Each stretch of `elements` that follow one another becomes one list.
function gather(elements, read) {
  const stretches = []
  for (const element of elements) {
    const last = stretches.at(-1)?.at(-1)
    if (last && last.nextElementSibling === element) stretches.at(-1).push(element)
    else stretches.push([element])
  }
  for (const stretch of stretches) {
    const items = stretch.flatMap((element) => read(element) ?? [])
    if (!items.length) continue
    stretch[0].before(...built(items, stretch[0].ownerDocument))
    for (const element of stretch) element.remove()
  }
}

// The lists of `items`, one inside the other by their levels; a level that is skipped is not made up.
function built(items, page) {
  const made = []
  const open = []
  for (const { level, isNumbered, start, nodes } of items) {
    const tag = isNumbered ? "OL" : "UL"
    while (open.length && open.at(-1).level > level) open.pop()
    if (open.at(-1)?.level === level && open.at(-1).list.tagName !== tag) open.pop()
    if (open.at(-1)?.level !== level) {
      const list = page.createElement(tag)
      if (isNumbered && start !== 1) list.setAttribute("start", start)
      if (open.length) open.at(-1).list.lastElementChild.append(list)
      else made.push(list)
      open.push({ level, list })
    }
    const item = page.createElement("li")
    item.append(...nodes)
    open.at(-1).list.append(item)
  }
  return made
}

function nested(body) {
  for (const list of [...body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")]) {
    const before = list.previousElementSibling
    if (before?.tagName === "LI") before.append(list)
  }
}
