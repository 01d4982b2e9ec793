// Single keys press the button that shows them. They can be switched off on the account page, and they never act
// while somebody is typing or holds a modifier.
const typing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))

export function startKeys(page, blank) {
  if (page.body.dataset.keys !== 'on') return
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing(event.target)) return
    if (blank.isBlank()) return
    if (event.key === 'b') { event.preventDefault(); return blank.toggle() }
    if (!/^[1-6cnru?]$/.test(event.key)) return
    const key = CSS.escape(event.key)
    const field = page.querySelector(`[data-focus-key="${key}"] :is(select, textarea)`)
    const target = field ?? page.querySelector(`[data-key="${key}"]`)
    if (!target || target.disabled) return
    event.preventDefault()
    if (!field) return target.click()
    field.closest('details')?.setAttribute('open', '')
    field.focus()
  })
}
