import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCALES } from '@huozi/core'
import { describe, expect, test } from 'vitest'
import { loadLayer, loadModule } from '../../test/fixture-layer.ts'
import type { Document } from '../documents/document.ts'
import { printCanonical } from '../documents/print-canonical.ts'
import type { Package } from '../layers/layer.ts'
import { orderPackages } from '../layers/order-packages.ts'
import { checkDocuments } from './check-documents.ts'

const MODULES = join(import.meta.dirname, '../../../../schemas/modules')
const LIBRARY = join(import.meta.dirname, '../../test/fixtures/library')
const folders = [...readdirSync(MODULES).map((name) => join(MODULES, name)), LIBRARY]

describe.each(folders)('%s', (folder) => {
  const layer = loadLayer(folder) as Package
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))

  test('passes every check beside the built-in package', () => {
    const isBase = layer.manifest.name === 'base'
    const { packages } = orderPackages(isBase ? [layer] : [loadModule('base'), layer])
    const { issues, notes } = checkDocuments(packages)
    expect([...issues, ...notes].map(({ path, message }) => `${path}: ${message('en')}`)).toEqual([])
  })

  test.each(paths)('%s is in canonical form', (path) => {
    const text = readFileSync(join(folder, path), 'utf8')
    expect(printCanonical(JSON.parse(text) as Document)).toBe(text)
  })

  test('says everything in every shipped language', () => {
    const texts = [layer.manifest, ...layer.documents].flatMap((document) => translatedTexts(document, document.name))
    const incomplete = texts.filter(([, text]) => LOCALES.some((locale) => !text[locale]))
    expect(incomplete.map(([path]) => path)).toEqual([])
  })
})

/** Objects with a language for a key, with their places. */
function translatedTexts(value: unknown, path: string): [string, { [language: string]: unknown }][] {
  if (typeof value !== 'object' || value === null) return []
  const object = value as { [key: string]: unknown }
  if (LOCALES.some((locale) => Object.hasOwn(object, locale))) return [[path, object]]
  return Object.entries(object).flatMap(([key, item]) => translatedTexts(item, `${path}/${key}`))
}
