// The invented school with everything around it: the simulated Facebook, a mail server and the real gatehouse program.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..')
const kPython = '/usr/bin/python3'
const kNetworks = ['facebook', 'instagram', 'x', 'youtube']
const kWaitMs = 30_000
const kPollMs = 50
export const kPage = '104000000000011'
export const kToken = 'bramblecote-page-token'
export const kPeople = ['quill', 'marsh', 'okafor', 'finch', 'hale', 'patel', 'rowan', 'byte', 'sage']
export const password = (person) => `lantern orchard ${[...person].reverse().join('')}`

/// Asks again until the answer is true, and fails when it never becomes so.
export async function until(what, ask) {
  const end = Date.now() + kWaitMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
    await new Promise((next) => setTimeout(next, kPollMs))
  }
}

export class World {
  constructor(binary) {
    this.binary = binary
    this.directory = fs.mkdtempSync(path.join(os.tmpdir(), 'gatehouse-browser-'))
    this.started = []
  }

  file(name) { return path.join(this.directory, name) }
  read(name) { return fs.readFileSync(this.file(name), 'utf8') }

  async start() {
    for (const name of fs.readdirSync(path.join(root, 'deploy/demo'))) {
      fs.copyFileSync(path.join(root, 'deploy/demo', name), this.file(name))
    }
    const simulator = path.join(root, 'tests/simulator/simulator.py')
    const facebook = await this.run('simulator', kPython, ['-B', simulator], [])
    const mailServer = path.join(root, 'tests/support/smtp/smtp_server.py')
    const mail = await this.run('mail', kPython, ['-B', mailServer], ['--mailbox', this.file('mailbox')])
    this.facebook = `http://127.0.0.1:${facebook}`
    await this.control('page', { id: kPage, name: 'Bramblecote Primary School', token: kToken })
    this.post = (await this.control('post', { message: 'The winter fair is on Saturday' })).id
    const slow = ['school_hours', 'evening', 'night', 'weekend', 'holiday']
    this.overrides = [
      ['web.port', '0'], ['facebook.base_url', `"${this.facebook}"`], ['mail.port', mail],
      ['x.base_url', `"${this.facebook}/x"`], ['youtube.base_url', `"${this.facebook}/youtube"`],
      ['data.directory', `"${this.file('data')}"`], ['alerts.out_of_hours', 'true'],
      ...slow.map((profile) => [`collect.poll_${profile}`, '"1s"']),
      ['youtube.units_a_day', '100000000'], // what a poll a second would cost
    ].flatMap(([key, value]) => ['--set', `${key}=${value}`])
    for (const person of kPeople) this.addUser(person)
    await this.serve()
  }

  /// The address of Gatehouse after it has started.
  async serve() {
    const serve = ['serve', '--config', this.file('settings.toml'), ...this.overrides]
    const port = await this.run('gatehouse', this.binary, serve, [], false)
    this.url = `http://127.0.0.1:${port}`
  }

  addUser(person) {
    this.writeSecret(`password-${person}`, password(person))
    this.command('user', 'add', person, '--password-file', this.file(`password-${person}`))
  }

  /// The words that make a command somebody's.
  signed(person) { return ['--person', person, '--password-file', this.file(`password-${person}`)] }

  /// Runs gatehouse on the school's data and returns what it says.
  command(...words) {
    const config = ['--config', this.file('settings.toml'), ...this.overrides]
    const done = spawnSync(this.binary, [...words, ...config], { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(`${words.slice(0, 2).join(' ')}: ${done.stdout}${done.stderr}`)
    return done.stdout
  }

  /// As IT support does it at the command line.
  connect(channel, token) {
    this.command('channel', 'connect', channel, ...this.signed('byte'), '--from', this.writeSecret('token', token))
  }

  writeSecret(name, text) {
    fs.writeFileSync(this.file(name), text + '\n', { mode: 0o600 })
    return this.file(name)
  }

  /// Starts a program and returns the port it writes into its ready file.
  async run(name, program, args, more, free = true) {
    const ready = this.file(`${name}.ready`)
    const log = fs.openSync(this.file(`${name}.log`), 'w')
    const child = spawn(program, [...args, ...(free ? ['--port', '0'] : []), '--ready-file', ready, ...more],
      { stdio: ['ignore', log, log] })
    this.started.push(child)
    await until(name, () => {
      if (child.exitCode !== null) throw new Error(`${name} ended: ${this.read(`${name}.log`)}`)
      return fs.existsSync(ready)
    })
    return fs.readFileSync(ready, 'utf8').trim().split('\n')[0]
  }

  async control(verb, given) {
    const answer = await fetch(`${this.facebook}/control/${verb}`, { method: 'POST', body: JSON.stringify(given) })
    if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`)
    return answer.json()
  }

  comment(message, more = {}) {
    return this.control('comment', { object: this.post, message, author_name: 'Perpetua Hedgerow', ...more })
  }

  /// Everything that a network has, also what is hidden and deleted there.
  async state(network) {
    const answer = await fetch(`${this.facebook}/control/${network}/state`)
    return answer.json()
  }

  /// One comment as Facebook has it.
  async commentNow(id) {
    const state = await this.state('facebook')
    const one = state.comments[id]
    if (!one) throw new Error(`the simulator knows no comment ${id}`)
    return one
  }

  /// Messages with these words that have arrived, as received but for broken lines.
  mails(words) {
    const box = this.file('mailbox')
    if (!fs.existsSync(box)) return []
    const letters = fs.readdirSync(box).filter((name) => name.endsWith('.eml')).sort()
    const read = letters.map((name) => this.read(path.join('mailbox', name)).replace(/=\r?\n/g, ''))
    return read.filter((mail) => mail.includes(words))
  }

  /// Where something came out that strangers have on the networks: logs, mails, the journal, Redis, these addresses.
  async cameOut(addresses) {
    const states = []
    for (const network of kNetworks) states.push(await this.state(network))
    fs.writeFileSync(this.file('addresses.log'), [...addresses].join('\n'))
    const look = ['-B', path.join(root, 'tests/support/leaks.py'), this.directory]
    const done = spawnSync(kPython, look, { input: JSON.stringify(states), encoding: 'utf8' })
    return done.status === 0 ? '' : `${done.stdout}${done.stderr}` || 'nothing was there to look for'
  }

  async stop() {
    for (const child of this.started.reverse()) {
      if (child.exitCode !== null) continue
      const gone = new Promise((next) => child.once('exit', next))
      child.kill('SIGTERM')
      await gone
    }
    if (process.env.KEEP_WORLD) console.log(`# kept ${this.directory}`)
    else fs.rmSync(this.directory, { recursive: true, force: true })
  }
}
