// What each role finds when it signs in: its pages, nobody else's, and no more than it may read.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { until } from '../world.mjs'

const kPages = ['/review', '/posts', '/posts/new', '/alerts', '/channels', '/channels/new', '/judging', '/pupils',
  '/journal']
const kWithoutJudging = kPages.filter((page) => page !== '/judging')
const kWithoutPupils = kPages.filter((page) => page !== '/pupils')
const kEverybody = ['/account', '/account/password', '/help']

const kRead = kWithoutPupils.filter((page) => !page.endsWith('/new'))
const kMenu = 'Review Posts Alerts Channels Judging Journal'
const kMenuWithPupils = 'Review Posts Alerts Channels Judging Pupils Journal'

/// Which of kPages answer, what the menu holds, and which of the two kinds of item the person reads: those open to
/// all who review, and those for the safeguarding team, also because they were told of it.
const kRoles = {
  finch: { role: 'Communications', menu: kMenu, pages: kWithoutPupils, open: true },
  hale: { role: 'Communications, second colleague', menu: kMenu, pages: kWithoutPupils, open: true },
  marsh: { role: 'Designated Safeguarding Lead', menu: kMenuWithPupils, pages: kPages, open: true, dsl: true },
  okafor: { role: 'Deputy Designated', menu: kMenuWithPupils, pages: kPages, open: true, dsl: true },
  quill: { role: 'Headteacher', menu: kMenuWithPupils, pages: kPages, open: true, dsl: true },
  patel: { role: 'Senior leadership', menu: 'Review Posts Alerts Channels Pupils Journal', pages: kWithoutJudging,
    open: true, told: true },
  byte: { role: 'IT support', menu: 'Alerts Channels Journal', pages: ['/alerts', '/channels', '/journal'] },
  rowan: { role: 'Chair of governors', menu: 'Review Alerts', pages: ['/review', '/alerts'] },
  sage: { role: 'Auditor', menu: kMenu, pages: kRead, open: true, reads: true },
}

/// Two items that wait: one for everybody who reviews, one for the safeguarding team. Returns their addresses.
async function twoItems(world, browser, kind) {
  const words = {
    open: `you are a bunch of useless idiots roles ${kind.name}`,
    dsl: `bringing a knife to the school gate at 3.15 today roles ${kind.name}`,
  }
  for (const text of Object.values(words)) await world.comment(text)
  const marsh = await Visitor.open(browser, world.url, kind)
  await marsh.signIn('marsh')
  const paths = {}
  await until('both items on the list', async () => {
    await marsh.goto('/review')
    for (const [which, text] of Object.entries(words)) {
      const card = marsh.page.locator('.gh-card__line a', { hasText: text })
      if (await card.count() > 0) paths[which] = await card.first().getAttribute('href')
    }
    return paths.open && paths.dsl
  })
  await marsh.close()
  return paths
}

/// Each role's pages. What looks the same to several roles is checked once.
export async function roles(world, browser, kind) {
  const looks = new Set()
  const checkOnce = async (visitor, look) => {
    if (!looks.has(look)) await visitor.check(look)
    looks.add(look)
  }
  const items = await twoItems(world, browser, kind)
  for (const [person, what] of Object.entries(kRoles)) {
    const visitor = await Visitor.open(browser, world.url, kind)
    await visitor.signIn(person)
    const menu = await visitor.page.locator('#navigation a').allTextContents()
    expect(menu.slice(0, -1).join(' ') === what.menu, `the menu of ${person} is ${menu}`)
    for (const page of [...kPages, ...kEverybody]) {
      const wanted = kEverybody.includes(page) || what.pages.includes(page) ? 200 : 403
      const status = await visitor.goto(page)
      expect(status === wanted, `${page} answers ${status} to ${person}`)
      await checkOnce(visitor, `${page} ${status}`)
    }
    await visitor.goto('/account')
    await visitor.sees(what.role)
    for (const which of ['open', 'dsl']) {
      const reads = what[which] || (which === 'dsl' && what.told)
      if (which === 'dsl' && what.told)
        await until(`${person} is told`, async () => await visitor.goto(items.dsl) === 200)
      const status = await visitor.goto(items[which])
      expect(status === (reads ? 200 : 404), `the ${which} item answers ${status} to ${person}`)
      await checkOnce(visitor, `an item ${status} ${what.reads ? 'to read' : 'to decide'} ${which}`)
      if (reads) await decides(visitor, person, !what.reads)
    }
    await visitor.close()
  }
}

/// Somebody who only reads finds no button; everybody else puts the item back for the next.
async function decides(visitor, person, expected) {
  const release = visitor.page.getByRole('button', { name: 'Put it back for somebody else' })
  expect((await release.count() > 0) === expected, `${person} ${expected ? 'cannot take' : 'takes'} an item`)
  if (expected) return visitor.press('Put it back for somebody else')
  expect(await visitor.page.locator('.gh-choice button:enabled').count() === 0, `${person} can decide`)
}
