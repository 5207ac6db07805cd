import { childPointer, FIELD_CONFLICT, FIELD_UNKNOWN, type Issue, issue, type Json, nearestName } from '@huozi/core'
import type { DatasetDocument } from '../documents/dataset-document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import { atomic, scalar } from '../json-schema.ts'
import type { FieldModel, ObjectModel } from '../model/model.ts'
import { part, reference } from '../schema/parts.ts'
import { defineKind } from './kind-definition.ts'
import { unknownReference } from './unknown-reference.ts'

/** Records shipped with a package. */
export const dataset = defineKind<DatasetDocument>({
  name: 'dataset',
  description: 'Records shipped with a package, found again by their external id.',
  properties: {
    object: scalar(reference('object', 'Object of the records.')),
    externalId: scalar(part('name', { description: 'Field by whose value the records are found again.' })),
    sample: scalar({ type: 'boolean', default: false, description: 'For trying things out.' }),
    onUpgrade: scalar({
      enum: ['update', 'keep'],
      default: 'keep',
      description: 'What a later version does to records that are there.',
    }),
    records: atomic({
      type: 'array',
      items: { type: 'object', propertyNames: part('name') },
      maxItems: 10_000,
      description: 'The records; references by {"by": external id}.',
    }),
  },
  requiredProperties: ['object', 'externalId', 'records'],
  identity: null,
  *check(document, context) {
    const object = context.find<ObjectDocument>('object', document.object)
    if (object === undefined) return
    const field = object.fields.find(({ name }) => name === document.externalId)
    if (field === undefined) {
      yield unknownReference(
        'field',
        document.externalId,
        object.fields.map(({ name }) => name),
        '/externalId',
      )
    } else if (field.externalId !== true && field.unique !== true) {
      yield issue(FIELD_CONFLICT, { field: field.name, rule: 'notUnique' }, '/externalId')
    }
  },
  *findings(document, model) {
    const object = model.objects.get(document.object)
    if (object === undefined) return
    for (const [index, record] of document.records.entries()) {
      yield* checkRecord(record, object, childPointer('/records', index))
    }
  },
})

function* checkRecord(record: { readonly [field: string]: Json }, object: ObjectModel, at: string): Iterable<Issue> {
  for (const [name, value] of Object.entries(record)) {
    const pointer = childPointer(at, name)
    const field = object.field(name)
    if (field === undefined) {
      yield issue(FIELD_UNKNOWN, { field: name, nearest: nearestName(name, object.fieldNames()) }, pointer)
    } else if (isShippable(field)) {
      const issues: Issue[] = []
      field.parser(value, pointer, issues)
      yield* issues
    } else {
      yield issue(FIELD_CONFLICT, { field: name, rule: 'writable' }, pointer)
    }
  }
}

/** Stored values may be shipped, also what is read-only for people; what the server computes may not. */
function isShippable({ column, system, name, fieldType }: FieldModel): boolean {
  // sample data has a past: the instant a record was made is part of it
  if (system) return ['owner', 'record_type', 'currency', 'created_at'].includes(name)
  return column !== null && fieldType.generated !== true
}
