// Passkeys: between a form and the browser's own question. Each form says what it wants by
// data-passkey ("create" or "get"), and where the question is asked for (data-passkey-at), unless
// it stands in the page already.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0))
const text = (buffer) => {
  const read = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")
  return btoa(read).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}
const known = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }))

function forCreating({ user, challenge, excludeCredentials, ...rest }) {
  return {
    ...rest,
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: known(excludeCredentials ?? []),
  }
}

function forGetting({ challenge, allowCredentials, ...rest }) {
  return { ...rest, challenge: bytes(challenge), allowCredentials: known(allowCredentials ?? []) }
}

function written(credential) {
  const { response } = credential
  const parts = { clientDataJSON: text(response.clientDataJSON) }
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = text(response[name])
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: parts,
  })
}

// What the desk itself says to the question, in words for whoever sits there.
class Refused extends Error {}

async function question(form) {
  const stands = document.getElementById("passkey-options")
  if (form.dataset.passkey === "create") return JSON.parse(stands.textContent).publicKey
  const sent = new FormData()
  sent.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value)
  sent.append("begin", "1")
  const answer = await fetch(form.dataset.passkeyAt, { method: "POST", body: sent })
  if (answer.status === 429) throw new Refused((await answer.json()).error)
  if (!answer.ok) throw new Error("The desk does not answer.")
  return (await answer.json()).publicKey
}

async function ask(form) {
  const asked = await question(form)
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: forCreating(asked) })
    : await navigator.credentials.get({ publicKey: forGetting(asked) })
  form.querySelector("[data-passkey-credential]").value = written(credential)
  form.submit()
}

function begin(form) {
  const said = form.querySelector("[data-passkey-said]")
  const button = form.querySelector("[data-passkey-begin]")
  form.hidden = false
  button.addEventListener("click", async () => {
    said.textContent = "Your browser asks you now."
    button.disabled = true
    try {
      await ask(form)
    } catch (error) {
      // Why, a browser does not say: whoever asks is not to learn what passkeys there are.
      if (error instanceof Refused) said.textContent = error.message
      else if (error.name === "InvalidStateError") said.textContent = "There is a passkey of yours here already."
      else said.textContent = "No passkey came of it. Try again, or use a code."
      button.disabled = false
      button.focus()
    }
  })
  // Enter in the field for the name begins too.
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    button.click()
  })
}

// Where a desk is called by number there are no passkeys (Web Authentication, 5.1.2).
const isNamed = !/^[\d.]+$|^\[/.test(location.hostname)
if (window.PublicKeyCredential && isNamed) {
  for (const form of document.querySelectorAll("form[data-passkey]")) begin(form)
}
