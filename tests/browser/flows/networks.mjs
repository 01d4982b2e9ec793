// The other networks: what their pages call things, what they cannot do, and what hiding means there.
import { expect } from '../report.mjs'
import { kOthers } from '../networks.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'
import { openItem } from './items.mjs'

/// On each a rude comment is taken out of sight, in that network's own way.
export async function eachNetworkInItsWords(world, browser, kind) {
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh')
  for (const other of kOthers) {
    const words = `what useless idiots on ${other.shown} ${kind.name}`
    const made = await other.comment(world, world.posts[other.network], words)
    const path = await openItem(marsh, words)
    await marsh.sees(`Item on ${other.shown}`)
    await marsh.sees(`Visible on ${other.shown}.`)
    expect(!(await marsh.text()).includes('Facebook'), `a page about ${other.shown} speaks of Facebook`)
    await offersRemoval(marsh, other)
    await marsh.check(`an item on ${other.shown}`)
    await marsh.press(other.hide)
    await until(`${other.shown} to hide it`, async () => other.hiddenThere(await world.state(other.network), made.id))
    await until('the page to say so', async () => {
      await marsh.goto(path)
      return (await marsh.text()).includes(other.hidden)
    })
    await marsh.check(`a hidden item on ${other.shown}`)
  }
  await marsh.goto('/channels')
  for (const other of kOthers) await marsh.sees(`Bramblecote on ${other.shown}`)
  await marsh.check('the channels of four networks')
  await marsh.close()
}

/// What cannot be taken back is said before; what the network cannot do is greyed, with the reason.
async function offersRemoval(visitor, other) {
  if (other.remove) {
    const remove = visitor.page.getByRole('button', { name: `Propose: ${other.remove}`, exact: true })
    expect(await remove.isEnabled(), 'no removal')
    await visitor.sees(other.network === 'youtube' ? 'This cannot be undone.' : 'It cannot be brought back.')
  } else {
    const remove = visitor.page.getByRole('button', { name: 'Propose: deleting it' })
    expect(await remove.isDisabled(), 'others\' posts can be deleted')
    await visitor.sees('does not let a school delete what others wrote')
  }
}

/// Muting on X and switching comments off on Instagram, and both taken back.
export async function decisionsOfFewNetworks(world, browser, kind) {
  for (const [network, deeds] of [
    ['x', [['muting its author', 'Mute the author'], ['unmuting its author', 'Unmute the author']]],
    ['instagram', [['switching comments off under the post', 'Switch comments off'],
      ['switching comments on under the post', 'Switch comments on']]],
  ]) {
    const other = kOthers.find((one) => one.network === network)
    const words = `such idiots here ${kind.name} ${network}`
    await other.comment(world, world.posts[network], words)
    const marsh = await Visitor.open(browser, world.url, kind)
    await marsh.signIn('marsh')
    const path = await openItem(marsh, words)
    const quill = await Visitor.open(browser, world.url, kind)
    await quill.signIn('quill')
    const [begin, end] = deeds
    if (network === 'x' && marsh.scripts) await isToldWhileTyping(marsh)
    await byTwo(marsh, quill, path, ...begin)
    await standsOnTheChannel(marsh, other)
    await byTwo(marsh, quill, path, ...end)
    await marsh.close()
    await quill.close()
  }
}

/// What X would refuse is said before the answer is sent.
async function isToldWhileTyping(visitor) {
  await visitor.page.locator('summary', { hasText: 'Answer it' }).click()
  await visitor.page.fill('#text', 'x'.repeat(281))
  await until('the page to count', async () => (await visitor.text()).includes('shorten it by 1.'))
  await visitor.check('an answer that is too long')
  await visitor.page.fill('#text', 'Thank you')
  await until('the page to be content', async () => !(await visitor.text()).includes('shorten it'))
}

/// Whoever may lift it finds it on the channel's page.
async function standsOnTheChannel(visitor, other) {
  await visitor.goto('/channels')
  await visitor.follow(`Bramblecote on ${other.shown}`)
  await visitor.sees('What goes on until it is lifted')
  const lift = visitor.page.getByRole('button', { name: /^Propose: (unmuting|switching comments on)/ })
  expect(await lift.first().isEnabled(), 'nobody can propose to lift it')
  await visitor.check(`what goes on on ${other.shown}`)
}

/// Proposed by the DSL, agreed to by the head, carried out.
async function byTwo(marsh, quill, path, doing, done) {
  await marsh.goto(path)
  await marsh.press(`Propose: ${doing}`)
  await marsh.sees('You proposed this yourself.')
  await quill.goto(path)
  await quill.check(`a proposal of ${doing}`)
  await quill.press(`Agree: ${doing}`)
  await until('it to be carried out', async () => {
    await quill.goto(path)
    return (await quill.text()).includes(`${done}, asked for by Ms Marsh and agreed by Mrs Quill: done.`)
  })
}
