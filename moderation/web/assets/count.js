// New items do not move the list: a bar says how many there are. The asking stops when the page is out of sight or
// nobody has touched it for ten minutes, so that an unattended screen is signed out in time.
const IDLE_MS = 10 * 60 * 1000

export function startCount(page) {
  const bar = page.querySelector('[data-count-url]')
  if (!bar) return
  const shown = Number(bar.dataset.count)
  const every = Number(bar.dataset.every) * 1000
  let touched = Date.now()
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'scroll']) {
    page.addEventListener(kind, () => { touched = Date.now() }, { passive: true })
  }
  const show = (total) => {
    const fresh = total - shown
    bar.hidden = fresh <= 0
    if (fresh > 0) bar.querySelector('[data-count-text]').textContent = `${fresh} new`
  }
  const ask = async () => {
    if (page.visibilityState !== 'visible' || Date.now() - touched > IDLE_MS) return
    try {
      const answer = await fetch(bar.dataset.countUrl, { headers: { accept: 'application/json' } })
      if (answer.ok) show((await answer.json()).total)
    } catch { /* the next round asks again */ }
  }
  setInterval(ask, every)
}
