import { printExpression } from '@huozi/expression'
import { describe, expect, test } from 'vitest'
import { firstModel, libraryDocuments } from '../../test/fixture-layer.ts'
import type { RoleDocument } from '../documents/role-document.ts'
import type { GrantedAction } from '../model/model.ts'
import type { AccessSet } from './access-set.ts'
import { resolveAccess, systemAccess } from './resolve-access.ts'

const extra: RoleDocument[] = [
  {
    kind: 'role',
    name: 'shelf_keeper',
    objects: [
      { object: 'lib_book', allow: ['read'], rows: { '*': 'damaged' }, fields: { '*': 'none', title: 'edit' } },
    ],
  },
  { kind: 'role', name: 'nobody', objects: [{ object: 'lib_book', allow: ['read'], rows: { read: 'false' } }] },
]
const model = firstModel([...libraryDocuments(), ...extra])

function object(name: string) {
  const found = model.objects.get(name)
  if (found === undefined) throw new Error(`no object ${name}`)
  return found
}

function field(objectName: string, name: string) {
  const found = object(objectName).field(name)
  if (found === undefined) throw new Error(`no field ${name}`)
  return found
}

function rowsText(access: AccessSet, objectName: string, action: GrantedAction): string | boolean {
  const rows = access.rows(object(objectName), action)
  return typeof rows === 'boolean' ? rows : printExpression(rows)
}

describe('actions', () => {
  test('are granted by any of the roles', () => {
    const access = resolveAccess(model, ['lib_reader', 'lib_librarian'])
    expect(access.can(object('lib_book'), 'delete')).toBe(true)
    expect(access.can(object('lib_book'), 'export')).toBe(false)
  })

  test('are granted on every object by "*"', () => {
    const access = resolveAccess(model, ['admin'])
    expect(access.can(object('lib_loan'), 'import')).toBe(true)
    expect(access.can(object('user'), 'update')).toBe(true)
  })

  test('are not granted by unknown roles', () => {
    const access = resolveAccess(model, ['ghost'])
    expect(access.can(object('lib_book'), 'read')).toBe(false)
    expect(access.rows(object('lib_book'), 'read')).toBe(false)
    expect(access.canRead(object('lib_book'), field('lib_book', 'title'))).toBe(false)
  })
})

describe('rows', () => {
  test('are the own ones of a private owned object where a role says nothing', () => {
    expect(rowsText(resolveAccess(model, ['lib_librarian']), 'lib_member', 'update')).toBe('owner = me')
  })

  test('of a part follow the whole; changing a part is updating the whole', () => {
    const access = resolveAccess(model, ['lib_librarian'])
    expect(rowsText(access, 'lib_loan', 'read')).toBe('member.owner = me')
    expect(rowsText(access, 'lib_loan', 'delete')).toBe('member.owner = me')
    expect(rowsText(resolveAccess(model, ['lib_head']), 'lib_loan', 'delete')).toBe(true)
  })

  test('of an object without owner are all', () => {
    expect(rowsText(resolveAccess(model, ['lib_librarian']), 'lib_book', 'delete')).toBe(true)
  })

  test('of several roles add up', () => {
    expect(rowsText(resolveAccess(model, ['lib_reader']), 'lib_book', 'read')).toBe('not damaged')
    expect(rowsText(resolveAccess(model, ['lib_reader', 'shelf_keeper']), 'lib_book', 'read')).toBe(
      'not damaged or damaged',
    )
    expect(rowsText(resolveAccess(model, ['lib_reader', 'lib_head']), 'lib_book', 'read')).toBe(true)
  })

  test('that a constant condition excludes are none', () => {
    expect(rowsText(resolveAccess(model, ['nobody']), 'lib_book', 'read')).toBe(false)
    expect(rowsText(resolveAccess(model, ['nobody', 'lib_reader']), 'lib_book', 'read')).toBe('not damaged')
  })
})

describe('fields', () => {
  const book = object('lib_book')

  test('follow the named level before "*" within a role', () => {
    const access = resolveAccess(model, ['lib_reader'])
    expect(access.canRead(book, field('lib_book', 'price'))).toBe(false)
    expect(access.canRead(book, field('lib_book', 'title'))).toBe(true)
    expect(access.canEdit(book, field('lib_book', 'title'))).toBe(false)
  })

  test('take the widest level of several roles', () => {
    const access = resolveAccess(model, ['lib_reader', 'shelf_keeper'])
    expect(access.canEdit(book, field('lib_book', 'title'))).toBe(true)
    expect(access.canRead(book, field('lib_book', 'genre'))).toBe(true)
    expect(access.canRead(book, field('lib_book', 'price'))).toBe(false)
  })

  test('computed, generated and system fields are never edited, except the owner', () => {
    const access = resolveAccess(model, ['admin'])
    expect(access.canEdit(book, field('lib_book', 'price_with_tax'))).toBe(false)
    expect(access.canEdit(book, field('lib_book', 'shelf_no'))).toBe(false)
    expect(access.canEdit(book, field('lib_book', 'created_at'))).toBe(false)
    expect(access.canEdit(object('lib_member'), field('lib_member', 'owner'))).toBe(true)
  })

  test('id and version are readable whatever "*" says', () => {
    const access = resolveAccess(model, ['shelf_keeper'])
    expect(access.canRead(book, field('lib_book', 'id'))).toBe(true)
    expect(access.canRead(book, field('lib_book', 'created_by'))).toBe(false)
  })
})

test('the same roles in another order have the same key', () => {
  const first = resolveAccess(model, ['lib_reader', 'lib_head'])
  const second = resolveAccess(model, ['lib_head', 'lib_reader', 'lib_head'])
  expect(first.key).toBe(second.key)
  expect(first.key).not.toBe(resolveAccess(model, ['lib_head']).key)
})

test('adds up the rights that are not about objects', () => {
  expect([...resolveAccess(model, ['admin']).rights]).toContain('metadata.publish')
})

test('the platform itself may do everything but write what is computed', () => {
  const access = systemAccess()
  expect(access.rows(object('lib_book'), 'delete')).toBe(true)
  expect(access.canEdit(object('lib_book'), field('lib_book', 'title'))).toBe(true)
  expect(access.canEdit(object('lib_book'), field('lib_book', 'price_with_tax'))).toBe(false)
})
