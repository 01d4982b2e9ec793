// Old pictures: looked at again, taken down when two agree, and all of them at once in an emergency.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'
import { list, writeWithPupils } from './post_people.mjs'
import { registerPupils } from './pupils.mjs'

const standing = async (world, words) =>
  Object.values((await world.state('x')).posts).filter((one) => one.text === words && !one.deleted && !one.gone).length

/// A picture in which a pupil can be told by the face, so that the head has to agree. Returns the address of the post.
async function publish(world, browser, kind, words) {
  await registerPupils(world, browser, kind)
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  await writeWithPupils(finch, words, 'identifiable')
  await list(finch, 'Leopold Hedgerow')
  await finch.press('Ask a colleague to read it')
  const path = new URL(finch.page.url()).pathname
  await finch.close()
  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', path)
  await quill.press('Agree')
  await quill.sees('You agreed.')
  await quill.close()
  await until('the network to show it', async () => await standing(world, words) === 1)
  return path
}

/// What the page shows in the end, however often it has to be asked.
const comesTo = (visitor, page, words) => until(words, async () => {
  await visitor.goto(page)
  return (await visitor.text()).includes(words)
})

async function withReason(visitor, label, field, reason) {
  await visitor.page.locator('summary', { hasText: label }).click()
  await visitor.page.fill(field, reason)
  await visitor.press(label)
}

/// The safeguarding lead has them looked at and proposes; a second colleague agrees.
export async function oldPictures(world, browser, kind) {
  const words = `An old picture of the bridge (${kind.name})`
  const path = await publish(world, browser, kind, words)
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', '/posts')
  await comesTo(marsh, path, 'Published')
  await marsh.goto('/posts')
  await marsh.follow('Old pictures')
  await marsh.check('old pictures, before or after an earlier look')
  await marsh.press('Look at all old pictures')
  await comesTo(marsh, '/posts/sweep', words)
  await comesTo(marsh, '/posts/sweep', 'with something to decide in')
  await marsh.check('old pictures to decide about')
  expect(!(await marsh.page.content()).includes('Hedgerow'), 'the page says who is in a picture')
  await marsh.follow(words)
  await marsh.sees('Old pictures: should they stay?')
  await marsh.sees('Since May 2026')
  await marsh.check('a post with old pictures')
  await withReason(marsh, 'Propose to take it down', '#propose', 'He can be told by his face')
  await marsh.sees('You proposed this yourself.')
  await marsh.check('a post that one proposed to take down')
  await marsh.close()

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', path)
  await hale.sees('He can be told by his face')
  await hale.press('Agree: take it down')
  await hale.sees('It is being taken down.')
  await until('it to be gone from the network', async () => await standing(world, words) === 0)
  await hale.close()
}

/// One asks, another agrees, and what became of each post is listed; then pictures may go out again.
export async function takeDownAll(world, browser, kind) {
  const words = `The bridge once more (${kind.name})`
  await publish(world, browser, kind, words)
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', '/posts')
  await marsh.follow('Emergency: take down all pictures of pupils')
  await marsh.check('an emergency that nobody asked for')
  await marsh.page.fill('#reason', 'Somebody blackmails the school')
  await marsh.press('Take down all pictures of pupils')
  await marsh.sees('You proposed this yourself.')
  await marsh.check('an emergency that one asked for oneself')

  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', '/alerts')
  const row = quill.page.locator('tr', { hasText: 'All pictures of pupils are to be taken down' })
  await quill.goto(await row.getByRole('link').first().getAttribute('href'))
  await quill.press('Acknowledge')
  await quill.follow('Open what it is about')
  await quill.sees('Somebody blackmails the school')
  await quill.check('an emergency to agree to')
  await quill.press('Agree: take them all down')
  await comesTo(quill, '/posts/recall', 'Done ')
  await until('it to be gone from the network', async () => await standing(world, words) === 0)
  await comesTo(quill, '/posts/recall', 'X: Bramblecote on X: Taken down')
  await quill.sees(words)
  await quill.check('what became of all pictures of pupils')
  await quill.goto('/posts')
  await quill.sees('No pictures of pupils are published at the moment.')
  await quill.close()

  await marsh.goto('/posts/recall')
  await marsh.sees('A colleague has to end it.')
  await marsh.close()
  const head = await Visitor.open(browser, world.url, kind)
  await head.signIn('quill', '/posts/recall')
  await head.page.fill('#why_end', 'The police advised it')
  await head.press('Pictures of pupils may be published again')
  await head.sees('Pictures of pupils may be published again.')
  await head.close()
}

/// The page of a long look: how far it is and what it found come by themselves.
export async function progressMoves(world, browser, kind) {
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', '/posts')
  await marsh.page.clock.install()
  let asked = 0
  await marsh.page.route('**/posts/sweep*', async (route) => {
    const answer = await route.fetch()
    asked += 1
    const progress = '<div data-fresh id="progress"><p data-waiting="/posts/sweep?watching=1">' +
      `Looked at ${asked} of 9 posts so far.</p></div>`
    const found = `<div data-fresh id="found"><a href="/posts">Found ${asked}</a></div>`
    const body = (await answer.text()).replace(/<div data-fresh id="progress"[^]*?<\/div>/, progress)
      .replace(/<div data-fresh id="found"[^]*?<\/div>/, found)
    await route.fulfill({ response: answer, body })
  })
  await marsh.goto('/posts/sweep')
  await marsh.sees('Looked at 1 of 9')
  const link = marsh.page.locator('#found a')
  await link.focus()
  for (const place of [2, 3]) {
    await marsh.page.clock.runFor(5_000)
    await until('the page to move on', async () => (await marsh.text()).includes(`Looked at ${place} of 9`))
    await marsh.sees(`Found ${place}`)
  }
  expect(await link.evaluate((node) => node === node.ownerDocument.activeElement), 'the focus was lost')
  await marsh.close()
}
