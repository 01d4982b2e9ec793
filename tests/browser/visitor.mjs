// A person at a browser window: signs in, presses buttons, and has every page checked that they come by.
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from './report.mjs'
import { password } from './world.mjs'

export const kDesktop = { width: 1366, height: 768 }
export const kPhone = { width: 390, height: 844 }
const kTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export class Visitor {
  /// Every address that any visitor asked for.
  static asked = new Set()

  /// Opens a window of its own, with cookies of its own.
  static async open(browser, url, { name, size = kDesktop, scripts = true }) {
    const context = await browser.newContext({
      viewport: size, javaScriptEnabled: scripts, baseURL: url, reducedMotion: 'reduce',
    })
    const visitor = new Visitor()
    visitor.context = context
    visitor.kind = name
    visitor.scripts = scripts
    visitor.url = url
    visitor.foreign = []
    visitor.noise = []
    visitor.page = await context.newPage()
    visitor.page.on('request', (request) => {
      Visitor.asked.add(request.url())
      if (!request.url().startsWith(url)) visitor.foreign.push(request.url())
    })
    visitor.page.on('console', (line) => { if (line.type() === 'error') visitor.noise.push(line.text()) })
    visitor.page.on('pageerror', (error) => visitor.noise.push(String(error)))
    return visitor
  }

  async signIn(person, next = '/') {
    await this.page.goto(next)
    await this.page.fill('#person', person)
    await this.page.fill('#password', password(person))
    await this.press('Sign in')
    expect(!this.page.url().includes('/sign-in'), `${person} could not sign in`)
  }

  async goto(path) {
    const answer = await this.page.goto(path)
    return answer.status()
  }

  text() { return this.page.locator('main').innerText() }

  async sees(words) {
    const text = await this.text()
    expect(text.includes(words), `"${words}" is not on ${this.page.url()}:\n${text.slice(0, 800)}`)
  }

  /// Presses a button that sends a form, and waits for the page that answers.
  async press(label) {
    const button = this.page.locator('main').getByRole('button', { name: label }).first()
    await Promise.all([this.page.waitForEvent('load'), button.click()])
  }

  /// Follows a link in the page, and waits for where it leads.
  async follow(label) {
    const link = this.page.locator('main').getByRole('link', { name: label }).first()
    await Promise.all([this.page.waitForEvent('load'), link.click()])
  }

  /// On a phone the menu is folded where scripts run.
  async signOut() {
    const menu = this.page.getByRole('button', { name: 'Menu' })
    if (await menu.isVisible()) await menu.click()
    await Promise.all([this.page.waitForEvent('load'), this.page.getByRole('button', { name: 'Sign out' }).click()])
  }

  /// Nothing that keeps people out, nothing wider than the window, no heading missing.
  async check(name, ending = 'Gatehouse – Bramblecote Primary School') {
    await this.picture(name)
    const title = await this.page.title()
    expect(title.endsWith(ending), `title of ${name}: ${title}`)
    const wide = await this.width()
    expect(wide.content <= wide.window, `${name} is ${wide.content} wide in a window of ${wide.window}`)
    if (!this.scripts) return
    const found = await new AxeBuilder({ page: this.page }).withTags(kTags).analyze()
    const words = found.violations.map((one) => {
      const where = one.nodes.map((node) => node.html).join(' | ')
      return `${one.id} (${one.impact}): ${where.slice(0, 400)}`
    })
    expect(words.length === 0, `${name}: ${words.join('\n')}`)
  }

  /// With PICTURES=directory every page that is checked can be looked at afterwards.
  async picture(name) {
    if (!process.env.PICTURES) return
    const file = `${this.kind} ${name}.png`.replace(/[^a-z0-9.]+/gi, '-')
    await this.page.screenshot({ path: path.join(process.env.PICTURES, file), fullPage: true })
  }

  async width() {
    if (!this.scripts) return { content: 0, window: 0 }
    return this.page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: window.innerWidth }))
  }

  async close() {
    expect(this.foreign.length === 0, `asked somebody else for ${this.foreign.join(', ')}`)
    const loud = this.noise.filter((line) => !/status of (403|404|409|422)/.test(line))
    expect(loud.length === 0, `the console says ${loud.join(' | ')}`)
    await this.context.close()
  }
}
