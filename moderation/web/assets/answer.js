// While somebody types an answer, it says what the network would refuse. The server says the same when it is sent.
const PAUSE_MS = 400

export function startAnswer(page) {
  const place = page.querySelector('[data-check-url]')
  if (!place) return
  const field = place.querySelector('textarea')
  const said = place.querySelector('[aria-live]')
  let waiting
  const ask = async () => {
    const text = field.value
    const body = new URLSearchParams({ csrf: field.form.elements.csrf.value, text })
    try {
      const answer = await fetch(place.dataset.checkUrl, { method: 'POST', body })
      if (answer.ok && field.value === text) said.textContent = (await answer.json()).wrong
    } catch { /* the next word asks again */ }
  }
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, PAUSE_MS)
  })
}
