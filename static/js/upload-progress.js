// Shows how much of the files of a form has been sent. Without it the form is sent as any other; with it
// the answer says where to go on, or the form is sent again as it is, to show what is to be mended.

const FROM = 256 * 1024 // bytes: less is sent before anybody could look
const form = document.querySelector("#content-main > form[enctype]")
const MEGABYTE = 1_000_000

const sizeOf = () => [...form.querySelectorAll("input[type=file]")]
  .flatMap((field) => [...field.files]).reduce((sum, file) => sum + file.size, 0)

function shown() {
  const line = document.createElement("div")
  line.className = "upload"
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 })
  bar.setAttribute("aria-label", "Files sent")
  const text = document.createElement("span")
  const said = document.createElement("span")
  said.className = "upload-said"
  said.setAttribute("role", "status")
  const stop = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Stop" })
  line.append(bar, text, stop, said)
  form.querySelector(".submit-row")?.append(line)
  return { line, bar, text, said, stop }
}

const written = (bytes) => (bytes / MEGABYTE).toFixed(1)

function send(submitter) {
  const { line, bar, text, said, stop } = shown()
  const request = new XMLHttpRequest()
  const buttons = [...form.querySelectorAll(".submit-row input[type=submit]")]
  const sent = new FormData(form, submitter)
  const end = (words) => {
    for (const each of [bar, text, stop]) each.remove()
    for (const each of buttons) each.disabled = false
    line.classList.add("upload-failed")
    said.textContent = words
  }
  for (const each of buttons) each.disabled = true
  said.textContent = "The files are being sent."
  request.upload.onprogress = ({ loaded, total }) => {
    bar.value = (100 * loaded) / total
    text.textContent = loaded < total ? `${written(loaded)} of ${written(total)} MB` : "Sent. They are being checked and stored."
  }
  request.onload = () => done(request, end)
  request.onerror = () => end("The connection broke off, and nothing was saved. Save again.")
  request.onabort = () => end("Stopped: nothing was saved.")
  stop.addEventListener("click", () => request.abort())
  request.open("POST", form.getAttribute("action") || location.href)
  request.setRequestHeader("X-Shows-Progress", "1")
  request.send(sent)
}

function done(request, end) {
  const isJson = request.getResponseHeader("content-type")?.includes("json")
  if (isJson) location.assign(JSON.parse(request.responseText).go_on_at)
  else if (new URL(request.responseURL).pathname !== location.pathname) end("You are signed out, and nothing was saved. Sign in again in another tab, and save again.")
  else if (request.status === 200) HTMLFormElement.prototype.submit.call(form)
  else if (request.status === 413) end("That is more than the server takes, and nothing was saved. Send fewer files at a time.")
  else end(`The server answered ${request.status}, and nothing was saved. Save again.`)
}

form?.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return
  for (const old of form.querySelectorAll(".upload")) old.remove()
  if (sizeOf() < FROM) return
  event.preventDefault()
  send(event.submitter)
})
