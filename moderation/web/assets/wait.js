// While the words in a picture are being read, the parts of the page that say what was found are fetched anew. What
// somebody is writing stays as it is.
const FIRST_MS = 1500
const MOST_MS = 15 * 1000

export function startWait(page) {
  let pause = FIRST_MS
  const waiting = (part) => part.querySelectorAll('[data-waiting]').length
  const take = (fresh) => {
    if (waiting(fresh) === waiting(page)) return
    for (const place of page.querySelectorAll('[data-fresh]')) {
      const now = fresh.getElementById(place.id)
      if (now && now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes)
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
  const next = () => { if (waiting(page) > 0) setTimeout(look, pause) }
  next()
}
