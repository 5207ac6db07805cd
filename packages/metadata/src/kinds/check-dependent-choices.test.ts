import { expect, test } from 'vitest'
import { loadLibrary, loadModule } from '../../test/fixture-layer.ts'
import { checkDocuments } from '../check/check-documents.ts'
import type { Document } from '../documents/document.ts'

const shipped = [loadModule('base'), loadLibrary()]
const choices = (...codes: string[]) => codes.map((code) => ({ code, label: code }))

/** What is wrong with a picklist of a, b, c that depends on something. */
function check(dependsOn: object, more: readonly object[] = []) {
  const document = {
    kind: 'object',
    name: 'x_shelf',
    label: 'Shelf',
    title: 'name',
    owned: false,
    fields: [
      { name: 'name', type: 'text', label: 'Name' },
      { name: 'wing', type: 'picklist', label: 'Wing', values: choices('east', 'west') },
      { name: 'sort', type: 'picklist', label: 'Sort', values: choices('a', 'b', 'c'), dependsOn },
      ...more,
    ],
  }
  const layers = [...shipped, { manifest: null, documents: [document] as unknown as Document[] }]
  return checkDocuments(layers).issues.map(({ code, pointer }) => [code, pointer])
}

test('passes choices that depend on a field and on a field that itself depends', () => {
  const third = { name: 't', type: 'picklist', label: 'T', values: choices('x'), dependsOn: { field: 'sort', map: {} } }
  expect(check({ field: 'wing', map: { east: ['a'], west: [] } }, [third])).toEqual([])
})

test('refuses what choices cannot depend on', () => {
  expect(check({ field: 'wings', map: {} })).toEqual([['REFERENCE_UNKNOWN', '/fields/2/dependsOn/field']])
  expect(check({ field: 'name', map: {} })).toEqual([['FIELD_CONFLICT', '/fields/2/dependsOn/field']])
  expect(check({ field: 'sort', map: {} })).toEqual([['FIELD_CONFLICT', '/fields/2/dependsOn/field']])
})

test('refuses codes that one of the fields has not', () => {
  expect(check({ field: 'wing', map: { north: ['a'], east: ['b', 'd'] } })).toEqual([
    ['REFERENCE_UNKNOWN', '/fields/2/dependsOn/map/north'],
    ['REFERENCE_UNKNOWN', '/fields/2/dependsOn/map/east/1'],
  ])
})

test('refuses a list as the title of a record', () => {
  const document = {
    kind: 'object',
    name: 'x_a',
    label: 'A',
    title: 'n',
    fields: [{ name: 'n', type: 'multiPicklist', label: 'N', values: choices('a') }],
  }
  const layers = [...shipped, { manifest: null, documents: [document] as unknown as Document[] }]
  expect(checkDocuments(layers).issues.map(({ code, pointer }) => [code, pointer])).toEqual([
    ['OBJECT_CONFLICT', '/title'],
  ])
})
