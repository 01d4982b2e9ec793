// Deciding: one person hides and undoes, two people delete.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'

/// Waits until a comment stands on somebody's review list and opens it.
export async function openItem(visitor, words) {
  const card = () => visitor.page.locator('.gh-card__line a', { hasText: words })
  await until(`"${words}" on the list`, async () => {
    await visitor.goto('/review')
    return (await card().count()) > 0
  })
  await visitor.check('the review list')
  await Promise.all([visitor.page.waitForURL('**/items/*'), card().first().click()])
  return new URL(visitor.page.url()).pathname
}

/// A rude comment is hidden, undone, and hidden again.
export async function hideAndUndo(world, browser, kind) {
  const words = `you are a bunch of useless idiots ${kind.name}`
  const made = await world.comment(words)
  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale')
  const path = await openItem(hale, words)
  await hale.sees('Held for a person to look at')
  await hale.check('an item')
  expect(!(await hale.page.title()).includes('idiots'), 'the title says what was written')
  await hale.press('Hide')
  await hale.check('a decided item')
  await hale.press('Undo')
  await hale.sees('Your decision was undone.')
  await hale.check('an undone decision')
  await hale.press('Hide')
  await hale.sees('It will be hidden.')
  await until('Facebook to hide it', async () => (await world.commentNow(made.id)).hidden)
  await until('the page to say so', async () => {
    await hale.goto(path)
    return (await hale.text()).includes('Hidden on Facebook:')
  })
  await hale.sees('still see')
  await hale.check('a hidden item')
  await hale.close()
}

/// Deleting takes two people; neither the proposer nor somebody whose role does not include it can agree.
export async function deleteWithSecondColleague(world, browser, kind) {
  const words = `what a load of rubbish you idiots ${kind.name}`
  const made = await world.comment(words)
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh')
  const path = await openItem(marsh, words)
  await marsh.press('Propose: deleting it')
  await marsh.sees('You proposed this yourself.')
  expect(await marsh.page.getByRole('button', { name: 'Agree' }).isDisabled(), 'the proposer can agree')
  await marsh.check('a proposal of one\'s own')
  await marsh.close()

  const patel = await Visitor.open(browser, world.url, kind)
  await patel.signIn('patel', path)
  await patel.sees('Your role does not include agreeing to this.')
  await patel.close()

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale')
  await openItem(hale, words)
  await hale.sees('Ms Marsh proposed deleting it')
  await hale.check('a colleague\'s proposal')
  await hale.press('Agree: deleting it')
  await hale.sees('You agreed.')
  await until('Facebook to delete it', async () => (await world.commentNow(made.id)).deleted)
  await until('the page to say so', async () => {
    await hale.goto(path)
    return (await hale.text()).includes('Deleted from Facebook')
  })
  await hale.check('a deleted item')
  await hale.close()
}

/// One writes what the school answers; the second colleague reads it to the last word, also when it was changed.
export async function answerWithSecondColleague(world, browser, kind) {
  const words = `are you idiots even open ${kind.name}`
  await world.comment(words)
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  const path = await openItem(finch, words)
  await finch.page.locator('summary', { hasText: 'Answer it' }).click()
  await finch.press('Propose this answer')
  await finch.sees('Write the answer')
  await finch.check('an answer that was forgotten')
  await write(finch, 'Propose this answer', `We open at eight, ${kind.name}.`)
  await finch.sees('You proposed this yourself.')
  await write(finch, 'Propose these words instead', `We open at nine, ${kind.name}.`)
  await finch.check('an answer that was proposed')
  await finch.close()

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', path)
  await hale.sees('Miss Finch proposed answering it')
  await hale.sees(`We open at nine, ${kind.name}.`)
  expect(!(await hale.text()).includes('at eight'), 'words that nobody proposes any more')
  await hale.check('a colleague\'s answer')
  await hale.press('Agree: answering it')
  await until('Facebook to have the answer', async () => {
    const { comments } = await world.state('facebook')
    return Object.values(comments).some((one) => JSON.stringify(one).includes(`We open at nine, ${kind.name}.`))
  })
  await hale.goto(path)
  await hale.check('an answered item')
  await hale.close()
}

async function write(visitor, button, words) {
  if (!(await visitor.page.locator('#text').isVisible())) {
    await visitor.page.locator('summary', { hasText: 'Answer it' }).click()
  }
  await visitor.page.fill('#text', words)
  await visitor.press(button)
}
