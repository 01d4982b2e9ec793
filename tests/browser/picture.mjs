// Takes the picture of the review page that stands in the README: `npm run picture`.
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { authoriseChannel } from './flows/channels.mjs'
import { kBrowser } from './browser.mjs'
import { Visitor, kDesktop } from './visitor.mjs'
import { World, until } from './world.mjs'

const kPicture = 'deploy/pictures/review.png'
const kComments = [
  'The fair was lovely, thank you!',
  'What time does the fair start on Saturday?',
  'You are all useless idiots, the car park was a joke again',
  'dm me on the other app, easy money for mums',
]

const world = new World(process.env.GATEHOUSE_BINARY ?? '.build/release/gatehouse')
let browser
try {
  await world.start()
  browser = await chromium.launch(kBrowser)
  await authoriseChannel(world, browser, { name: 'picture' })
  for (const comment of kComments) await world.comment(comment)
  const quill = await Visitor.open(browser, world.url, { name: 'picture', size: kDesktop })
  await quill.signIn('quill')
  await until('something to look at', async () => {
    await quill.goto('/review')
    return (await quill.page.locator('.gh-card').count()) > 1
  })
  await quill.page.locator('.gh-card__line a').first().click()
  fs.mkdirSync(path.dirname(kPicture), { recursive: true })
  await quill.page.screenshot({ path: kPicture })
  console.log(kPicture)
} finally {
  await browser?.close()
  await world.stop()
}
