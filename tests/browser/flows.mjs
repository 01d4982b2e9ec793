// What people do with the pages, as tests. Each is given the world, a browser and the kind of window.
import { expect } from './report.mjs'
import { Visitor } from './visitor.mjs'
import { kPage, until } from './world.mjs'

const kAnswers = [
  'audience', 'comments', 'images', 'staffing', 'out_of_hours', 'data', 'accessibility', 'impersonation',
]

/// The register: one proposes, one assesses the risks, another authorises. Afterwards the page is read.
export async function authoriseChannel(world, browser, kind) {
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch', '/channels/new')
  await finch.check('proposing a channel')
  await finch.press('Propose the channel')
  await finch.sees('There is a problem')
  await finch.check('proposing a channel, with mistakes')
  await finch.page.fill('#handle', 'Bramblecote Primary School')
  await finch.page.fill('#page', kPage)
  await finch.page.fill('#objective', 'Show families what their children learn')
  await finch.page.fill('#outcomes', 'More families at events, fewer calls about dates')
  await finch.page.fill('#token', 'page.token')
  await finch.press('Propose the channel')
  await finch.sees('The channel was proposed.')
  const path = new URL(finch.page.url()).pathname
  await finch.check('a proposed channel')
  await finch.close()

  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', `${path}/risk-assessment`)
  await marsh.check('the risk assessment')
  for (const question of kAnswers) await marsh.page.fill(`#${question}`, 'Two colleagues look at it every school day.')
  await marsh.press('Keep this risk assessment')
  await marsh.sees('Risks assessed')
  await marsh.close()

  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', path)
  await quill.sees('Two colleagues look at it every school day.')
  await quill.press('Authorise this channel')
  await quill.sees('The channel is authorised.')
  await quill.check('an authorised channel')
  await until('the first read', async () => {
    await quill.goto(path)
    return !(await quill.text()).includes('Last read: never')
  })
  await quill.close()
}

/// Waits until a comment stands on somebody's review list and opens it.
export async function openItem(visitor, words) {
  const card = () => visitor.page.locator('.gh-card__line a', { hasText: words })
  await until(`"${words}" on the list`, async () => {
    await visitor.goto('/review')
    return (await card().count()) > 0
  })
  await visitor.check('the review list')
  await card().first().click()
  await visitor.page.waitForURL('**/items/*')
}

/// A rude comment is hidden, undone, and hidden again.
export async function hideAndUndo(world, browser, kind) {
  const words = `you are a bunch of useless idiots ${kind.name}`
  const made = await world.comment(words)
  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill')
  await openItem(quill, words)
  await quill.sees('Held for a person to look at')
  await quill.check('an item')
  expect(!(await quill.page.title()).includes('idiots'), 'the title says what was written')
  const action = (await quill.text()).includes('Show again') ? 'Leave hidden' : 'Hide'
  await quill.press(action)
  await quill.check('a decided item')
  await quill.press('Undo')
  await quill.sees('Your decision was undone.')
  await quill.press(action)
  await quill.page.waitForURL('**?done=*')
  await until('Facebook to hide it', async () => (await world.commentNow(made.id)).hidden)
  await quill.close()
}

/// Deleting takes two people; the proposer cannot agree.
export async function deleteWithSecondColleague(world, browser, kind) {
  const words = `what a load of rubbish you idiots ${kind.name}`
  const made = await world.comment(words)
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh')
  await openItem(marsh, words)
  const path = new URL(marsh.page.url()).pathname
  await marsh.press('Propose: deleting it')
  await marsh.sees('You proposed this yourself.')
  await marsh.check('a proposal of one\'s own')
  await marsh.close()

  const patel = await Visitor.open(browser, world.url, kind)
  await patel.signIn('patel', path)
  await patel.sees('proposed deleting it')
  await patel.check('a colleague\'s proposal')
  await patel.press('Agree: deleting it')
  await patel.sees('You agreed.')
  await until('Facebook to delete it', async () => (await world.commentNow(made.id)).deleted)
  await until('the page to say so', async () => {
    await patel.goto(path)
    return (await patel.text()).includes('Deleted from Facebook')
  })
  await patel.close()
}

/// A threat is raised by e-mail; the link in it leads through sign-in to the alert and on to the item.
export async function alertByMail(world, browser, kind) {
  const words = `bringing a knife to the school gate at 3.15 today ${kind.name}`
  const before = world.mails().length
  await world.comment(words)
  await until('an e-mail', () => world.mails().length > before)
  const mail = world.mails()[before]
  expect(!mail.includes('knife'), 'the e-mail says what was written')
  const path = /\/alerts\/[a-z0-9-]+/.exec(mail.replace(/=\r?\n/g, ''))[0]
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', path)
  expect(marsh.page.url().includes(path), 'signing in did not lead back to the alert')
  await marsh.check('an alert')
  await marsh.press('Acknowledge')
  await marsh.sees('Acknowledged by Ms Marsh')
  await marsh.page.getByRole('link', { name: 'Open what it is about' }).click()
  await marsh.sees('call 999 first')
  await marsh.check('an emergency')
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  expect(await finch.goto(path) === 404, 'somebody outside the safeguarding team sees the alert')
  await marsh.close()
  await finch.close()
}

/// Each role's pages, each checked for everybody who cannot see, hear or point as others do.
export async function everyPage(world, browser, kind) {
  const shown = {
    quill: ['/review', '/alerts', '/channels', '/channels/new', '/journal', '/account', '/account/password', '/help'],
    byte: ['/channels', '/journal', '/account', '/alerts'],
    rowan: ['/alerts', '/account'],
    sage: ['/review', '/journal'],
  }
  for (const [person, pages] of Object.entries(shown)) {
    const visitor = await Visitor.open(browser, world.url, kind)
    await visitor.goto('/sign-in')
    await visitor.check('signing in')
    await visitor.signIn(person)
    for (const page of pages) {
      const status = await visitor.goto(page)
      expect(status === 200, `${page} answers ${status} to ${person}`)
      await visitor.check(`${page} for ${person}`)
    }
    expect(await visitor.goto('/items/nothing') === 404, 'an item that does not exist')
    await visitor.check('page not found')
    await visitor.close()
  }
}

/// A wrong password says nothing more than that.
export async function wrongPassword(world, browser, kind) {
  const visitor = await Visitor.open(browser, world.url, kind)
  await visitor.goto('/sign-in')
  await visitor.page.fill('#person', 'patel')
  await visitor.page.fill('#password', 'not the right words')
  await visitor.press('Sign in')
  await visitor.sees('do not fit together')
  await visitor.check('a refused sign-in')
  await visitor.close()
}

/// Keys press the buttons that show them, unless somebody types or has switched them off.
export async function keys(world, browser, kind) {
  const words = `absolute clowns and idiots ${kind.name} keys`
  await world.comment(words)
  const patel = await Visitor.open(browser, world.url, kind)
  await patel.signIn('patel')
  await openItem(patel, words)
  await patel.page.keyboard.press('b')
  expect(await patel.page.locator('main').isHidden(), 'the screen is not blank')
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
