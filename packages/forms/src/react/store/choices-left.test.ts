import { resolveAccess } from '@huozi/metadata'
import { firstModel, libraryDocuments } from '@huozi/metadata/testing'
import { expect, test } from 'vitest'
import { buildForm } from '../../build-form.ts'
import { createFormStore } from './form-store.ts'
import { environment } from './library-form.fixture.ts'

const choices = (...codes: string[]) => codes.map((code) => ({ code, label: code }))
const shelf = {
  kind: 'object',
  name: 'lib_shelf',
  label: 'Shelf',
  title: 'name',
  owned: false,
  fields: [
    { name: 'name', type: 'text', label: 'Name' },
    { name: 'wing', type: 'picklist', label: 'Wing', values: choices('east', 'west') },
    {
      name: 'room',
      type: 'picklist',
      label: 'Room',
      values: choices('e1', 'e2', 'w1'),
      dependsOn: { field: 'wing', map: { east: ['e1', 'e2'], west: ['w1'] } },
    },
    {
      name: 'racks',
      type: 'multiPicklist',
      label: 'Racks',
      values: choices('r1', 'r2', 'r3'),
      dependsOn: { field: 'room', map: { e1: ['r1', 'r2'], e2: ['r2'], w1: ['r3'] } },
    },
  ],
}

const model = firstModel([...libraryDocuments(), shelf as never])

function openShelf(record: object | null) {
  const object = model.objects.get('lib_shelf')
  if (object === undefined) throw new Error('no shelf')
  const action = record === null ? 'create' : 'update'
  const tenant = { locale: 'en', currency: 'CNY' }
  const access = resolveAccess(model, ['admin'])
  const definition = buildForm({ model, object, access, language: 'en', tenant, roles: ['admin'], action })
  return createFormStore(definition, { record: record as never, environment })
}

test('a form narrows choices by the field they depend on, also the choices of lists', () => {
  const form = openShelf(null)
  expect(form.field('room').left).toEqual([])
  const heard: string[] = []
  form.subscribe('room', () => heard.push('room'))
  form.set('wing', 'east')
  expect(form.field('room').left).toEqual(['e1', 'e2'])
  expect(heard).toEqual(['room'])
  form.set('room', 'e1')
  expect(form.field('racks').left).toEqual(['r1', 'r2'])
})

test('a form takes away what no longer goes together, down the chain, and sends it', () => {
  const form = openShelf({ id: '1', version: 1, wing: 'east', room: 'e1', racks: ['r1', 'r2'] })
  form.set('room', 'e2')
  expect(form.value('racks')).toEqual(['r2'])
  form.set('wing', 'west')
  expect([form.value('room'), form.value('racks')]).toEqual([null, null])
  expect(form.changes()).toEqual({ wing: 'west', room: null, racks: null })
})
