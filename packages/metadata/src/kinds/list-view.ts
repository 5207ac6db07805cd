import { childPointer, FIELD_CONFLICT, refuse } from '@huozi/core'
import { compileSqlNode, parseExpression } from '@huozi/expression'
import type { ListViewDocument } from '../documents/list-view-document.ts'
import { atomic, keyed, scalar } from '../json-schema.ts'
import type { Model } from '../model/model.ts'
import { recordScope } from '../model/record-scope.ts'
import { part, reference } from '../schema/parts.ts'
import { defineKind, type Probe } from './kind-definition.ts'
import { resolvePath } from './resolve-path.ts'

const column = {
  anyOf: [
    part('path'),
    {
      type: 'object',
      properties: {
        field: scalar(part('path')),
        width: scalar({ type: 'integer', minimum: 20, maximum: 1000, description: 'Width in pixels.' }),
      },
      required: ['field'],
      additionalProperties: false,
    },
  ],
}

/** A list of records. */
export const listView = defineKind<ListViewDocument>({
  name: 'listView',
  description: 'A list of records: columns, condition and order.',
  properties: {
    object: scalar(reference('object', 'Object whose records it lists.')),
    type: scalar({ enum: ['table'], default: 'table', description: 'How the records are shown.' }),
    roles: atomic({
      type: 'array',
      items: reference('role', 'A role.'),
      maxItems: 50,
      description: 'Only for holders of these roles.',
    }),
    columns: keyed(
      { type: 'array', items: column, minItems: 1, maxItems: 100, description: 'What is shown of each record.' },
      'field',
    ),
    where: atomic(part('expression', { description: 'Only records for which this holds.' })),
    sort: atomic({
      type: 'array',
      items: { type: 'string', pattern: '^-?[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39}){0,5}$' },
      maxItems: 5,
      uniqueItems: true,
      description: 'Paths to sort by; - before those that go down.',
    }),
  },
  requiredProperties: ['label', 'object', 'columns'],
  identity: 'listView',
  probes: probeListView,
})

function* probeListView(document: ListViewDocument, model: Model): Iterable<Probe> {
  const object = model.objects.get(document.object)
  if (object === undefined) return
  for (const [index, entry] of document.columns.entries()) {
    const at = childPointer('/columns', index)
    const [path, pointer] = typeof entry === 'string' ? [entry, at] : [entry.field, childPointer(at, 'field')]
    yield { pointer, run: () => resolvePath(object, path) }
  }
  const { where } = document
  if (where !== undefined) {
    const scope = recordScope(model, object)
    yield { pointer: '/where', run: () => compileSqlNode(parseExpression(where, scope, { expect: 'boolean' })) }
  }
  for (const [index, entry] of (document.sort ?? []).entries()) {
    yield {
      pointer: childPointer('/sort', index),
      run: () => assertSortable(resolvePath(object, entry.replace('-', ''))),
    }
  }
}

function assertSortable({ name, fieldType }: ReturnType<typeof resolvePath>): void {
  if (!fieldType.sortable) refuse(FIELD_CONFLICT, { field: name, rule: 'sortable' })
}
