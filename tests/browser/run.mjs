// Drives the real program in a real browser: `GATEHOUSE_BINARY=.build/release/gatehouse npm run test:browser`.
import { chromium } from 'playwright-core'
import { kBrowser } from './browser.mjs'
import * as flows from './flows.mjs'
import { Report } from './report.mjs'
import { kDesktop, kPhone } from './visitor.mjs'
import { World } from './world.mjs'

const kinds = [
  { name: 'desktop', size: kDesktop },
  { name: 'phone', size: kPhone },
  { name: 'without scripts', size: kDesktop, scripts: false },
]

async function main() {
  const binary = process.env.GATEHOUSE_BINARY
  if (!binary) throw new Error('GATEHOUSE_BINARY says which program to drive')
  const report = new Report()
  const world = new World(binary)
  let browser
  try {
    await world.start()
    browser = await chromium.launch(kBrowser)
    const [first] = kinds
    await report.test('a channel is proposed, assessed and authorised',
      () => flows.authoriseChannel(world, browser, first))
    for (const kind of kinds) {
      const run = (name, flow) => report.test(`${name} (${kind.name})`, () => flow(world, browser, kind))
      await run('every page can be used by everybody', flows.everyPage)
      await run('a wrong password', flows.wrongPassword)
      await run('a rude comment is hidden and the decision undone', flows.hideAndUndo)
      await run('deleting takes a second colleague', flows.deleteWithSecondColleague)
      await run('an alert leads from the e-mail to the item', flows.alertByMail)
      if (kind.scripts === false) continue
      await run('keys press buttons', flows.keys)
      await run('a bar says what is new', flows.newItemsBar)
    }
  } catch (error) {
    await report.test('the world stands', () => { throw error })
  } finally {
    await browser?.close()
    await world.stop()
  }
  process.exitCode = report.finish()
}

await main()
