// How texts are judged: trying one.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'

/// What would happen is said in sentences, with the words marked; a look-alike is explained; the address says nothing.
export async function tryAText(world, browser, kind) {
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', '/judging/try')
  await marsh.check('trying a text')
  await marsh.page.fill('#text', 'Bringing a bl@de to pick up 3.15 today, come out and say it')
  await marsh.press('See what would happen')
  await marsh.sees('Emergency')
  await marsh.sees('seen by the safeguarding team and the head only')
  await marsh.sees('Taken for: a threat.')
  expect(await marsh.page.locator('mark').count() > 0, 'no word is marked')
  await marsh.check('a threat that was tried')
  await marsh.page.fill('#text', 'Please bring a cake knife to school today')
  await marsh.press('See what would happen')
  await marsh.sees('It would stay as it is and trouble nobody.')
  await marsh.sees('Here it is harmless, because of')
  await marsh.check('a look-alike that was tried')
  await marsh.press('See what would happen')
  expect(new URL(marsh.page.url()).search === '', 'what was typed is in the address')
  await marsh.close()
}
