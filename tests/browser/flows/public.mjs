// What anybody reads who has no account.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'

/// The school's channels and rules, and what it said there. Nobody of the school is named.
export async function readAsAnybody(world, browser, kind) {
  const visitor = await Visitor.open(browser, world.url, kind)
  await visitor.goto('/about')
  await visitor.sees('only official channels')
  await visitor.check('our channels and house rules')
  const way = visitor.page.getByRole('link', { name: 'Read what we said there, without an account' })
  await Promise.all([visitor.page.waitForURL('**/news'), way.click()])
  await visitor.sees('What we said')
  await visitor.check('what we said')
  const page = await visitor.page.content()
  for (const name of ['okafor', 'Okafor', 'Patel', 'Marsh']) expect(!page.includes(name), `${name} is on a public page`)
  const feed = await visitor.page.request.get(`${world.url}/news.atom`)
  expect(feed.ok() && feed.headers()['content-type'].startsWith('application/atom+xml'), 'there is no feed')
  await visitor.close()
}
