// Who is in a picture: ticked by class, and refused in one sentence that does not say whose it is.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { registerPupils } from './pupils.mjs'
import { bring, wordsRead } from './post_pictures.mjs'

const kRefusal = "Picture 1: This picture can't be used on X as it is. Crop, choose another, or ask the office."

export async function writeWithPupils(finch, words, framing = 'group') {
  await finch.goto('/posts/new')
  await finch.page.fill('#text', words)
  await finch.page.getByLabel('X: Bramblecote on X').check()
  await finch.page.getByLabel('An event').check()
  await finch.press('Save and look at it')
  await bring(finch, 'dih__bridge-3-rotate-180.jpg')
  await wordsRead(finch)
  await finch.page.fill('#alt-1', 'A bridge with children on it, far away')
  await finch.page.locator('input[name="people-1"][value="pupils"]').check()
  await finch.page.locator(`input[name="framing-1"][value="${framing}"]`).check()
  await finch.press('Keep what is said of the pictures')
}

/// Ticks what has these words, in the class that has to be opened first.
export async function list(finch, label) {
  await finch.follow('Say who is in picture 1')
  const ticked = finch.page.locator('details input:checked')
  while (await ticked.count() > 0) await ticked.first().uncheck()
  const herons = finch.page.locator('details', { hasText: 'Year 5, Herons' })
  if (!await herons.evaluate((one) => one.open)) await herons.locator('summary').click()
  await finch.page.getByLabel(label, { exact: true }).check()
  await finch.page.getByLabel('Everybody who can be recognised is listed').check()
  await finch.check('who is in a picture')
  await finch.press('Keep who is in it')
  await finch.sees('It was noted who is in the picture.')
}

export async function postWithPupils(world, browser, kind) {
  await registerPupils(world, browser, kind)
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  await writeWithPupils(finch, `The bridge was fun (${kind.name})`)
  await finch.sees('Nobody is listed yet.')
  await list(finch, 'Everybody in Year 5, Herons')
  await finch.sees('2 pupils are listed')
  await finch.sees(kRefusal)
  await finch.check('a picture that a pupil speaks against')
  expect(await finch.page.getByRole('button', { name: 'Ask a colleague to read it' }).isDisabled(),
    'what a pupil speaks against can be submitted')
  await list(finch, 'Leopold Hedgerow')
  await finch.sees('1 pupil is listed')
  expect(!(await finch.text()).includes(kRefusal), 'a picture that everybody in it agrees to is refused')
  await finch.press('Ask a colleague to read it')
  await finch.sees('A second colleague can read it now.')
  const at = new URL(finch.page.url()).pathname
  await finch.close()

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', at)
  await hale.sees('Leopold Hedgerow')
  await hale.sees('Whoever agrees to the post confirms it.')
  await hale.check('who is in a picture, to be confirmed')
  await hale.press('Agree')
  await hale.sees('You agreed.')
  await hale.close()
}
