// The register of channels: proposed by one, assessed by another, authorised by the head, and suspended by whoever
// notices that something happened.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { kPage, kToken, until } from '../world.mjs'

const kAnswers = [
  'audience', 'comments', 'images', 'staffing', 'out_of_hours', 'data', 'accessibility', 'impersonation',
]
const kName = 'Bramblecote Primary School'

/// The channel on which everything else happens.
export const authoriseChannel = (world, browser, kind) => authorise(world, browser, kind, { id: kPage, name: kName })

/// A second channel, from the proposal until it is suspended.
export async function channelLife(world, browser, kind) {
  const id = `20400000000000${kind.number}`
  const name = `Bramblecote PTA ${kind.name}`
  await world.control('page', { id, name, token: kToken + kind.number })
  const path = await authorise(world, browser, kind, { id, name, token: kToken + kind.number })

  const patel = await Visitor.open(browser, world.url, kind)
  await patel.signIn('patel', path)
  await patel.page.locator('summary', { hasText: 'Suspend this channel' }).click()
  await patel.check('suspending a channel')
  await patel.press('Suspend this channel')
  await patel.sees('There is a problem')
  await patel.page.getByLabel('Something happened on the channel').check()
  await patel.press('Suspend this channel')
  await patel.sees('The channel is suspended.')
  await patel.sees('Not read: only an authorised channel is read')
  await patel.check('a suspended channel')
  await patel.close()
}

/// Leads a page through the register and returns the address of its channel.
async function authorise(world, browser, kind, page) {
  const path = await propose(world, browser, kind, page)
  world.connect(path.split('/').pop(), page.token ?? kToken)
  await assess(world, browser, kind, path)
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
  await quill.check('a channel that is read')
  await quill.close()
  return path
}

async function propose(world, browser, kind, page) {
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch', '/channels/new')
  await finch.check('proposing a channel')
  await finch.press('Propose the channel')
  await finch.sees('There is a problem')
  await finch.check('proposing a channel, with mistakes')
  await finch.page.getByLabel('Facebook Page').check()
  await finch.page.fill('#handle', page.name)
  await finch.page.fill('#page', page.id)
  await finch.page.fill('#objective', 'Show families what their children learn')
  await finch.page.fill('#outcomes', 'More families at events, fewer calls about dates')
  await finch.press('Propose the channel')
  await finch.sees('The channel was proposed.')
  const path = new URL(finch.page.url()).pathname
  await finch.check('a proposed channel')
  expect(await finch.goto(`${path}/risk-assessment`) === 403, 'whoever writes posts may assess the risks')
  await finch.close()
  return path
}

async function assess(world, browser, kind, path) {
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', `${path}/risk-assessment`)
  await marsh.check('the risk assessment')
  await marsh.press('Keep this risk assessment')
  await marsh.sees('There is a problem')
  await marsh.check('the risk assessment, with mistakes')
  for (const question of kAnswers) await marsh.page.fill(`#${question}`, 'Two colleagues look at it every school day.')
  await marsh.press('Keep this risk assessment')
  await marsh.sees('Risks assessed')
  await marsh.sees('Only the head can authorise a channel.')
  const authorise = marsh.page.getByRole('button', { name: 'Authorise this channel' })
  expect(await authorise.isDisabled(), 'the assessor authorises')
  await marsh.close()
}
