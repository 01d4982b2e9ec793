// Who may be in a picture: an import takes a second colleague, and one family's withdrawal is noted.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'

const kExport = 'UPN,Forename,Surname,Year,Class,Consent: Photos - Social Media\n'
  + 'A100000000001,Perpetua,Thistlewood,4,Kestrels,Yes\nA100000000002,Bartholomew,Quillfeather,5,Herons,\n'
  + 'A100000000003,Leopold,Hedgerow,5,Herons,Yes\n'

/// What the school exports is in the register: of the Herons one family agreed and one never answered.
export async function registerPupils(world, browser, kind) {
  world.command('import', world.writeSecret('pupils.csv', kExport), ...world.signed('quill'))
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', '/pupils')
  await marsh.press('Agree')
  await marsh.sees('It holds 3 pupils.')
  await marsh.close()
}

/// The head proposes at the command line, the safeguarding lead agrees, looks for one pupil and notes an answer.
export async function importPupils(world, browser, kind) {
  world.command('import', world.writeSecret('pupils.csv', kExport), ...world.signed('quill'))
  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', '/pupils')
  await quill.sees('You proposed this yourself.')
  await quill.check('an import that one proposed oneself')
  await quill.close()

  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', '/pupils')
  await marsh.sees('Proposed by Mrs Quill')
  await marsh.check('a proposed import')
  await marsh.press('Agree')
  await marsh.sees('It holds 3 pupils.')
  await marsh.check('the register of pupils')
  await marsh.page.fill('#name', 'thistle')
  await marsh.press('Find')
  await marsh.check('a pupil who was looked for')
  expect(new URL(marsh.page.url()).search === '', 'what was looked for is in the address')
  await marsh.follow('Perpetua Thistlewood')
  await marsh.check('one pupil')
  await marsh.page.selectOption('#giver', '1')
  await marsh.page.selectOption('#uses', 'social_media')
  await marsh.page.selectOption('#decision', 'withdrawn')
  await marsh.press('Note the answer')
  await marsh.sees('It was noted')
  await marsh.sees('Withdrawn')
  await marsh.check('one pupil whose family took something back')
  await marsh.goto('/pupils')
  await marsh.press('Read it')
  await marsh.check('a list that takes a reason')
  await marsh.page.fill('#reason', 'The photographer comes on Monday')
  await marsh.press('Read it')
  await marsh.sees('Show this to nobody and keep no copy.')
  await marsh.check('who may not be in pictures')
  await marsh.goto('/pupils')
  await marsh.sees('The photographer comes on Monday')
  await marsh.close()
}
