// The page that readers will get, beside the form it is made from. Where there is room it stands at the
// side; on a narrow screen it takes the form's place, and the same button leads back.

const WAIT = 1_200 // milliseconds of quiet after the last change
const WIDTHS = [["phone", "Phone"], ["tablet", "Tablet"], ["full", "Full"]]
const KEPT = "live-preview" // whether it was open is remembered, in this tab alone; no word of the text

const place = document.querySelector("[data-preview-at]")
const form = place?.closest("form")
const row = form?.querySelector(".submit-row")

const element = (tag, values = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), values)
  made.append(...children)
  return made
}

function written() {
  const sent = new FormData()
  for (const [name, value] of new FormData(form)) {
    if (!name.includes("__prefix__") && !(value instanceof File)) sent.append(name, value)
  }
  return sent
}

class Preview {
  constructor() {
    this.last = ""
    this.said = element("p", { className: "live-said" })
    this.said.setAttribute("role", "status")
    this.frame = element("iframe", { title: "The page as typed" })
    // No script of it runs; only this page reaches into it, to keep its place.
    this.frame.setAttribute("sandbox", "allow-same-origin")
    this.frame.addEventListener("load", () => this.settled())
    this.room = element("div", { className: "live-room" }, this.frame)
    this.pane = element("aside", { id: "live-preview", className: "live-preview", hidden: true },
      element("div", { className: "live-head" }, element("h2", { textContent: "As typed" }), this.widths(), this.said), this.room)
    this.pane.setAttribute("aria-label", "Preview of what is typed")
    this.button = element("button", { type: "button", className: "live-opener", textContent: "Preview", onclick: () => this.toggle() })
    this.button.setAttribute("aria-expanded", "false")
    this.button.setAttribute("aria-controls", "live-preview")
    form.after(this.pane)
    row.querySelector("input[type=submit]").after(this.button)
  }

  widths() {
    const choices = WIDTHS.map(([value, text]) => {
      const field = element("input", { type: "radio", name: "live-width", value, checked: value === "full" })
      field.addEventListener("change", () => { this.room.dataset.width = value })
      return element("label", {}, field, ` ${text}`)
    })
    const group = element("fieldset", { className: "live-widths" }, element("legend", { textContent: "Width" }), ...choices)
    return group
  }

  get isOpen() { return !this.pane.hidden }

  toggle() {
    this.pane.hidden = this.isOpen
    this.button.setAttribute("aria-expanded", String(this.isOpen))
    this.button.textContent = this.isOpen ? "Close preview" : "Preview"
    document.body.classList.toggle("has-live-preview", this.isOpen)
    sessionStorage.setItem(KEPT, this.isOpen ? "open" : "")
    if (this.isOpen) this.look()
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.look(), WAIT)
  }

  async look() {
    if (!this.isOpen) return
    const sent = written()
    const now = new URLSearchParams(sent).toString().replace(/&?(?:open_count|csrfmiddlewaretoken)=[^&]*/g, "")
    if (now === this.last) return
    this.running?.abort()
    this.running = new AbortController()
    this.pane.setAttribute("aria-busy", "true")
    try {
      const answer = await fetch(place.dataset.previewAt, { method: "POST", body: sent, redirect: "manual", signal: this.running.signal })
      if (answer.status === 503) return this.wait()
      if (!answer.ok) return this.say(`No preview at the moment (${answer.status || "signed out"}). What is shown may be older than what is typed.`)
      this.last = now
      this.show(await answer.text())
    } catch (error) {
      if (error.name !== "AbortError") this.say("The server cannot be reached: what is shown is older than what is typed.")
    }
  }

  wait() {
    this.say("Others are being served first: the preview follows.")
    this.later()
  }

  show(html) {
    const page = new DOMParser().parseFromString(html, "text/html")
    for (const script of page.querySelectorAll("script")) script.remove()
    this.scrolled = this.frame.contentWindow?.scrollY ?? 0
    this.frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`
    this.say("")
  }

  settled() {
    this.pane.removeAttribute("aria-busy")
    const page = this.frame.contentDocument
    if (!page?.body) return
    this.frame.contentWindow.scrollTo({ top: this.scrolled ?? 0, behavior: "instant" })
    // It is for looking: its links lead nowhere.
    for (const kind of ["click", "submit"]) page.addEventListener(kind, (event) => event.preventDefault(), true)
  }

  say(text) {
    this.pane.removeAttribute("aria-busy")
    if (this.said.textContent !== text) this.said.textContent = text
  }
}

if (form && row) {
  const preview = new Preview()
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
    form.addEventListener(kind, () => preview.later())
  }
  window.django?.jQuery(form).on("change", () => preview.later()) // Select2 speaks through jQuery alone
  if (sessionStorage.getItem(KEPT) && matchMedia("(min-width: 1200px)").matches) preview.toggle()
}
