// While something is still going on, the parts of the page that say how far it is are fetched anew. What somebody is
// writing stays as it is.
const FIRST_MS = 1500
const MOST_MS = 15 * 1000

export function startWait(page) {
  let pause = FIRST_MS
  const waiting = () => page.querySelectorAll('[data-waiting]').length
  const places = () => page.querySelectorAll('[data-fresh]')
  // As each came: what somebody ticked there since then is not undone by an answer that says the same.
  const came = new Map(Array.from(places(), (place) => [place.id, place.innerHTML]))
  const renew = (place, now) => {
    if (now.innerHTML === came.get(place.id)) return
    came.set(place.id, now.innerHTML)
    const link = place.contains(page.activeElement) ? page.activeElement.getAttribute('href') : null
    place.replaceChildren(...now.childNodes)
    if (link) place.querySelector(`a[href="${CSS.escape(link)}"]`)?.focus()
  }
  const take = (fresh) => {
    for (const place of places()) {
      const now = fresh.getElementById(place.id)
      if (now) renew(place, now)
    }
  }
  const look = async () => {
    try {
      const answer = await fetch(page.querySelector('[data-waiting]').dataset.waiting)
      if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    } catch { /* the next look asks again */ }
    pause = Math.min(pause * 1.5, MOST_MS)
    next()
  }
  const next = () => { if (waiting() > 0) setTimeout(look, pause) }
  next()
}
