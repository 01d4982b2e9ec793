// Somebody walks in: one key or button hides everything.
export function startBlank(page) {
  const root = page.documentElement
  const cover = page.querySelector('.gh-blank')
  const title = page.title
  const isBlank = () => root.classList.contains('gh-blanked')
  const toggle = () => {
    root.classList.toggle('gh-blanked')
    page.title = isBlank() ? 'Gatehouse' : title
    if (isBlank()) cover?.querySelector('button')?.focus()
  }
  cover?.querySelector('button')?.addEventListener('click', () => isBlank() && toggle())
  const place = page.querySelector('.gh-tools')
  if (place) {
    const press = page.createElement('button')
    press.type = 'button'
    press.textContent = page.body.dataset.keys === 'on' ? 'Blank screen (b)' : 'Blank screen'
    press.addEventListener('click', toggle)
    place.append(press)
  }
  return { isBlank, toggle }
}
