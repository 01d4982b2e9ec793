// What strangers write is text, whatever it looks like.
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { openItem } from './items.mjs'

const kMarkup = '<script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">' +
  '</div></main><a href="javascript:document.title=\'taken\'">prize</a> &lt;b&gt; {{7*7}}'
const kBidi = '\u202Ereversed\u2066 all of it\u200F \u05E9\u05DC\u05D5\u05DD'
const kZalgo = [...'combined'].map((letter) => letter + '\u0300\u0316\u0353\u035B\u0489'.repeat(12)).join('')
const kLongCharacters = 60_000

const kTexts = [
  { name: 'markup', text: kMarkup },
  { name: 'direction', text: kBidi },
  { name: 'combining', text: kZalgo },
  { name: 'length', text: 'wordwithoutend'.repeat(kLongCharacters / 14) },
]

/// Each text is posted beside an insult, so that somebody sees it, and under a name that is no kinder.
export async function hostileText(world, browser, kind) {
  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale')
  for (const { name, text } of kTexts) {
    const start = `Mrs Quill is a useless idiot hostile ${name} ${kind.name}`
    await world.comment(`${start} ${text}`, { author_name: `Rowena <b>Pike</b> ${name} \u202E` })
    await openItem(hale, start)
    await hale.check(`hostile ${name}`)
    expect(!(await hale.page.title()).includes('taken'), `${name} was executed`)
    const shown = await hale.page.locator('.gh-text').first().textContent()
    for (const word of shownOf(text)) expect(shown.includes(word), `${name} is not shown as it was written`)
    expect(await hale.page.locator('main .gh-foreign script, main .gh-foreign img, main .gh-foreign a').count() === 0,
      `${name} became markup`)
    await hale.sees('Rowena <b>Pike</b>')
  }
  await hale.close()
}

/// Parts that must be readable on the page: the whole text may be cut, and control characters are shown as words.
function shownOf(text) {
  return text.split(/[\u202E\u2066\u200F]+/).filter((part) => part !== '').map((part) => part.slice(0, 200))
}
