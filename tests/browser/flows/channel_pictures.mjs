// Pictures that appear on a channel past Gatehouse: what the page of the item says of them.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from '../report.mjs'
import { Visitor } from '../visitor.mjs'
import { kPage } from '../world.mjs'
import { openItem } from './items.mjs'

const kPictures = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../data/pictures')
const file = (name) => fs.readFileSync(path.join(kPictures, name)).toString('base64')

/// Somebody posts a picture of people on the network itself, and a parent adds another one under it.
export async function pictureOutsideApproval(world, browser, kind) {
  const words = `Our visitor today (${kind.name})`
  const answer = `Here is another one (${kind.name})`
  const post = await world.control('post', { page: kPage, message: words, pictures: [file('portrait.jpg')] })
  const hale = await Visitor.open(browser, world.url, kind)
  await hale.signIn('hale')
  await openItem(hale, words)
  await hale.sees('Shows people in a picture that was posted outside approval')
  await hale.sees('A picture of people that is none of those that were agreed to.')
  await hale.check('a picture that nobody agreed to')
  expect(!(await hale.page.content()).includes('/pictures/'), 'the page leads to the picture')

  await world.control('comment', { object: post.id, message: answer, picture: file('certificate.jpg') })
  await openItem(hale, answer)
  await hale.sees('Adds a picture under a post that shows')
  await hale.check('a picture of somebody else under a picture')
  await hale.close()
}
