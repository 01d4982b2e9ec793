// Drives the real program in a real browser: `GATEHOUSE_BINARY=.build/dev/gatehouse npm run test:browser`.
// KEEP_WORLD=1 keeps what the world wrote, PICTURES=directory a picture of every page, ONLY=words runs what has them
// in its name.
import { chromium } from 'playwright-core'
import { kBrowser } from './browser.mjs'
import { alertByMail } from './flows/alerts.mjs'
import { pictureOutsideApproval } from './flows/channel_pictures.mjs'
import { authoriseChannel, channelLife } from './flows/channels.mjs'
import { learnFromCorrections, setARuleAside, tryAText, watchForWords } from './flows/judging.mjs'
import { keys, newItemsBar } from './flows/comfort.mjs'
import { breakTheGlass } from './flows/emergency.mjs'
import { hostileText } from './flows/hostile.mjs'
import { answerWithSecondColleague, deleteWithSecondColleague, hideAndUndo } from './flows/items.mjs'
import { decisionsOfFewNetworks, eachNetworkInItsWords } from './flows/networks.mjs'
import { oldPictures, progressMoves, takeDownAll } from './flows/old_pictures.mjs'
import { postWithPupils } from './flows/post_people.mjs'
import { postWithPictures } from './flows/post_pictures.mjs'
import { keptWhileTyping, postFromTemplate, postWithSecondColleague } from './flows/posts.mjs'
import { readAsAnybody } from './flows/public.mjs'
import { importPupils } from './flows/pupils.mjs'
import { roles } from './flows/roles.mjs'
import { signOut, wrongPassword } from './flows/signing.mjs'
import { kOthers, openChannel } from './networks.mjs'
import { expect, Report } from './report.mjs'
import { kDesktop, kPhone, Visitor } from './visitor.mjs'
import { World } from './world.mjs'

const kKinds = [
  { number: 1, name: 'desktop', size: kDesktop },
  { number: 2, name: 'phone', size: kPhone },
  { number: 3, name: 'without scripts', size: kDesktop, scripts: false },
]
const kFlows = [
  { name: 'a wrong password', flow: wrongPassword },
  { name: 'signing out', flow: signOut },
  { name: 'each role finds its pages and no others', flow: roles },
  { name: 'a rude comment is hidden and the decision undone', flow: hideAndUndo },
  { name: 'deleting takes a second colleague', flow: deleteWithSecondColleague },
  { name: 'an answer is agreed to word for word', flow: answerWithSecondColleague },
  { name: 'a post is written, agreed to, published and taken down', flow: postWithSecondColleague },
  { name: 'a post is begun with a ready-made text', flow: postFromTemplate },
  { name: 'a draft is kept while somebody types', flow: keptWhileTyping, scripts: true },
  { name: 'a post with pictures is agreed to and stands on three networks', flow: postWithPictures },
  { name: 'a picture past Gatehouse waits for a person', flow: pictureOutsideApproval },
  { name: 'each network is spoken of in its own words', flow: eachNetworkInItsWords },
  { name: 'what only some networks can do takes two', flow: decisionsOfFewNetworks },
  { name: 'an alert leads from the e-mail to the item', flow: alertByMail },
  { name: 'a channel is proposed, assessed, authorised and suspended', flow: channelLife },
  { name: 'a text is tried', flow: tryAText },
  { name: 'corrections are learnt from', flow: learnFromCorrections },
  { name: 'words are watched for with a second colleague', flow: watchForWords },
  { name: 'a shipped rule is set aside with a second colleague', flow: setARuleAside },
  { name: 'the details of an account are read in an emergency', flow: breakTheGlass },
  { name: 'an import of pupils takes a second colleague', flow: importPupils },
  { name: 'who is in a picture is ticked and confirmed', flow: postWithPupils },
  { name: 'old pictures are taken down when two agree', flow: oldPictures },
  { name: 'a page moves on with the look at old pictures', flow: progressMoves, scripts: true },
  { name: 'all pictures of pupils are taken down in an emergency', flow: takeDownAll },
  { name: 'anybody reads what the school says without an account', flow: readAsAnybody },
  { name: 'hostile text is text', flow: hostileText },
  { name: 'keys press buttons', flow: keys, scripts: true },
  { name: 'a bar says what is new', flow: newItemsBar, scripts: true },
]

async function main() {
  const binary = process.env.GATEHOUSE_BINARY
  if (!binary) throw new Error('GATEHOUSE_BINARY says which program to drive')
  const report = new Report()
  const world = new World(binary)
  let browser
  try {
    await world.start()
    browser = await chromium.launch(kBrowser)
    await authoriseChannel(world, browser, kKinds[0])
    world.posts = {}
    for (const other of kOthers) world.posts[other.network] = await openChannel(world, other)
    for (const kind of kKinds) {
      for (const { name, flow, scripts } of kFlows) {
        if (scripts && kind.scripts === false) continue
        const title = `${name} (${kind.name})`
        if (title.includes(process.env.ONLY ?? '')) await report.test(title, () => flow(world, browser, kind))
      }
    }
    await report.test('no words of strangers where no content may stand', async () => {
      const found = await world.cameOut(Visitor.asked)
      expect(found === '', found)
    })
  } catch (error) {
    await report.test('the world stands', () => { throw error })
  } finally {
    await browser?.close()
    await world.stop()
  }
  process.exitCode = report.finish()
}

await main()
