import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '@huozi/core'
import { Validator } from '@seriousme/openapi-schema-validator'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeApi, type RequestContext } from '../src/index.ts'
import { ADMIN, LIBRARIAN, openLibrary, READER } from './support/library.ts'
import type { Workshop } from './support/workshop.ts'

/** What the validator takes beside the name of a file. */
type SpecData = Exclude<Parameters<Validator['validate']>[0], string>

let workshop: Workshop

beforeAll(async () => {
  workshop = await openLibrary()
})

afterAll(() => workshop.close())

async function apiOf(email: string, locale: RequestContext['locale'] = 'en'): Promise<JsonObject> {
  return describeApi(workshop.deps, { ...(await workshop.signIn(email)), locale })
}

/** What a client written against the generated types may say, and what it may not. */
const CLIENT = `
import type { components, paths } from './api.ts'
type Schemas = components['schemas']
const book: Schemas['lib_book.create'] = { title: 'Dune', genre: 'novel', pages: 412, price: '9.90', damaged: null }
const loan: Schemas['lib_loan.create'] = { member: { by: 'M-1' }, book: '0192', lent_on: '2026-11-22' }
const change: Schemas['lib_book.change'] = { price: null }
export const title = (record: Schemas['lib_book']): string | null => record.title
export const holder = (record: Schemas['lib_loan']): string | null | undefined => record.member?.label
export type Page = paths['/records/lib_book']['get']['responses'][200]['content']['application/json']
export const next = (page: Page): string | null => page.next
// @ts-expect-error: a number is no title
const wrong: Schemas['lib_book.create'] = { title: 1 }
// @ts-expect-error: not a genre
const unknown: Schemas['lib_book.change'] = { genre: 'opera' }
// @ts-expect-error: computed
const computed: Schemas['lib_book.change'] = { price_with_tax: '1' }
export const all = [book, loan, change, wrong, unknown, computed]
`

test('the document is valid OpenAPI 3.1', async () => {
  for (const email of [ADMIN, LIBRARIAN, READER]) {
    const result = await new Validator().validate(structuredClone(await apiOf(email)) as SpecData)
    expect(result).toMatchObject({ valid: true })
  }
})

test('a client generated from it compiles', async () => {
  const document = (await apiOf(ADMIN)) as unknown as OpenAPI3
  const folder = mkdtempSync(join(tmpdir(), 'huozi-openapi-'))
  try {
    writeFileSync(join(folder, 'api.ts'), astToString(await openapiTS(document)))
    writeFileSync(join(folder, 'client.ts'), CLIENT)
    const program = ts.createProgram([join(folder, 'client.ts')], {
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    })
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
    expect(problems).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('it has only what the caller may see and do', async () => {
  const reader = await apiOf(READER)
  expect(Object.keys(reader.paths as object).sort()).toEqual([
    '/files',
    '/files/{id}',
    '/me',
    '/records/lib_book',
    '/records/lib_book/aggregate',
    '/records/lib_book/query',
    '/records/lib_book/{id}',
    '/records/lib_book/{id}/history',
    '/records/lib_member',
    '/records/lib_member/aggregate',
    '/records/lib_member/bulk',
    '/records/lib_member/query',
    '/records/lib_member/{id}',
    '/records/lib_member/{id}/history',
    '/records/lib_member/{id}/versions/{version}/restore',
    '/records/user',
    '/records/user/aggregate',
    '/records/user/query',
    '/records/user/{id}',
    '/records/user/{id}/history',
  ])
  expect(JSON.stringify(reader)).not.toMatch(/price|lib_loan|patch_lib_book|lib_book\.create/)
  const { schemas } = reader.components as { schemas: { [name: string]: { properties?: object } } }
  expect(Object.keys(schemas['lib_member.change']?.properties ?? {})).toEqual(['email', 'phone'])
})

test('it is in the caller’s language and names the model’s version', async () => {
  const chinese = await apiOf(LIBRARIAN, 'zh-CN')
  expect(chinese.info).toEqual({ title: 'Test', version: '1' })
  expect(JSON.stringify(chinese)).toContain('书名')
})
