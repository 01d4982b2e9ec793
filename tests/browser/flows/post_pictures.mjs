// A post with pictures: brought from the phone, described, agreed to by a second colleague, and published on three
// networks with its descriptions.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { kToken, until } from '../world.mjs'

const kPictures = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../data/pictures')
const kChannels = ['Facebook: Bramblecote Primary', 'Instagram: Bramblecote on Instagram', 'X: Bramblecote on X']

/// How the pictures of a Facebook post are described.
async function facebookDescriptions(world, post) {
  const found = []
  for (const photo of post.photos) {
    const answer = await fetch(`${world.facebook}/v26.0/${photo}?fields=alt_text`,
      { headers: { Authorization: `Bearer ${kToken}` } })
    found.push((await answer.json()).alt_text)
  }
  return found
}

/// For each network, how the pictures of every post are described that has these words and stands there.
async function standing(world, words) {
  const facebook = await world.state('facebook')
  const instagram = await world.state('instagram')
  const x = await world.state('x')
  const there = (things, text) => Object.values(things).filter((one) => one[text] === words && !one.deleted)
  return {
    facebook: await Promise.all(there(facebook.posts, 'message').map((one) => facebookDescriptions(world, one))),
    instagram: there(instagram.media, 'caption')
      .map((one) => one.children.map((child) => instagram.media[child].alt_text)),
    x: there(x.posts, 'text').map((one) => one.media.map((key) => x.media[key].alt_text)),
  }
}

async function write(finch, words) {
  await finch.goto('/posts/new')
  await finch.page.fill('#text', words)
  for (const channel of kChannels) await finch.page.getByLabel(channel, { exact: false }).first().check()
  await finch.page.getByLabel('An event').check()
  await finch.press('Save and look at it')
  await finch.sees('Choose a picture or a video: Instagram takes no text without one.')
}

export async function bring(finch, file) {
  await finch.page.setInputFiles('#picture', path.join(kPictures, file))
  await finch.press('Add it')
}

/// The page says by itself when the words in its pictures are read; without scripts it is loaded again.
export async function wordsRead(visitor) {
  await until('the words in the pictures to be read', async () => {
    if (!visitor.scripts) await visitor.goto(new URL(visitor.page.url()).pathname)
    return !(await visitor.text()).includes('still being read')
  })
}

export async function postWithPictures(world, browser, kind) {
  const words = `Sports day was lovely (${kind.name})`
  const described = [`The track on sports day (${kind.name})`, `A row of medals (${kind.name})`]
  await world.control('instagram/allow_host', { host: new URL(world.facebook).host })
  const finch = await Visitor.open(browser, world.url, kind)
  await finch.signIn('finch')
  await write(finch, words)
  await bring(finch, 'animated2.gif')
  await finch.sees('Videos and animations cannot be added yet')
  await finch.check('a picture that is refused')
  await bring(finch, 'dih__bridge-3-rotate-180.jpg')
  await finch.sees('The picture was added.')
  await finch.sees('The words in this picture are still being read.')
  await bring(finch, 'gps_orient6.jpg')
  await finch.sees('Picture 2 is too tall for Instagram')
  await finch.press('Take it out (picture 2)')
  await bring(finch, 'phone.heic')
  await finch.sees('The picture was added as a JPEG, which every network takes.')
  await finch.sees('The file said where the picture was taken.')
  await finch.sees('Describe each picture for people who cannot see it.')
  await finch.check('a draft with pictures')
  if (finch.scripts) await finch.page.fill('#alt-1', 'Written meanwhile')
  await wordsRead(finch)
  if (finch.scripts) expect(await finch.page.inputValue('#alt-1') === 'Written meanwhile', 'what was typed is gone')
  // In the other order: the second one is moved before the first.
  for (const [place, text] of [described[1], described[0]].entries()) {
    await finch.page.fill(`#alt-${place + 1}`, text)
    await finch.page.locator(`input[name="people-${place + 1}"][value="nobody"]`).check()
  }
  await finch.press('Move it forward (picture 2)')
  await finch.press('Ask a colleague to read it')
  await finch.sees('A second colleague can read it now.')
  const at = new URL(finch.page.url()).pathname
  await finch.close()

  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale', at)
  await hale.sees('You are the second colleague')
  for (const text of described) await hale.sees(text)
  const loaded = (image) => image.complete && image.naturalWidth > 0
  for (const image of await hale.page.locator('figure img').all()) {
    await image.scrollIntoViewIfNeeded()
    await until('the picture to be seen', () => image.evaluate(loaded))
  }
  await hale.check('a post with pictures to read')
  await hale.press('Agree')
  await hale.sees('You agreed.')
  await until('the three networks to show it', async () => {
    const stands = await standing(world, words)
    return Object.values(stands).every((found) => found.length > 0)
  })
  await until('the page to say so', async () => {
    await hale.goto(at)
    return !/Being published|Waiting/.test(await hale.text())
  })
  await hale.check('a published post with pictures')
  for (const [network, found] of Object.entries(await standing(world, words))) {
    expect(found.length === 1, `${network} has it ${found.length} times`)
    expect(found[0].join() === described.join(), `${network} describes the pictures as ${found[0].join(' | ')}`)
  }
  await hale.close()
}
