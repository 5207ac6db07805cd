import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { libraryDocuments } from '../../test/fixture-layer.ts'
import type { Document } from '../documents/document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import type { Identity } from './model.ts'
import { qualifiedPhysicalName } from './physical-names.ts'
import { type PublishedIdentities, planIdentities } from './plan-identities.ts'

// properties run many cases, and the machine may have other work
vi.setConfig({ testTimeout: 30_000 })

const nothing: PublishedIdentities = { identities: [], nextId: 1, usedPhysicalNames: [] }

function object(name: string, fields: readonly (string | object)[], more: object = {}): Document {
  const full = fields.map((field) =>
    typeof field === 'string' ? { name: field, type: 'text', label: field } : { type: 'text', label: 'L', ...field },
  )
  return { kind: 'object', name, title: 'a', fields: full, ...more } as ObjectDocument
}

/** Publishes one set of documents after the other and remembers, as the database does, every name ever used. */
function publishAll(...versions: readonly (readonly Document[])[]) {
  const used = new Set<string>()
  let published = nothing
  const plans = versions.map((documents) => {
    const plan = planIdentities({ ...published, usedPhysicalNames: used }, documents)
    for (const name of physicalNames(plan.identities)) used.add(name)
    published = { ...plan, usedPhysicalNames: used }
    return plan
  })
  return plans
}

function physicalNames(identities: readonly Identity[]): string[] {
  return identities.flatMap(({ kind, parent, physical }) => {
    if (physical === null) return []
    const table = identities.find(({ id }) => id === parent)?.physical ?? ''
    return [kind === 'field' ? qualifiedPhysicalName(table, physical) : physical]
  })
}

function find(identities: readonly Identity[], kind: string, name: string): Identity | undefined {
  return identities.find((identity) => identity.kind === kind && identity.name === name)
}

test('names everything of the fixture, each once, whatever the order of the documents', () => {
  const documents = libraryDocuments()
  const { identities, nextId } = planIdentities(nothing, documents)
  expect(planIdentities(nothing, documents.toReversed()).identities).toEqual(identities)
  expect(new Set(identities.map(({ id }) => id)).size).toBe(identities.length)
  expect(nextId).toBe(identities.length + 1)
  const kinds = [
    'object',
    'field',
    'option',
    'validation',
    'unique',
    'index',
    'role',
    'flow',
    'step',
    'layout',
    'listView',
    'app',
    'optionSet',
  ]
  expect([...new Set(identities.map(({ kind }) => kind))].sort()).toEqual(kinds.sort())
  expect(find(identities, 'unique', 'field.isbn')?.physical).toBe('u_lib_book_isbn')
})

test('an unchanged version changes no identity', () => {
  const [first, second] = publishAll(libraryDocuments(), libraryDocuments())
  expect(second).toMatchObject({ added: [], retired: [], renamed: [] })
  expect(second?.identities).toEqual(first?.identities)
})

describe('a rename', () => {
  test('of an object keeps the identities of all that is in it', () => {
    const [first, second] = publishAll([object('x_a', ['a'])], [object('x_b', ['a'], { formerly: 'x_a' })])
    expect(second).toMatchObject({
      added: [],
      retired: [],
      renamed: [{ from: 'x_a', identity: { name: 'x_b', physical: 'o_x_a' } }],
    })
    expect(find(second?.identities ?? [], 'field', 'a')).toEqual(find(first?.identities ?? [], 'field', 'a'))
  })

  test('of a field follows the latest former name there is', () => {
    const renamed = { name: 'c', formerly: ['b', 'a'] }
    const [, second] = publishAll([object('x_a', ['a', 'z'])], [object('x_a', [renamed, 'z'])])
    expect(second?.renamed.map(({ from }) => from)).toEqual(['a'])
  })

  test('takes the unique key of the field along', () => {
    const [, second] = publishAll(
      [object('x_a', [{ name: 'a', unique: true }])],
      [object('x_a', [{ name: 'b', unique: true, formerly: 'a' }])],
    )
    expect(second?.added).toEqual([])
    expect(second?.retired).toEqual([])
  })

  test('that was done before is not done again', () => {
    const [, , third] = publishAll(
      [object('x_a', ['a'])],
      [object('x_a', [{ name: 'b', formerly: 'a' }])],
      [object('x_a', [{ name: 'b', formerly: 'a' }, 'a'])],
    )
    expect(third?.renamed).toEqual([])
    expect(third?.added.map(({ name, physical }) => [name, physical])).toEqual([['a', 'f_a_2']])
  })

  test('is no rename while the old name is still in use', () => {
    const [, second] = publishAll([object('x_a', ['a'])], [object('x_a', ['a', { name: 'b', formerly: 'a' }])])
    expect(second?.renamed).toEqual([])
    expect(second?.added.map(({ name }) => name)).toEqual(['b'])
  })

  test('can be claimed by one only', () => {
    const claims = [
      { name: 'b', formerly: 'a' },
      { name: 'c', formerly: 'a' },
    ]
    const [, second] = publishAll([object('x_a', ['a'])], [object('x_a', claims)])
    expect(second?.renamed.map(({ identity }) => identity.name)).toEqual(['b'])
    expect(second?.added.map(({ name }) => name)).toEqual(['c'])
  })
})

test('a name that comes back is a new identity with a new column', () => {
  const [first, second, third] = publishAll(
    [object('x_a', ['a', 'b'])],
    [object('x_a', ['a'])],
    [object('x_a', ['a', 'b'])],
  )
  expect(second?.retired.map(({ name }) => name)).toEqual(['b'])
  const again = find(third?.identities ?? [], 'field', 'b')
  expect(again?.physical).toBe('f_b_2')
  expect(again?.id).not.toBe(find(first?.identities ?? [], 'field', 'b')?.id)
})

test('an object that comes back has a new table, whose columns start afresh', () => {
  const [, , third] = publishAll([object('x_a', ['a'])], [], [object('x_a', ['a'])])
  expect(third?.added.map(({ physical }) => physical)).toEqual(['o_x_a_2', 'f_a'])
})

test('cuts names to 63 bytes and keeps them apart', () => {
  const long = 'x_'.padEnd(40, 'a')
  const keys = [1, 2].map((number) => ({ name: `k${number}`, fields: [long, 'a'] }))
  const [plan] = publishAll([object(long, ['a', long], { unique: keys })])
  const names = plan?.identities.flatMap(({ kind, physical }) => (kind === 'unique' ? [physical] : [])) ?? []
  expect(new Set(names).size).toBe(2)
  for (const name of names) expect(name?.length).toBeLessThanOrEqual(63)
})

test('over any history no two things ever share a physical name or an id', () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'a_2', 'b_2', 'a_2_2'), { minLength: 1 })
  const version = fc
    .dictionary(fc.constantFrom('x_p', 'x_q', 'x_p_2'), names)
    .map((objects) => Object.entries(objects).map(([name, fields]) => object(name, fields)))
  fc.assert(
    fc.property(fc.array(version, { maxLength: 8 }), (versions) => {
      const owner = new Map<string, number>()
      for (const { identities, added, retired } of publishAll(...versions)) {
        for (const [index, name] of physicalNames(identities).entries()) {
          const id = identities.filter(({ physical }) => physical !== null)[index]?.id ?? 0
          expect(owner.get(name) ?? id).toBe(id)
          owner.set(name, id)
        }
        const alive = new Set(identities.map(({ id }) => id))
        expect(retired.some(({ id }) => alive.has(id))).toBe(false)
        expect(added.every(({ id }) => alive.has(id))).toBe(true)
      }
    }),
  )
})
