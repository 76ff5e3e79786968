// Mounts the rich text editor on every text area marked data-rich-text. The page's policy allows no
// inline style, so Tiptap's style sheet is not injected: css/admin.css holds what it would say.

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History,
  HorizontalRule, HTML, Italic, Link, ListItem, Mark, Menu, OrderedList, Paragraph, Subscript,
  Superscript, Table, TableCell, TableHeader, TableRow, Text,
} from "django-prose-editor/editor"

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
  kept("cite"), kept("q"), kept("abbr", { title: { default: null } }),
  Menu.configure({ groups: [{ group: "headings" }, { group: "lists" }, { group: "nodes -blockType -lists" },
    ...GROUPS.slice(2).map((group) => ({ group }))] }),
]

// A table cell that spans one row and one column need not say so.
const tidy = (html) => (/^<p><\/p>$/.test(html) ? "" : html.replace(/ (?:col|row)span="1"/g, ""))

// What is pasted brings styles that are not published; parsing them would break the page's policy.
const withoutStyles = (html) => html.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")

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
  const editor = new Editor({
    element,
    extensions: EXTENSIONS,
    content: textarea.value,
    injectCSS: false,
    editorProps: { attributes, transformPastedHTML: withoutStyles },
    onUpdate: () => {
      textarea.value = tidy(editor.getHTML())
    },
  })
  // The text area itself is hidden: what points to it leads to the editor.
  const pointers = [label, ...document.querySelectorAll(`a[href="#${CSS.escape(textarea.id)}"]`)]
  for (const pointer of pointers) pointer?.addEventListener("click", () => editor.commands.focus())
  const bar = element.querySelector(".prose-menubar")
  bar?.setAttribute("role", "group")
  if (label) bar?.setAttribute("aria-label", `${label.textContent.replace(/:\s*$/, "")}: formats`)
}

document.querySelectorAll("textarea[data-rich-text]").forEach(mount)
