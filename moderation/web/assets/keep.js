// While somebody writes a draft, it is kept some time after a change: quietly, as a draft, and never as anything else.
// The server refuses what a colleague has changed meanwhile, and then nothing more is kept by itself.
const AFTER_MS = 20 * 1000

export function startKeep(page) {
  const said = page.querySelector('[data-keep-url]')
  if (!said) return
  const form = said.closest('form')
  let url = said.dataset.keepUrl
  let waiting
  let sending
  let over = false

  const take = (answer) => {
    form.elements.version.value = answer.version
    if (!answer.path) return
    // It is there now: what follows changes it, also after the page is loaded anew.
    url = answer.keep
    form.action = answer.path
    history.replaceState(null, '', answer.path)
  }
  const send = async () => {
    try {
      const body = new URLSearchParams(new FormData(form))
      const reply = await fetch(url, { method: 'POST', body, redirect: 'manual' })
      const answer = await reply.json()
      if (reply.ok) take(answer)
      over = over || reply.status === 409
      said.textContent = answer.said
    } catch {
      said.textContent = said.dataset.failed
    }
  }
  const keep = () => {
    waiting = sending && setTimeout(keep, AFTER_MS)
    if (waiting) return
    sending = send().finally(() => { sending = undefined })
  }
  form.addEventListener('input', () => {
    if (over || waiting) return
    waiting = setTimeout(keep, AFTER_MS)
  })
  // What is being kept is one version older than what is sent by the button: that waits for it.
  form.addEventListener('submit', (event) => {
    clearTimeout(waiting)
    over = true
    if (!sending) return
    event.preventDefault()
    sending.then(() => form.requestSubmit())
  })
}
