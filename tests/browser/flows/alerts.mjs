// From a threat over the e-mail to the person who takes it on.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'

/// A threat is raised by e-mail; the link in it leads through sign-in to the alert and on to the item.
export async function alertByMail(world, browser, kind) {
  const words = `bringing a knife to the school gate at 3.15 today ${kind.name}`
  const before = world.mails('/alerts/').length
  await world.comment(words)
  await until('an e-mail', () => world.mails('/alerts/').length > before)
  const mail = world.mails('/alerts/')[before]
  expect(!mail.includes('knife'), 'the e-mail says what was written')
  const path = /\/alerts\/[a-z0-9-]+/.exec(mail)[0]
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh', path)
  expect(marsh.page.url().includes(path), 'signing in did not lead back to the alert')
  await marsh.check('an alert')
  await marsh.goto('/alerts')
  await marsh.check('the list of alerts')
  await marsh.goto(path)
  await marsh.press('Acknowledge')
  await marsh.sees('Acknowledged by Ms Marsh')
  await marsh.check('an acknowledged alert')
  await marsh.follow('Open what it is about')
  await marsh.sees('call 999 first')
  await marsh.check('an emergency')
  await marsh.close()

  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  expect(await finch.goto(path) === 404, 'somebody outside the safeguarding team sees the alert')
  await finch.close()
}
