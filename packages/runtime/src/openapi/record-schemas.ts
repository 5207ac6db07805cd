import type { Json, JsonObject } from '@huozi/core'
import type { FieldModel, ObjectModel } from '@huozi/metadata'
import { type Description, wordsOf } from '../describe/description.ts'
import { selectAll } from '../query/parse-select.ts'
import { refTo } from './shared-parts.ts'

/** Names of the schemas of an object. A dot keeps them apart from the names of objects. */
export const schemaNames = {
  /** A record with every field the caller may see. */
  record: (object: ObjectModel) => object.name,
  /** A record with the fields that were selected. */
  selection: (object: ObjectModel) => `${object.name}.selection`,
  create: (object: ObjectModel) => `${object.name}.create`,
  change: (object: ObjectModel) => `${object.name}.change`,
  page: (object: ObjectModel) => `${object.name}.page`,
  /** A record with what restoring a version left. */
  restored: (object: ObjectModel) => `${object.name}.restored`,
}

/** Fields every record has a value in. */
const NEVER_BLANK: ReadonlySet<string> = new Set(['id', 'version', 'created_at', 'updated_at'])

/** The schemas of one object, of what the caller may see and write. */
export function recordSchemas(object: ObjectModel, description: Description): { readonly [name: string]: JsonObject } {
  const { access } = description.view
  const fields = selectAll(object, access).map(({ field }) => field)
  const writable = fields.filter((field) => access.canEdit(object, field))
  return {
    [schemaNames.selection(object)]: {
      type: 'object',
      title: wordsOf(description, object.document.label, object.name),
      properties: propertiesOf(fields, (field) => answerSchema(field, description)),
      required: ['id', 'version'],
    },
    [schemaNames.record(object)]: {
      type: 'object',
      allOf: [refTo('schemas', schemaNames.selection(object))],
      required: namesOf(fields),
    },
    ...(access.can(object, 'create') && { [schemaNames.create(object)]: createSchema(writable, description) }),
    ...(access.can(object, 'update') && { [schemaNames.change(object)]: inputSchema(writable, description) }),
    ...(access.can(object, 'read') && {
      [schemaNames.page(object)]: pageSchema(object),
      ...(access.can(object, 'update') && { [schemaNames.restored(object)]: restoredSchema(object) }),
    }),
  }
}

function pageSchema(object: ObjectModel): JsonObject {
  return {
    type: 'object',
    properties: {
      records: { type: 'array', items: refTo('schemas', schemaNames.selection(object)) },
      next: { type: ['string', 'null'], description: 'Where the next page starts; null when this is the last.' },
      count: refTo('schemas', 'Count'),
    },
    required: ['records', 'next'],
  }
}

function restoredSchema(object: ObjectModel): JsonObject {
  return {
    type: 'object',
    properties: {
      record: refTo('schemas', schemaNames.record(object)),
      left: {
        type: 'array',
        items: { type: 'string' },
        description: 'Fields that differ from the version still, because you may not write them.',
      },
    },
    required: ['record', 'left'],
  }
}

function createSchema(fields: readonly FieldModel[], description: Description): JsonObject {
  const needed = fields.filter(({ required, default: fallback }) => required === true && fallback === null)
  return { ...inputSchema(fields, description), ...(needed.length > 0 && { required: namesOf(needed) }) }
}

function inputSchema(fields: readonly FieldModel[], description: Description): JsonObject {
  return {
    type: 'object',
    properties: propertiesOf(fields, (field) => ({ ...wordsFor(field, description), ...writtenSchema(field) })),
    additionalProperties: false,
  }
}

/** A value as requests may send it: the same promise the server's own check keeps; blank is null. */
function writtenSchema({ fieldType, options, surroundings, targets }: FieldModel): JsonObject {
  if (fieldType.reference !== undefined && targets.length === 0)
    return { anyOf: [refTo('schemas', 'ReferenceInput'), { type: 'null' }] }
  const { type, enum: codes, ...rest } = fieldType.jsonSchema(options, surroundings)
  if (type === undefined && rest.anyOf !== undefined) {
    return { anyOf: [...(rest.anyOf as readonly JsonObject[]), { type: 'null' }] }
  }
  return { ...(rest as JsonObject), type: orNull(type), ...(codes !== undefined && { enum: [...codes, null] }) }
}

/** A reference that says which object it points to; null for one the caller may not see. */
const POLYMORPHIC_ANSWER: JsonObject = {
  type: ['object', 'null'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    label: { type: ['string', 'null'] },
    object: { type: ['string', 'null'] },
  },
  required: ['id', 'label', 'object'],
}

/** A value as answers carry it. Old records keep what was allowed when they were written, so bounds are not promised. */
function answerSchema(field: FieldModel, description: Description): JsonObject {
  const { fieldType, options, surroundings, optionSet, targets } = field
  const words = wordsFor(field, description)
  if (targets.length > 0) return { ...words, ...POLYMORPHIC_ANSWER }
  if (fieldType.file !== undefined) return { ...words, anyOf: [refTo('schemas', 'File'), { type: 'null' }] }
  if (fieldType.reference !== undefined) return { ...words, anyOf: [refTo('schemas', 'Reference'), { type: 'null' }] }
  const { type, format, items } = fieldType.jsonSchema(options, surroundings)
  return {
    ...words,
    type: NEVER_BLANK.has(field.name) ? (type as Json) : orNull(type),
    ...(format !== undefined && { format }),
    ...(items !== undefined && { items: items as JsonObject }),
    ...(optionSet !== null && items === undefined && { enum: [...optionSet.codes, null] }),
  }
}

function wordsFor(field: FieldModel, description: Description): JsonObject {
  const { help } = field.document
  return {
    title: wordsOf(description, field.label, field.name),
    ...(help !== undefined && { description: wordsOf(description, help, '') }),
  }
}

function orNull(type: string | readonly string[] | undefined): readonly string[] {
  return [...[type ?? 'string'].flat(), 'null']
}

function propertiesOf(fields: readonly FieldModel[], schemaOf: (field: FieldModel) => JsonObject): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)]))
}

function namesOf(fields: readonly FieldModel[]): readonly string[] {
  return fields.map(({ name }) => name)
}
