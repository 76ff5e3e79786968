// Mounts the rich text editor on every text area marked data-rich-text. The page's policy allows no
// inline style, so Tiptap's style sheet is not injected: css/admin.css holds what it would say.

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, HTML, Italic, Link, ListItem, Mark, Menu, OrderedList, Paragraph, Subscript,
  Superscript, Table, TableCell, TableHeader, TableRow, Text,
} from "django-prose-editor/editor"
import { Finder, Found } from "ircms/find"
import { cleaned } from "ircms/paste"
import { wordCount } from "ircms/word-count"

// Buttons only, no drop-down: each is reached and pressed by keyboard.
const GROUPS = ["headings", "lists", "marks", "link", "table", "history", "utility"]

// What a release may hold and the editor has no button for: without this, editing would lose it.
const kept = (tag, attributes = {}) =>
  Mark.create({
    name: tag,
    addAttributes: () => attributes,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  })

// A link is its address: titles and targets are not published.
const PlainLink = Link.extend({
  addAttributes() {
    return { href: this.parent().href }
  },
})

const EXTENSIONS = [
  Document, Dropcursor, Gapcursor, Paragraph, Text, HardBreak, History, HTML,
  Heading.configure({ levels: [2, 3, 4] }),
  Bold, Italic, Subscript, Superscript,
  BulletList, OrderedList, ListItem, Blockquote, HorizontalRule,
  PlainLink.configure({ enableTarget: false, autolink: false, protocols: ["mailto", "tel"] }),
  Table, TableRow, TableHeader, TableCell,
  kept("cite"), kept("q"), kept("abbr", { title: { default: null } }), Found,
  Menu.configure({ groups: [{ group: "headings" }, { group: "lists" }, { group: "nodes -blockType -lists" },
    ...GROUPS.slice(2).map((group) => ({ group }))] }),
]

// A table cell that spans one row and one column need not say so, nor a list how its numbers look.
const tidy = (html) => (/^<p><\/p>$/.test(html) ? "" : html.replace(/ (?:(?:col|row)span="1"|data-type="\w+")/g, ""))

// What was left out of what was pasted, until something else is pasted.
function sayer() {
  const line = document.createElement("p")
  line.className = "pasted"
  line.setAttribute("role", "status")
  const say = (sentences) => { line.textContent = sentences.length ? `Pasted. ${sentences.join(" ")}` : "" }
  return { line, say }
}

const FILES = "Files are not part of the text: attach them under Files, a picture with a title that says what is to be seen."

// Whether files alone were pasted or dropped; programs send a picture of a table beside the table.
function areFiles(data) {
  return Boolean(data?.files.length) && !/text\/(?:html|plain)/.test([...data.types].join())
}

function nameOf(textarea) {
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`)
  if (label) label.id ||= `${textarea.id}_label`
  return label
}

function mount(textarea) {
  if (textarea.id.includes("__prefix__") || textarea.closest(".prose-editor")) return
  const label = nameOf(textarea)
  const element = document.createElement("div")
  element.className = "prose-editor"
  textarea.before(element)
  element.append(textarea)
  const attributes = { role: "textbox", "aria-multiline": "true", spellcheck: "true" }
  if (label) attributes["aria-labelledby"] = label.id
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  }
  const { line, say } = sayer()
  const refuseFiles = (data) => {
    const isRefused = areFiles(data)
    if (isRefused) say([FILES])
    return isRefused
  }
  const editor = new Editor({
    element,
    extensions: EXTENSIONS,
    content: textarea.value,
    injectCSS: false,
    editorProps: {
      attributes,
      transformPastedHTML(html) {
        const pasted = cleaned(html)
        say(pasted.said)
        return pasted.html
      },
      handlePaste: (view, event) => refuseFiles(event.clipboardData),
      handleDrop: (view, event) => refuseFiles(event.dataTransfer),
    },
    onUpdate: () => {
      textarea.value = tidy(editor.getHTML())
      // For those who look at the form while it is written: the editor itself tells nobody.
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  // The text area itself is hidden: what points to it leads to the editor.
  const pointers = [label, ...document.querySelectorAll(`a[href="#${CSS.escape(textarea.id)}"]`)]
  for (const pointer of pointers) pointer?.addEventListener("click", () => editor.commands.focus())
  element.append(line, wordCount(editor))
  // The bar of buttons comes a moment later than the editor.
  const furnished = new MutationObserver(() => {
    const bar = element.querySelector(".prose-menubar")
    if (!bar) return
    furnished.disconnect()
    furnish(editor, bar, textarea.id, label)
  })
  furnished.observe(element, { childList: true, subtree: true })
}

function furnish(editor, bar, id, label) {
  const finder = new Finder(editor, id)
  bar.setAttribute("role", "group")
  if (label) bar.setAttribute("aria-label", `${label.textContent.replace(/:\s*$/, "")}: formats`)
  bar.append(finder.button)
  bar.after(finder.panel)
}

document.querySelectorAll("textarea[data-rich-text]").forEach(mount)
