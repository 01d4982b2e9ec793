// How texts are judged: trying one, and changing it with a second colleague.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'
import { openItem } from './items.mjs'

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

/// Waits until the candidate of somebody's page was made and tried.
async function untilTried(visitor) {
  await until('the candidate to be tried', async () => {
    await visitor.goto('/judging')
    return (await visitor.text()).includes('It runs beside what is live')
  })
}

/// Colleagues correct what Gatehouse saw; what is learnt from that runs beside what is live, and its backtest is read.
export async function learnFromCorrections(world, browser, kind) {
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh')
  const words = `you are a bunch of useless idiots learning ${kind.name}`
  await world.comment(words)
  await openItem(marsh, words)
  await marsh.page.selectOption('#is', 'none')
  await marsh.press('Leave')
  await marsh.goto('/judging')
  await marsh.check('how texts are judged')
  await marsh.press('Make a candidate')
  await untilTried(marsh)
  await marsh.sees('It was learnt from')
  await marsh.sees('of the last five weeks.')
  await marsh.sees('Emergencies are found')
  await marsh.check('a candidate of learning')

  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', '/judging')
  await quill.sees('It runs beside what is live')
  await quill.sees('of the last five weeks.')
  await quill.sees('Emergencies are found')
  await quill.check('a candidate that the headteacher reads')
  await quill.close()

  await marsh.press('Take it back')
  await marsh.sees('The candidate was taken back.')
  await marsh.page.selectOption('#aim', '5')
  await marsh.press('Work it out')
  await untilTried(marsh)
  await marsh.sees('It takes 10 decisions, 3 of them confirmed, and 200 harmless comments.')
  await marsh.check('bars that too few decisions leave where they are')
  await marsh.press('Take it back')
  await marsh.close()
}

/// A word to watch for is proposed, tried, agreed by a second colleague, found in disguise, and taken back.
export async function watchForWords(world, browser, kind) {
  const word = `grimble${kind.number}`
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch', '/judging')
  await finch.page.getByText('Watch for more words').click()
  await finch.page.fill('#words', word)
  await finch.page.selectOption('#category', 'staff_abuse')
  await finch.page.fill('#source', 'colleagues on duty')
  await finch.press('Propose')
  await finch.sees('Write a number from 1 to 12')
  await finch.check('a term with a mistake')
  await finch.page.fill('#months', '3')
  await finch.press('Propose')
  await untilTried(finch)
  await finch.sees('You asked for this yourself.')
  await finch.check('a candidate of one\'s own')
  await finch.close()

  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', '/judging')
  await quill.press('Agree: make it live')
  await quill.sees('Texts are judged by it from now on.')
  await quill.check('a change that is live')
  await quill.goto('/judging/try')
  await quill.page.fill('#text', `what a ${word.toUpperCase()}`)
  await quill.press('See what would happen')
  await quill.sees('Holds words that the school watches for')
  await quill.goto('/judging')
  await quill.press('Go one step back')
  await quill.sees('Texts are judged again as they were before.')
  await quill.close()
}

/// A rule that is not meant at this school is set aside near a word: from a text that was tried to a second colleague's
/// agreement, after which the same text troubles nobody, and back.
export async function setARuleAside(world, browser, kind) {
  const text = `Selling two tickets for the Thistledown${kind.number} fair, message me`
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch', '/judging/try')
  await finch.page.fill('#text', text)
  await finch.press('See what would happen')
  await finch.check('a text with a way to an exception')
  await finch.page.getByRole('link', { name: 'sells tickets privately' }).click()
  await finch.check('the form of an exception')
  await finch.page.fill('#near', `thistledown${kind.number} fair`)
  await finch.page.fill('#time', '6')
  await finch.press('Propose the exception')
  await finch.sees('Say why, in a sentence or two')
  await finch.check('an exception with a mistake')
  await finch.page.fill('#reason', 'The parents\' association sells for our own fair')
  await finch.press('Propose the exception')
  await untilTried(finch)
  await finch.sees('texts that must always be judged right, none would be judged worse.')
  await finch.close()

  const quill = await Visitor.open(browser, world.url, kind)
  await quill.signIn('quill', '/judging')
  await quill.check('an exception to agree to')
  await quill.press('Agree: make it live')
  await quill.sees('Texts are judged by it from now on.')
  await quill.check('an exception that is live')
  await quill.goto('/judging/try')
  await quill.page.fill('#text', text)
  await quill.press('See what would happen')
  await quill.sees('Here it is harmless, because of')
  await quill.goto('/judging')
  await quill.press('Go one step back')
  await quill.sees('Texts are judged again as they were before.')
  await quill.close()
}
