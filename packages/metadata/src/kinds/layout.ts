import { childPointer } from '@huozi/core'
import { parseExpression } from '@huozi/expression'
import type { ExpressionSource } from '../documents/document.ts'
import type { LayoutDocument, LayoutItem } from '../documents/layout-document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import { atomic, keyed, scalar, translated } from '../json-schema.ts'
import type { Model } from '../model/model.ts'
import { recordScope } from '../model/record-scope.ts'
import { part, reference } from '../schema/parts.ts'
import { defineKind, type Probe } from './kind-definition.ts'
import { knownFieldNames } from './known-fields.ts'
import { unknownReference } from './unknown-reference.ts'

const condition = (description: string) => atomic({ description, anyOf: [{ type: 'boolean' }, part('expression')] })

const item = {
  anyOf: [
    part('name'),
    {
      type: 'object',
      properties: {
        field: scalar(part('name', { description: 'A field of the object.' })),
        visible: condition('Shown only when this holds.'),
        required: condition('Must be filled when this holds; only stricter than the field itself.'),
        readOnly: condition('Cannot be changed when this holds; only stricter than the field itself.'),
        width: scalar({ type: 'integer', minimum: 1, maximum: 4, default: 1, description: 'Columns it spans.' }),
      },
      required: ['field'],
      additionalProperties: false,
    },
  ],
}

const section = {
  type: 'object',
  properties: {
    name: scalar(part('name')),
    label: translated(part('text')),
    columns: scalar({ type: 'integer', minimum: 1, maximum: 4, default: 2, description: 'Fields beside each other.' }),
    visible: condition('Shown only when this holds.'),
    collapsed: scalar({ type: 'boolean', default: false, description: 'Closed until someone opens it.' }),
    items: keyed({ type: 'array', items: item, maxItems: 200, description: 'Fields in reading order.' }, 'field'),
  },
  required: ['name', 'items'],
  additionalProperties: false,
}

const tab = {
  type: 'object',
  properties: {
    name: scalar(part('name')),
    label: translated(part('text')),
    visible: condition('Shown only when this holds.'),
    sections: keyed({ type: 'array', items: section, maxItems: 50, description: 'Groups of fields.' }),
  },
  required: ['name', 'sections'],
  additionalProperties: false,
}

/** How a record is shown and edited. */
export const layout = defineKind<LayoutDocument>({
  name: 'layout',
  description: 'How a record is shown and edited.',
  properties: {
    object: scalar(reference('object', 'Object whose records it shows.')),
    form: scalar({ enum: ['page', 'quickCreate', 'mobile'], default: 'page', description: 'Where it is used.' }),
    recordTypes: atomic({
      type: 'array',
      items: part('name'),
      maxItems: 50,
      description: 'Only for these record types.',
    }),
    roles: atomic({
      type: 'array',
      items: reference('role', 'A role.'),
      maxItems: 50,
      description: 'Only for holders of these roles.',
    }),
    when: atomic(part('expression', { description: 'Only for records for which this holds.' })),
    priority: scalar({
      type: 'integer',
      minimum: -1000,
      maximum: 1000,
      default: 0,
      description: 'Of several that fit, the highest is taken; ties go by name.',
    }),
    tabs: keyed({ type: 'array', items: tab, minItems: 1, maxItems: 30, description: 'Pages of the form.' }),
  },
  requiredProperties: ['object', 'tabs'],
  identity: 'layout',
  *check(document, context) {
    const object = context.find<ObjectDocument>('object', document.object)
    if (object === undefined) return
    const known = knownFieldNames(object)
    for (const { item: entry, at } of itemsOf(document)) {
      const name = fieldOfItem(entry)
      if (!known.has(name)) yield unknownReference('field', name, known, pointerOfField(entry, at))
    }
    const types = (object.recordTypes ?? []).map(({ name }) => name)
    for (const [index, name] of (document.recordTypes ?? []).entries()) {
      if (!types.includes(name)) yield unknownReference('recordType', name, types, childPointer('/recordTypes', index))
    }
  },
  probes: probeLayout,
})

function* probeLayout(document: LayoutDocument, model: Model): Iterable<Probe> {
  const scope = recordScope(model, model.objects.get(document.object) ?? null, { change: true })
  const probe = (source: boolean | ExpressionSource | undefined, pointer: string): Probe[] =>
    source === undefined || typeof source === 'boolean'
      ? []
      : [{ pointer, run: () => parseExpression(source, scope, { expect: 'boolean' }) }]
  yield* probe(document.when, '/when')
  for (const [tabIndex, { visible, sections }] of document.tabs.entries()) {
    const at = childPointer('/tabs', tabIndex)
    yield* probe(visible, childPointer(at, 'visible'))
    for (const [index, entry] of sections.entries()) {
      yield* probe(entry.visible, childPointer(at, 'sections', index, 'visible'))
    }
  }
  for (const { item: entry, at } of itemsOf(document)) {
    if (typeof entry === 'string') continue
    for (const name of ['visible', 'required', 'readOnly'] as const) yield* probe(entry[name], childPointer(at, name))
  }
}

function* itemsOf({ tabs }: LayoutDocument): Iterable<{ item: string | LayoutItem; at: string }> {
  for (const [tabIndex, { sections }] of tabs.entries()) {
    for (const [sectionIndex, { items }] of sections.entries()) {
      for (const [index, entry] of items.entries()) {
        yield { item: entry, at: childPointer('/tabs', tabIndex, 'sections', sectionIndex, 'items', index) }
      }
    }
  }
}

function fieldOfItem(entry: string | LayoutItem): string {
  return typeof entry === 'string' ? entry : entry.field
}

function pointerOfField(entry: string | LayoutItem, at: string): string {
  return typeof entry === 'string' ? at : childPointer(at, 'field')
}
