import { childPointer, type Issue } from '@huozi/core'
import { compileSqlNode, parseExpression } from '@huozi/expression'
import type { ObjectDocument } from '../documents/object-document.ts'
import type { RoleDocument, RoleObjectDocument } from '../documents/role-document.ts'
import { atomic, keyed, map, scalar } from '../json-schema.ts'
import type { Model, ObjectModel } from '../model/model.ts'
import { recordScope } from '../model/record-scope.ts'
import { part } from '../schema/parts.ts'
import { type CheckContext, defineKind, type Probe } from './kind-definition.ts'
import { knownFieldNames } from './known-fields.ts'
import { unknownReference } from './unknown-reference.ts'

const ACTIONS = ['create', 'read', 'update', 'delete', 'export', 'import', 'share']
/** Stands for every object, action or field. */
const EVERY = '*'

const grant = {
  type: 'object',
  properties: {
    object: scalar({ anyOf: [part('name'), { const: EVERY }], description: 'An object, or * for every object.' }),
    allow: atomic({
      type: 'array',
      items: { enum: ACTIONS },
      uniqueItems: true,
      description: 'What holders may do.',
    }),
    rows: map({
      type: 'object',
      description: 'On which rows, per action or *; absent follows the object’s sharing.',
      propertyNames: { enum: [...ACTIONS, EVERY] },
      additionalProperties: atomic(part('expression')),
    }),
    fields: map({
      type: 'object',
      description: 'Level per field or *; a named field beats *, which is edit unless said otherwise.',
      propertyNames: { anyOf: [part('name'), { const: EVERY }] },
      additionalProperties: scalar({ enum: ['none', 'read', 'edit'] }),
    }),
  },
  required: ['object', 'allow'],
  additionalProperties: false,
}

/** What people who hold it may do. Roles only grant. */
export const role = defineKind<RoleDocument>({
  name: 'role',
  description: 'What people who hold it may do; several roles add up.',
  properties: {
    objects: keyed({ type: 'array', items: grant, maxItems: 2000, description: 'Grants per object.' }, 'object'),
    everyone: scalar({
      type: 'boolean',
      default: false,
      description: 'Held by every signed-in user without being given.',
    }),
    rights: atomic({
      type: 'array',
      items: { type: 'string', pattern: '^[a-z][a-zA-Z]*(\\.[a-z][a-zA-Z]*)*$', maxLength: 80 },
      maxItems: 100,
      uniqueItems: true,
      description: 'Rights that are not about an object, such as metadata.publish.',
    }),
  },
  requiredProperties: ['label'],
  identity: 'role',
  *check(document, context) {
    for (const [index, entry] of (document.objects ?? []).entries()) {
      yield* checkGrant(entry, childPointer('/objects', index), context)
    }
  },
  *probes(document, model) {
    for (const [index, entry] of (document.objects ?? []).entries()) {
      yield* probeGrant(entry, childPointer('/objects', index, 'rows'), model)
    }
  },
})

function* checkGrant({ object: name, fields }: RoleObjectDocument, at: string, context: CheckContext): Iterable<Issue> {
  if (name === EVERY) return
  const object = context.find<ObjectDocument>('object', name)
  if (object === undefined) {
    yield unknownReference('object', name, context.names('object'), childPointer(at, 'object'))
    return
  }
  const known = knownFieldNames(object)
  for (const field of Object.keys(fields ?? {})) {
    if (field !== EVERY && !known.has(field)) {
      yield unknownReference('field', field, known, childPointer(at, 'fields', field))
    }
  }
}

/** A condition on the rows of every object must make sense for every object. */
function* probeGrant({ object: name, rows }: RoleObjectDocument, at: string, model: Model): Iterable<Probe> {
  const named = model.objects.get(name)
  const objects: readonly ObjectModel[] = named === undefined ? [...model.objects.values()] : [named]
  for (const [action, source] of Object.entries(rows ?? {})) {
    const run = () => {
      for (const object of objects) {
        compileSqlNode(parseExpression(source, recordScope(model, object), { expect: 'boolean' }))
      }
    }
    yield { pointer: childPointer(at, action), run }
  }
}
