// What the school says: written by one colleague, read and agreed to by another, published on two networks, taken down.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'

/// How often these words stand on both networks.
async function standing(world, words) {
  const facebook = Object.values((await world.state('facebook')).posts)
  const x = Object.values((await world.state('x')).posts)
  const there = (said, one) => said === words && !one.deleted && !one.gone
  return [facebook.filter((one) => there(one.message, one)).length, x.filter((one) => there(one.text, one)).length]
}

async function write(finch, words) {
  await finch.goto('/posts')
  await finch.check('no posts yet, or some')
  await finch.follow('Write a post')
  await finch.sees('Pictures are added on the next page.')
  await finch.check('writing a post')
  await finch.page.fill('#text', words)
  await finch.page.getByLabel('Facebook: Bramblecote Primary', { exact: false }).first().check()
  await finch.page.getByLabel('X: Bramblecote on X').check()
  await finch.page.getByLabel('An event').check()
  await finch.page.fill('#at', '2027-03-28T01:30')
  await finch.press('Save and look at it')
  await finch.sees('The clocks go forward then')
  await finch.check('a post with a mistake')
  await finch.page.fill('#at', '')
  await finch.press('Save and look at it')
  await finch.sees('as X counts.')
  await finch.check('a draft')
}

export async function postWithSecondColleague(world, browser, kind) {
  const words = `The winter fair is on Saturday (${kind.name})`
  const better = `The winter fair is on Sunday at two (${kind.name})`
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  await write(finch, words)
  const before = world.mails('to read').length
  await finch.press('Ask a colleague to read it')
  await finch.sees('A second colleague can read it now.')
  await until('second colleagues to be told', () => world.mails('to read').length > before)
  const path = new URL(finch.page.url()).pathname
  expect(await finch.page.getByRole('button', { name: 'Agree' }).count() === 0, 'an author can agree')

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', '/posts')
  await hale.sees('For you to read')
  await hale.check('the list of posts')
  await hale.follow(words)
  await hale.check('a post to read')
  await hale.page.locator('summary', { hasText: 'Send back' }).click()
  await hale.page.fill('#back', 'It is on Sunday at two')
  await hale.press('Send back')
  await hale.sees('You sent it back.')
  await until('the author to be told', () => world.mails(path).length === 1)

  await finch.goto(path)
  await finch.sees('It is on Sunday at two')
  await finch.follow('Change it')
  await finch.page.fill('#text', better)
  await finch.press('Save and look at it')
  await finch.press('Ask a colleague to read it')

  await hale.goto(path)
  await hale.sees('What changed since you read it')
  await hale.check('a post that was changed')
  await hale.press('Agree')
  await hale.sees('You agreed.')
  await until('both networks to show it', async () => {
    const [facebook, x] = await standing(world, better)
    return facebook === 1 && x === 1
  })
  await until('the page to say so', async () => {
    await hale.goto('/posts')
    const table = hale.page.getByRole('region', { name: 'Published', exact: true })
    return (await table.count()) > 0 && (await table.innerText()).includes(better)
  })
  await hale.goto(path)
  await hale.check('a published post')
  expect((await standing(world, words)).join() === '0,0', 'the words that nobody agreed to are out')
  await hale.close()
  await finch.close()
  await takeDown(world, browser, kind, path, better)
}

async function takeDown(world, browser, kind, path, words) {
  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', path)
  await quill.page.locator('summary', { hasText: 'Take it down' }).click()
  await quill.page.fill('#down', 'The fair was cancelled')
  await quill.press('Take it down')
  await until('both networks to have it no more', async () => (await standing(world, words)).join() === '0,0')
  await until('the page to say so', async () => {
    await quill.goto(path)
    return !(await quill.text()).includes('Being taken down')
  })
  await quill.check('a post that was taken down')
  await quill.goto('/posts')
  await quill.press('Pause all planned posts')
  await quill.sees('Posts are paused since')
  await quill.check('paused posts')
  await quill.press('Go on with planned posts')
  await quill.close()
}

/// A ready-made text is begun with, and what is left open in it is named.
export async function postFromTemplate(world, browser, kind) {
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch', '/posts/new')
  await finch.page.locator('summary', { hasText: 'Begin with a ready-made text' }).click()
  await finch.check('ready-made texts')
  await finch.follow('Closed because of snow')
  expect((await finch.page.inputValue('#text')).startsWith('Our school is closed on [day and date]'), 'no such text')
  await finch.check('a ready-made text')
  await finch.press('Save and look at it')
  await finch.sees('Fill in [day and date], or write it without square brackets.')
  await finch.check('a text with something left to fill in')
  await finch.press('Discard it')
  await finch.close()
}

/// What somebody types is kept while they type; a colleague's version is not overwritten by it.
export async function keptWhileTyping(world, browser, kind) {
  const words = `Sports day is on Friday (${kind.name})`
  const better = `Sports day is on Monday (${kind.name})`
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.page.clock.install()
  await finch.signIn('finch', '/posts/new')
  const said = () => finch.page.locator('[data-keep-url]').textContent()
  await finch.page.fill('#text', words)
  await finch.page.clock.runFor(5_000)
  expect(await said() === '', 'it was kept at once')
  await finch.page.clock.runFor(20_000)
  await until('the page to say that it is kept', async () => /^Saved at \d\d:\d\d$/.test(await said()))
  const path = new URL(finch.page.url()).pathname
  expect(/^\/posts\/[^/]+\/edit$/.test(path), `the address is ${path}`)
  await finch.check('a draft that was kept')

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', path)
  expect(await hale.page.inputValue('#text') === words, 'it was not kept')
  await hale.page.fill('#text', better)
  await hale.press('Save and look at it')
  await finch.page.fill('#text', `Sports day is cancelled (${kind.name})`)
  await finch.page.clock.runFor(25_000)
  await until('the page to say that it is not kept', async () => (await said()).startsWith('Not saved'))
  await hale.goto(path)
  expect(await hale.page.inputValue('#text') === better, 'a colleague was overwritten')
  await hale.close()

  await pressedWhileKept(finch, path, words, better)
  await finch.press('Discard it')
  await finch.close()
}

/// The button waits for what is just being kept: what was typed last counts, and nothing is in its way.
async function pressedWhileKept(finch, path, words, better) {
  let kept, answer
  const arrived = new Promise((next) => { kept = next })
  const held = new Promise((next) => { answer = next })
  await finch.page.route('**/keep', async (route) => {
    const response = await route.fetch()
    kept()
    await held
    await route.fulfill({ response }).catch(() => {})
  })
  await finch.goto(path)
  await finch.page.fill('#text', words)
  await finch.page.clock.runFor(25_000)
  await arrived
  await finch.page.fill('#text', better)
  await finch.page.getByRole('button', { name: 'Save and look at it' }).click({ noWaitAfter: true })
  answer()
  await until('the post to be shown', async () => finch.page.url().includes('done=post-saved'))
  await finch.sees(better)
  await finch.page.unroute('**/keep')
}
