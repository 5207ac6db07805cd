import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PAGES = globSync(['*.md', 'docs/**/*.md', '{packages,apps}/*/README.md'], { cwd: ROOT })

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '')
  const local = links.filter((link) => !/^[a-z]+:/.test(link))
  expect(local.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([])
})

test('every script the pages mention exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }
  const texts = PAGES.map((page) => readFileSync(join(ROOT, page), 'utf8')).join('\n')
  const mentioned = [...texts.matchAll(/npm run ([a-z-]+)/g)].map((match) => match[1] ?? '')
  expect([...new Set(mentioned)].filter((name) => !(name in scripts))).toEqual([])
})

test('decisions are numbered one after the other, each by its own number', () => {
  const files = globSync('docs/adr/*.md', { cwd: ROOT }).toSorted()
  const numbered = files.map((file) => {
    const [, number] = /^# (\d+)\. /.exec(readFileSync(join(ROOT, file), 'utf8')) ?? []
    return [Number(/\/(\d{4})-/.exec(file)?.[1]), Number(number)]
  })
  expect(numbered).toEqual(files.map((_, index) => [index + 1, index + 1]))
})
