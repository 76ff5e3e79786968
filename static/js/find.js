// Find and replace in the editor: a panel above the text, opened by its button or by Ctrl+H (on a Mac
// Shift+Command+H) while one writes. The browser's own find stays where it is.

import { Extension, pm } from "django-prose-editor/editor"

const { Plugin, PluginKey, TextSelection } = pm.state
const { Decoration, DecorationSet } = pm.view
const KEY = new PluginKey("found")
const NOTHING = { words: "", isExact: false, hits: [], at: -1 }
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)

// Quotation marks and spaces are found however they were typed.
const ALIKE = { " ": "[ \\u00a0\\u202f]", "'": "['‘’]", '"': '["“”„]' }

function pattern(words, isExact) {
  const source = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/[ '"]/g, (sign) => ALIKE[sign])
  return new RegExp(source, isExact ? "gu" : "giu")
}

// Where the words stand, paragraph by paragraph. What is no letter counts as one sign, as in positions.
function search(doc, words, isExact) {
  if (!words) return []
  const hits = []
  const sought = pattern(words, isExact)
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, undefined, "\ufffc")
    for (const found of text.matchAll(sought)) {
      const from = place + 1 + found.index
      hits.push({ from, to: from + found[0].length })
    }
    return false
  })
  return hits
}

function next(was, transaction) {
  const asked = transaction.getMeta(KEY)
  if (!asked && !transaction.docChanged) return was
  const { words, isExact } = { ...was, ...asked }
  const hits = search(transaction.doc, words, isExact)
  const start = transaction.selection.from
  const nearest = Math.max(0, hits.findIndex(({ from }) => from >= start))
  let at = asked?.at ?? (asked?.words === undefined ? was.at : nearest)
  if (hits.length) at = ((at % hits.length) + hits.length) % hits.length
  return { words, isExact, hits, at: hits.length ? at : -1 }
}

// Marks what is found in the text, for as long as the panel is open.
export const Found = Extension.create({
  name: "found",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: KEY,
      state: { init: () => NOTHING, apply: (transaction, was) => next(was, transaction) },
      props: {
        decorations(state) {
          const { hits, at } = KEY.getState(state)
          const marks = hits.map(({ from, to }, number) =>
            Decoration.inline(from, to, { class: number === at ? "found found-now" : "found" }))
          return DecorationSet.create(state.doc, marks)
        },
      },
    }),
  ],
})

const element = (tag, values = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), values)
  made.append(...children)
  return made
}

export class Finder {
  constructor(editor, id) {
    this.editor = editor
    this.find = element("input", { type: "text", id: `${id}_find`, autocomplete: "off" })
    this.replace = element("input", { type: "text", id: `${id}_replace`, autocomplete: "off" })
    this.exact = element("input", { type: "checkbox", id: `${id}_exact` })
    this.count = element("output", { className: "find-count" })
    this.count.setAttribute("role", "status")
    this.panel = this.made()
    this.button = this.opener()
    this.listen()
  }

  made() {
    const button = (text, act, name = text) => {
      const made = element("button", { type: "button", textContent: text, onclick: act })
      if (name !== text) made.setAttribute("aria-label", name)
      return made
    }
    const label = (field, text) => element("label", { htmlFor: field.id, textContent: text })
    const panel = element("div", { className: "find-panel", hidden: true },
      element("div", { className: "find-row" }, label(this.find, "Find"), this.find,
        button("Previous", () => this.go(-1), "Previous match"), button("Next", () => this.go(1), "Next match"), this.count),
      element("div", { className: "find-row" }, label(this.replace, "Replace with"), this.replace,
        button("Replace", () => this.one()), button("Replace all", () => this.all()),
        element("span", { className: "find-exact" }, this.exact, label(this.exact, "Match case")),
        button("Close", () => this.close())))
    panel.setAttribute("role", "search")
    panel.setAttribute("aria-label", "Find and replace")
    return panel
  }

