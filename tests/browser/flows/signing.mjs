// Getting in, and not.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'

/// A wrong password says nothing more than that.
export async function wrongPassword(world, browser, kind) {
  const visitor = await Visitor.open(browser, world.url, kind)
  await visitor.goto('/sign-in')
  await visitor.check('signing in')
  await visitor.page.fill('#person', 'patel')
  await visitor.page.fill('#password', 'not the right words')
  await visitor.press('Sign in')
  await visitor.sees('do not fit together')
  await visitor.check('a refused sign-in')
  await visitor.close()
}

/// Signing out ends the session, also for a page that is asked for again.
export async function signOut(world, browser, kind) {
  const visitor = await Visitor.open(browser, world.url, kind)
  await visitor.signIn('sage', '/journal')
  await visitor.signOut()
  await visitor.sees('You are signed out')
  await visitor.check('signed out')
  await visitor.goto('/journal')
  expect(visitor.page.url().includes('/sign-in'), 'the journal is open to somebody who signed out')
  await visitor.close()
}
