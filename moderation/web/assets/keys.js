// Single keys press the button that shows them. They can be switched off on the account page, and they never act
// while somebody is typing or holds a modifier.
const typing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName))

export function startKeys(page, blank) {
  if (page.body.dataset.keys !== 'on') return
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing(event.target)) return
    if (blank.isBlank()) return
    if (event.key === 'b') { event.preventDefault(); return blank.toggle() }
    if (!/^[1-6runjk?]$/.test(event.key)) return
    const target = page.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    if (!target || target.disabled) return
    event.preventDefault()
    if (target.matches('select, textarea, input')) target.focus()
    else target.click()
  })
}
