/**
 * After `vite build`: compresses every asset once, so that the server need not per request, and measures what a browser
 * loads before the first list shows. Fails above the budget (mechanisms.md §14).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const BUDGET = 350_000
const DIST = join(import.meta.dirname, 'dist')
const COMPRESSIBLE = /\.(js|css|svg)$/
/** What a reader waits for: the page, the list screen and one language. */
const FIRST_LOAD = [/^index\.html$/, /run\/list\/list-page\.tsx$/, /i18n\/zh-CN\.json$/, /antd\/es\/locale\/zh_CN/]

/** An entry of Vite's manifest. */
interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

type Manifest = { readonly [key: string]: Chunk }

/** Writes `.br` and `.gz` beside each asset; gives the compressed sizes by file. */
function compressAssets(): Map<string, number> {
  const files = readdirSync(join(DIST, 'assets')).filter((name) => COMPRESSIBLE.test(name))
  return new Map(
    files.map((name) => {
      const path = join(DIST, 'assets', name)
      const content = readFileSync(path)
      const compressed = brotliCompressSync(content)
      writeFileSync(`${path}.br`, compressed)
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
      return [`assets/${name}`, compressed.length]
    }),
  )
}

/** Files of a chunk and of everything it imports statically. */
function filesOf(manifest: Manifest, key: string, found: Set<string>): Set<string> {
  const chunk = manifest[key]
  if (!chunk || found.has(chunk.file)) return found
  for (const file of [chunk.file, ...(chunk.css ?? [])]) found.add(file)
  for (const inner of chunk.imports ?? []) filesOf(manifest, inner, found)
  return found
}

const sizes = compressAssets()
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8')) as Manifest
const keys = FIRST_LOAD.map((pattern) => Object.keys(manifest).find((key) => pattern.test(key)))
const missing = FIRST_LOAD.filter((_, index) => keys[index] === undefined)
if (missing.length > 0) throw new Error(`The build has no chunk for ${missing.join(', ')}.`)
const first = keys.reduce((found, key) => filesOf(manifest, key ?? '', found), new Set<string>())
const total = [...first].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
console.log(
  `First load: ${(total / 1000).toFixed(0)} kB compressed in ${first.size} files, budget ${BUDGET / 1000} kB.`,
)
if (total > BUDGET) process.exitCode = 1
