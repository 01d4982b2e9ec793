// Builds moderation/web/assets/built from the sources beside this file: `npm ci && npm run assets`.
// The results are committed, so that building Gatehouse needs no Node.
import { build } from 'esbuild'
import { compile } from 'sass'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
const built = path.join(here, 'built')
const modules = path.join(here, '../../../node_modules')
const notice = '/*! GOV.UK Frontend 6.6.0, MIT licence,\n' +
  '    Copyright (C) 2017 Crown Copyright (Government Digital Service) */'

fs.mkdirSync(built, { recursive: true })
const styles = compile(path.join(here, 'app.scss'), {
  style: 'compressed', charset: false, loadPaths: [modules], quietDeps: true,
})
for (const banned of ['GDS Transport', 'url(', '@import', '@font-face']) {
  if (styles.css.includes(banned)) throw new Error(`the styles mention ${banned}`)
}
fs.writeFileSync(path.join(built, 'app.css'), styles.css)

await build({
  entryPoints: [path.join(here, 'app.js')], outfile: path.join(built, 'app.bundle'), bundle: true, minify: true,
  format: 'esm', target: 'es2020', nodePaths: [modules], banner: { js: notice }, legalComments: 'inline',
})
fs.copyFileSync(path.join(here, 'early.js'), path.join(built, 'early.js'))
fs.copyFileSync(path.join(here, 'favicon.svg'), path.join(built, 'favicon.svg'))
for (const name of fs.readdirSync(built)) console.log(name, fs.statSync(path.join(built, name)).size)
