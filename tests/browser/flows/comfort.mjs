// What makes a busy day easier, with scripts.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { openItem } from './items.mjs'

/// Keys press the buttons that show them, unless somebody types or has switched them off.
export async function keys(world, browser, kind) {
  const words = `absolute clowns and idiots ${kind.name} keys`
  await world.comment(words)
  const patel = await Visitor.open(browser, world.url, kind)
  await patel.signIn('patel')
  await openItem(patel, words)
  await patel.page.keyboard.press('b')
  expect(await patel.page.locator('main').isHidden(), 'the screen is not blank')
  await patel.check('a blank screen', 'Gatehouse')
  await patel.page.getByRole('button', { name: 'Show the page again' }).click()
  await patel.page.keyboard.press('r')
  expect(await patel.page.evaluate(() => document.activeElement.id) === 'reason', 'r does not lead to the reason')
  await patel.page.keyboard.press('1')
  expect(!patel.page.url().includes('done='), 'a key acted while somebody was choosing')
  await patel.page.locator('h1').click()
  await patel.page.keyboard.press('1')
  await patel.page.waitForURL('**done=*')

  await patel.goto('/account')
  await patel.press('Switch single-key shortcuts off')
  await patel.sees('Single-key shortcuts are switched off.')
  await patel.page.keyboard.press('?')
  expect(patel.page.url().includes('/account'), 'a key acted although they are switched off')
  await patel.press('Switch single-key shortcuts on')
  await patel.sees('Single-key shortcuts are switched on.')
  await patel.page.keyboard.press('?')
  await patel.page.waitForURL('**/help')
  await patel.close()
}

/// New items do not move the list: a bar says how many there are.
export async function newItemsBar(world, browser, kind) {
  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', '/review')
  const bar = hale.page.locator('[data-count-url]')
  expect(await bar.isHidden(), 'the bar shows although nothing is new')
  await world.comment(`more useless idiots ${kind.name} bar`)
  await bar.waitFor({ state: 'visible', timeout: 60_000 })
  await hale.check('the list with something new')
  await hale.close()
}