  opener() {
    const keys = IS_MAC ? "Shift+Command+H" : "Ctrl+H"
    const made = element("button", {
      type: "button", className: "prose-menubar__button find-opener", title: `Find and replace (${keys})`,
      textContent: "Find", onclick: () => (this.panel.hidden ? this.open() : this.close()),
    })
    made.setAttribute("aria-label", "Find and replace")
    made.setAttribute("aria-expanded", "false")
    made.setAttribute("aria-keyshortcuts", IS_MAC ? "Shift+Meta+H" : "Control+H")
    return made
  }

  listen() {
    // What is typed here is nobody's text: the form has not changed by it.
    for (const kind of ["input", "change"]) {
      this.panel.addEventListener(kind, (event) => {
        event.stopPropagation()
        if (event.target !== this.replace) this.ask({ words: this.find.value, isExact: this.exact.checked })
      })
    }
    this.panel.addEventListener("keydown", (event) => this.key(event))
    this.editor.view.dom.addEventListener("keydown", (event) => {
      const isAsked = IS_MAC ? event.metaKey && event.shiftKey : event.ctrlKey && !event.altKey
      if (!isAsked || event.key.toLowerCase() !== "h") return
      event.preventDefault()
      this.open()
    })
    this.editor.on("transaction", () => { if (!this.panel.hidden) this.tell() })
  }

  key(event) {
    if (event.key === "Escape") this.close()
    else if (event.key !== "Enter" || event.target.tagName !== "INPUT") return
    else if (event.target === this.replace) this.one()
    else this.go(event.shiftKey ? -1 : 1)
    event.preventDefault()
  }

  get state() { return KEY.getState(this.editor.state) }

  ask(asked) {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(KEY, asked))
    this.show()
  }

  go(step) { this.ask({ at: this.state.at + step }) }

  show() {
    this.editor.view.dom.querySelector(".found-now")?.scrollIntoView({ block: "center" })
  }

  tell() {
    const { words, hits, at } = this.state
    const said = !words ? "" : hits.length ? `${at + 1} of ${hits.length}` : "Nothing found"
    if (this.count.textContent !== said) this.count.textContent = said
  }

  one() {
    const { hits, at } = this.state
    if (at >= 0) this.write([hits[at]], at)
  }

  all() {
    const { hits } = this.state
    if (!hits.length) return
    this.write(hits, 0)
    this.count.textContent = `${hits.length} replaced`
  }

  // One transaction, and so one step back, from the end so that places stay right.
  write(hits, at) {
    const { tr } = this.editor.state
    for (const { from, to } of [...hits].reverse()) {
      if (this.replace.value) tr.insertText(this.replace.value, from, to)
      else tr.delete(from, to)
    }
    pm.history.closeHistory(tr)
    const after = hits[0].from + this.replace.value.length
    const { hits: left } = next(this.state, tr.setMeta(KEY, { at }))
    const follows = left.findIndex(({ from }) => from >= after)
    this.editor.view.dispatch(tr.setMeta(KEY, { at: follows < 0 ? 0 : follows }))
    this.show()
  }

  open() {
    const { from, to } = this.editor.state.selection
    const chosen = this.editor.state.doc.textBetween(from, to, "\n")
    this.panel.hidden = false
    this.button.setAttribute("aria-expanded", "true")
    if (chosen && !chosen.includes("\n")) this.find.value = chosen
    this.ask({ words: this.find.value, isExact: this.exact.checked })
    this.find.focus()
    this.find.select()
  }

  close() {
    const { hits, at } = this.state
    const { tr, doc } = this.editor.state
    if (at >= 0) tr.setSelection(TextSelection.create(doc, hits[at].from, hits[at].to))
    this.editor.view.dispatch(tr.setMeta(KEY, NOTHING))
    this.panel.hidden = true
    this.button.setAttribute("aria-expanded", "false")
    this.editor.commands.focus()
  }
}
