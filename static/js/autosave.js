// Keeps what is typed while it is typed: every few seconds after a change, when the page goes out of
// sight, and before it is sent. It is kept beside the release and never changes it; nothing is stored in
// the browser, which others may use.

const WAIT = 2_000 // milliseconds after a change
const RETRY = [5, 10, 20, 40, 60] // seconds, while it cannot be kept
const PATIENCE = 4_000 // milliseconds that sending the form waits for
const BEACON = 60_000 // bytes that browsers send of a page that is being left

const place = document.querySelector("[data-keep-at]")
const form = place?.closest("form")
// Each request brings them, and they say nothing of what was typed.
const PASSING = new Set(["csrfmiddlewaretoken", "open_count"])

function written() {
  const sent = new FormData()
  for (const [name, value] of new FormData(form)) {
    if (!name.includes("__prefix__") && !(value instanceof File)) sent.append(name, value)
  }
  return sent
}

function typed() {
  const sent = new URLSearchParams(written())
  for (const name of PASSING) sent.delete(name)
  return sent.toString()
}

// What became of keeping it, in sight beside the buttons; read out only when that changes.
class Line {
  constructor() {
    this.line = document.createElement("p")
    this.line.className = "keeping"
    this.news = document.createElement("p")
    this.news.className = "visually-hidden"
    this.news.setAttribute("role", "status")
    form.querySelector(".submit-row")?.append(this.line, this.news)
    const timeZone = document.querySelector("[data-market-zone]")?.dataset.marketZone
    this.clock = new Intl.DateTimeFormat("en-US", { hour: "2-digit", minute: "2-digit", second: "2-digit",
      hourCycle: "h23", timeZone, timeZoneName: "short" })
  }

  kept(at) {
    this.say("kept", `Kept at ${this.clock.format(at)}, not saved`, "What you type is being kept.")
  }

  say(state, text, news = text) {
    this.line.textContent = text
    this.line.classList.toggle("keeping-failed", state !== "kept")
    if (state !== this.state) this.news.textContent = news
    this.state = state
  }

  signedOut() {
    this.say("out", "Not kept: you are signed out. Sign in again in another tab; then it goes on by itself. ")
    const link = Object.assign(document.createElement("a"), {
      href: place.dataset.signIn, target: "_blank", rel: "noopener", textContent: "Sign in",
    })
    this.line.append(link)
  }
}

class Keeper {
  constructor() {
    this.opened = this.kept = typed()
    this.line = new Line()
    this.fails = 0
    this.isLeaving = false
  }

  get isChanged() { return typed() !== this.kept }

  later(seconds = WAIT / 1_000) {
    this.timer ??= setTimeout(() => { this.timer = null; this.keep() }, seconds * 1_000)
  }

  sooner() {
    clearTimeout(this.timer)
    this.timer = null
    this.later()
  }

  // Keeps what is typed now, one after the other: “kept”, “refused”, “out” or “away”.
  async keep({ isAsked = false } = {}) {
    while (this.running) await this.running
    if (this.isLeaving || (!this.isChanged && !isAsked)) return "kept"
    clearTimeout(this.timer)
    this.timer = null
    this.running = this.send()
    const outcome = await this.running
    this.running = null
    if (outcome === "kept") this.fails = 0
    else this.later(RETRY[Math.min(this.fails++, RETRY.length - 1)])
    if (outcome === "kept" && this.isChanged) this.later()
    return outcome
  }

  async send(isAgain = false) {
    const now = typed()
    this.abort = new AbortController()
    try {
      if (this.line.state === "out" && !isAgain && !(await this.isSignedInAgain())) return "out"
      const answer = await fetch(place.dataset.keepAt, {
        method: "POST", body: this.counted(), redirect: "manual", signal: this.abort.signal,
      })
      if (answer.ok) {
        this.kept = now
        this.line.kept(new Date((await answer.json()).kept_at))
        return "kept"
      }
      return await this.refused(answer, isAgain)
    } catch {
      this.line.say("away", "Not kept: the server cannot be reached. Leave this page open; it is tried again.")
      return "away"
    }
  }

  async refused(answer, isAgain) {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      if (!isAgain && (await this.isSignedInAgain())) return this.send(true)
      this.line.signedOut()
      return "out"
    }
    const isTold = answer.headers.get("content-type")?.includes("json")
    const said = isTold ? (await answer.json()).said : `Not kept: the server answered ${answer.status}. Save what you have.`
    this.line.say("refused", said)
    return "refused"
  }

  // Whoever signs in again gets another token: the form takes it over, if it is the same person.
  async isSignedInAgain() {
    const answer = await fetch(place.dataset.keepAt, { redirect: "manual" })
    if (!answer.ok) return false
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const token = page.querySelector("#content-main [name=csrfmiddlewaretoken]")?.value
    const isSame = page.querySelector("[data-person]")?.dataset.person === place.dataset.person
    if (!token || !isSame) return false
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token
    return true
  }

  counted() {
    const count = form.elements.open_count
    count.value = Number(count.value) + 1
    return written()
  }

  // The page goes: what browsers still send then is small.
  leave() {
    if (this.isLeaving || !this.isChanged) return
    const sent = this.counted()
    if (new URLSearchParams(sent).toString().length > BEACON) return
    this.abort?.abort()
    if (navigator.sendBeacon(place.dataset.keepAt, sent)) this.kept = typed()
  }
}

// The form goes only once what it sends is kept: a server that is away, or a session that has ended,
// would take it along.
function sendWhenKept(keeper) {
  let isLetThrough = false
  form.addEventListener("submit", async (event) => {
    if (isLetThrough || typed() === keeper.opened) {
      isLetThrough = false
      keeper.isLeaving = true
      clearTimeout(keeper.timer)
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    const { submitter } = event
    const tooLong = new Promise((done) => { setTimeout(() => done("late"), PATIENCE) })
    const outcome = await Promise.race([keeper.keep({ isAsked: true }), tooLong])
    if (outcome === "out" || outcome === "away") {
      keeper.line.line.scrollIntoView({ block: "nearest" })
      return
    }
    isLetThrough = true
    form.requestSubmit(submitter?.isConnected ? submitter : null)
  }, { capture: true })
}

if (form) {
  const keeper = new Keeper()
  sendWhenKept(keeper)
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
    form.addEventListener(kind, () => keeper.later())
  }
  // Select2 speaks through jQuery alone.
  window.django?.jQuery(form).on("change", () => keeper.later())
  // What was sent and sent back is nowhere else.
  if (document.querySelector(".errornote, .collision")) keeper.keep({ isAsked: true })
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keeper.keep()
    else if (keeper.fails) keeper.sooner()
  })
  window.addEventListener("online", () => keeper.sooner())
  window.addEventListener("pagehide", () => keeper.leave())
  window.addEventListener("pageshow", (event) => { if (event.persisted) keeper.isLeaving = false })
}
