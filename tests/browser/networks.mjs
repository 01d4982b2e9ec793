// The school's channels on the other networks: how each is made in the simulator, and how somebody comments there.
import { kPage, kToken } from './world.mjs'

const kAnswers = [
  'audience', 'comments', 'images', 'staffing', 'out_of_hours', 'data', 'accessibility', 'impersonation',
].flatMap((question) => ['--answer', `${question}=Two colleagues look at it every school day.`])

// The tests ask every second, which the networks would not allow for long.
const kPlenty = 1_000_000

export const kOthers = [
  {
    network: 'instagram', shown: 'Instagram', id: '17841400000000051', token: kToken,
    hide: 'Hide', hidden: 'Hidden on Instagram:', remove: 'deleting it',
    ready: (world) => world.control('instagram/account', { id: '17841400000000051', page: kPage }),
    post: (world, text) => world.control('instagram/media', { caption: text }),
    comment: (world, under, text) =>
      world.control('instagram/comment', { media: under, text, username: 'perpetua.hedgerow' }),
    hiddenThere: (state, id) => state.comments[id].hidden,
  },
  {
    network: 'x', shown: 'X', id: '1500000000000000001', token: 'bramblecote-x-token',
    hide: 'Hide', hidden: 'Hidden on X:',
    ready: async (world) => {
      await world.control('x/account', { token: 'bramblecote-x-token' })
      await world.control('x/limits', { mentions: kPlenty, search: kPlenty, timeline: kPlenty })
    },
    post: (world, text) => world.control('x/post', { text }),
    comment: (world, under, text) => world.control('x/reply', { to: under, text, username: 'perpetuahedgerow' }),
    hiddenThere: (state, id) => state.posts[id].hidden,
  },
  {
    network: 'youtube', shown: 'YouTube', id: 'UCbramblecoteprimary0001', token: 'bramblecote-google-token',
    hide: 'Hold for review', hidden: 'Held on YouTube:', remove: 'rejecting it',
    ready: async (world) => {
      await world.control('youtube/account', { id: 'UCbramblecoteprimary0001', token: 'bramblecote-google-token' })
      await world.control('youtube/quota', { units: kPlenty })
    },
    post: (world, text) => world.control('youtube/video', { title: text }),
    comment: (world, under, text) =>
      world.control('youtube/comment', { video: under, text, author_name: '@perpetuahedgerow' }),
    hiddenThere: (state, id) => state.comments[id].status === 'heldForReview',
  },
]

/// Makes the account, with one post, and leads its channel through the three people who authorise it.
export async function openChannel(world, other) {
  await other.ready(world)
  const post = await other.post(world, `The winter fair, for ${other.shown}`)
  const proposed = world.command('channel', 'propose', ...world.signed('finch'), '--network', other.network,
    '--page', other.id, '--handle', `Bramblecote on ${other.shown}`,
    '--purpose', 'Show families what their children learn', '--outcomes', 'Fewer calls about dates')
  const channel = proposed.split(' ')[0]
  world.connect(channel, other.token)
  world.command('channel', 'assess', channel, ...world.signed('marsh'), ...kAnswers)
  world.command('channel', 'authorise', channel, ...world.signed('quill'))
  return post.id
}
