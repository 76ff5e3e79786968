// What is pasted from Word, Google Docs and web pages, as a release may hold it: paragraphs, headings,
// lists, tables and links stay, the rest goes, and what goes with words or meaning in it is said.

import { listsOf } from "ircms/paste-lists"

// A tag as it is written, its quoted values included: only inside tags is “style=” a style.
const TAG = /<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>/g
const STYLE = /\sstyle(?=\s*=)/gi
const NOTES = /<!--[\s\S]*?-->|<!\[(?:if|endif)[^>]*>|<\?[^>]*>/gi
const UNSEEN = /<(style|script|xml|title|head|noscript|template|svg|math)\b[\s\S]*?<\/\1\s*>/gi
const EMPTY = /<\/?(?:meta|link|base|html|body)\b[^>]*>/gi

const KEPT = { a: ["href"], abbr: ["title"], ol: ["start"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan", "scope"] }
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/))/i

// The browser would apply styles that it parses, which the page's policy forbids.
export const withoutStyles = (html) => html.replace(TAG, (tag) => tag.replace(STYLE, " data-style"))

// `html` as it may be inserted, and sentences on what was left out of it.
export function cleaned(html) {
  if (html.includes("data-pm-slice")) return { html: withoutStyles(html), said: [] } // our own
  const bare = withoutStyles(html.replace(NOTES, "").replace(UNSEEN, "").replace(EMPTY, ""))
  const { body } = new DOMParser().parseFromString(bare, "text/html")
  const said = [pictures, comments, revisions, footnotes, struckOut].map((part) => part(body))
  listsOf(body)
  for (const part of [emphasis, headings, tables, links, blanks, attributes]) part(body)
  return { html: body.innerHTML, said: said.filter(Boolean) }
}

const unwrap = (element) => element.replaceWith(...element.childNodes)
const styleOf = (element) => element.getAttribute("data-style") ?? ""
const all = (body, selector) => [...body.querySelectorAll(selector)]
const many = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`

function become(element, tag) {
  const made = element.ownerDocument.createElement(tag)
  for (const { name, value } of element.attributes) made.setAttribute(name, value)
  made.append(...element.childNodes)
  element.replaceWith(made)
  return made
}

function pictures(body) {
  const found = all(body, "picture, img, video, audio, canvas").filter((each) => !each.parentElement.closest("picture"))
  const seen = found.filter((each) => each.getAttribute("width") !== "1")
  for (const each of found) each.remove()
  if (!seen.length) return ""
  return `${many(seen.length, "picture")} left out: attach ${seen.length === 1 ? "it" : "them"} under Files, with a title that says what is to be seen.`
}

// Word's comments: the marks in the text, and what was said, at its end.
function comments(body) {
  const marks = all(body, ".MsoCommentReference, .msocomanchor, a[href^='#_msocom'], a[href^='#cmnt']")
  const outer = marks.filter((each) => !marks.some((other) => other !== each && other.contains(each)))
  for (const each of outer) each.remove()
  const lists = all(body, "[data-style*='mso-element:comment'], .msocomtxt, .msocomoff")
  for (const each of lists) each.remove()
  if (!outer.length && !lists.length) return ""
  return `${many(Math.max(outer.length, 1), "comment")} left out.`
}

function revisions(body) {
  const gone = all(body, "del, .msoDel")
  const added = all(body, "ins, .msoIns")
  for (const each of gone) each.remove()
  for (const each of added) unwrap(each)
  if (!gone.length && !added.length) return ""
  return "It came with tracked changes: they were taken as accepted. Read it through."
}

function footnotes(body) {
  const marks = all(body, "a[href^='#_ftn'], a[href^='#_edn']")
  for (const each of marks) {
    const isMark = !/^#_(?:ftn|edn)ref/.test(each.getAttribute("href"))
    if (isMark && each.textContent.trim() && !each.closest("sup")) become(each, "sup")
    else unwrap(each)
  }
  for (const line of all(body, "[data-style*='mso-element:footnote-list'] > hr")) line.remove()
  return marks.length ? "Footnotes stand at the end of the text." : ""
}

function struckOut(body) {
  const found = all(body, "s, strike, [data-style*='line-through']")
  for (const each of found) if (each.matches("s, strike")) unwrap(each)
  return found.length ? "Words that were struck out now read as if they stood." : ""
}

const BOLD = /(?<![\w-])font-weight\s*:\s*(?:bold|bolder|[6-9]00)/i
const PLAIN = /(?<![\w-])font-weight\s*:\s*(?:normal|[1-5]00)/i
const SLANTED = /(?<![\w-])font-style\s*:\s*(?:italic|oblique)/i
const UPRIGHT = /(?<![\w-])font-style\s*:\s*normal/i
const RAISED = /(?<![\w-])vertical-align\s*:\s*(super|sub)\b/i

// Google Docs wraps all it copies in a <b> that is not bold, and says with spans what is.
function emphasis(body) {
  for (const each of all(body, "b, strong")) if (PLAIN.test(styleOf(each))) unwrap(each)
  for (const each of all(body, "i, em")) if (UPRIGHT.test(styleOf(each))) unwrap(each)
  for (const each of all(body, "span, font")) {
    const style = styleOf(each)
    const raised = style.match(RAISED)?.[1].toLowerCase()
    if (BOLD.test(style)) wrapInside(each, "strong")
    if (SLANTED.test(style)) wrapInside(each, "em")
    if (raised && !each.closest("sup, sub")) wrapInside(each, raised === "super" ? "sup" : "sub")
    unwrap(each)
  }
}

function wrapInside(element, tag) {
  if (!element.textContent.trim()) return
  const inner = element.ownerDocument.createElement(tag)
  inner.append(...element.childNodes)
  element.append(inner)
}

function headings(body) {
  for (const each of all(body, "h1, p.MsoTitle")) become(each, "h2")
  for (const each of all(body, "h5, h6, [role=heading][aria-level]")) {
    const level = Math.min(Math.max(Number(each.getAttribute("aria-level") ?? 4), 2), 4)
    become(each, `h${level}`)
  }
  for (const each of all(body, ":is(h2, h3, h4) :is(b, strong)")) unwrap(each)
}

function tables(body) {
  for (const each of all(body, "colgroup, col")) each.remove()
  for (const each of all(body, "caption")) each.closest("table").before(become(each, "p"))
  for (const table of all(body, "table")) {
    for (const cell of all(table, "thead td")) become(cell, "th")
    const first = [...(table.rows[0]?.cells ?? [])]
    const isHead = table.rows.length > 1 && first.some(isNamed) && first.every((cell) => !isNamed(cell) || isBold(cell))
    if (isHead) first.forEach((cell) => cell.tagName === "TD" && become(cell, "th"))
  }
  for (const each of all(body, "th :is(b, strong)")) unwrap(each)
}

const isNamed = (cell) => cell.textContent.trim() !== ""
const isBold = (cell) => {
  const rest = cell.cloneNode(true)
  for (const each of all(rest, "b, strong, th")) each.remove()
  return cell.tagName === "TH" || BOLD.test(styleOf(cell)) || rest.textContent.trim() === ""
}

function links(body) {
  for (const each of all(body, "a")) if (!ADDRESS.test(each.getAttribute("href") ?? "")) unwrap(each)
}

// Word parts words by runs of hard spaces, and paragraphs by empty ones.
function blanks(body) {
  for (const each of all(body, "br.Apple-interchange-newline, body > br")) each.remove()
  const texts = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    text.data = text.data.replace(/[ \u00a0]*\u00a0[ \u00a0]+|[ ]+\u00a0/g, " ").replace(/[\u200b\ufeff]/g, "")
  }
  for (const each of all(body, "p, h2, h3, h4, strong, em, sup, sub")) {
    if (!each.textContent.trim() && !each.closest("td, th")) each.remove()
  }
}

function attributes(body) {
  for (const each of all(body, "*")) {
    const kept = KEPT[each.localName] ?? []
    for (const { name } of [...each.attributes]) if (!kept.includes(name)) each.removeAttribute(name)
  }
}
