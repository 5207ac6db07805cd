import type { JsonObject } from '@huozi/core'
import type { FieldModel, ObjectModel } from '@huozi/metadata'
import { type Description, wordsOf } from '../describe/description.ts'
import { schemaNames } from './record-schemas.ts'
import { refTo, type sharedParameters } from './shared-parts.ts'

/** The record routes of one object, as far as the caller may use them. */
export function recordPaths(object: ObjectModel, description: Description): { readonly [path: string]: JsonObject } {
  const { access } = description.view
  const canRead = access.can(object, 'read')
  const operation = operationOf(object, description)
  const all = {
    ...(canRead && { get: listOperation(object, operation) }),
    ...(access.can(object, 'create') && { post: createOperation(object, operation) }),
  }
  const one = {
    ...(canRead && { get: getOperation(object, operation) }),
    ...(access.can(object, 'update') && { patch: patchOperation(object, operation) }),
    ...(access.can(object, 'delete') && { delete: deleteOperation(operation) }),
  }
  return {
    [`/records/${object.name}`]: all,
    ...(canRead && { [`/records/${object.name}/query`]: { post: queryOperation(object, operation) } }),
    ...(canRead && { [`/records/${object.name}/aggregate`]: { post: aggregateOperation(operation) } }),
    ...(WRITES.some((action) => access.can(object, action)) && {
      [`/records/${object.name}/bulk`]: { post: bulkOperation(operation) },
    }),
    ...(Object.keys(one).length > 0 && {
      [`/records/${object.name}/{id}`]: { parameters: [refTo('parameters', 'id')], ...one },
    }),
    ...(canRead && pastPaths(object, description)),
    ...(access.can(object, 'create') && access.can(object, 'update') && upsertPaths(object, description)),
  }
}

/** Routes of what a record was, and of making it that again. */
function pastPaths(object: ObjectModel, description: Description): { readonly [path: string]: JsonObject } {
  const { access } = description.view
  const operation = operationOf(object, description)
  const one = `/records/${object.name}/{id}`
  const id = refTo('parameters', 'id')
  return {
    [`${one}/history`]: { parameters: [id], get: historyOperation(operation) },
    ...(access.can(object, 'delete') && {
      [`${one}/restore`]: { parameters: [id], post: restoreOperation(object, operation) },
    }),
    ...(access.can(object, 'update') && {
      [`${one}/versions/{version}/restore`]: {
        parameters: [id, refTo('parameters', 'version')],
        post: restoreVersionOperation(object, operation),
      },
    }),
  }
}

/** How a writer answers warnings. */
const CONFIRMATION = [refTo('parameters', 'confirm'), refTo('parameters', 'confirmReason')]

/** One route for each external id the caller may see and write. */
function upsertPaths(object: ObjectModel, description: Description): { readonly [path: string]: JsonObject } {
  const { access } = description.view
  const isKey = (field: FieldModel) => field.document.externalId === true && access.canEdit(object, field)
  const operation = operationOf(object, description)
  const paths = object.fields
    .filter(isKey)
    .map(({ name }): [string, JsonObject] => [
      `/records/${object.name}/by/${name}/{value}`,
      { parameters: [refTo('parameters', 'value')], put: upsertOperation(object, operation, name) },
    ])
  return Object.fromEntries(paths)
}

/** What begins every operation of an object. */
type OperationHead = (verb: string) => JsonObject

function operationOf(object: ObjectModel, description: Description): OperationHead {
  const label = wordsOf(description, object.document.label, object.name)
  return (verb) => ({ operationId: `${verb}_${object.name}`, summary: `${verb}: ${label}`, tags: [object.name] })
}

function listOperation(object: ObjectModel, head: OperationHead): JsonObject {
  const parameters: readonly (keyof typeof sharedParameters)[] = [
    'where',
    'sort',
    'select',
    'limit',
    'after',
    'count',
    'deleted',
  ]
  return {
    ...head('list'),
    parameters: parameters.map((name) => refTo('parameters', String(name))),
    responses: { 200: answer('A page of records.', schemaNames.page(object)), ...refusals('invalid') },
  }
}

function queryOperation(object: ObjectModel, head: OperationHead): JsonObject {
  return {
    ...head('query'),
    requestBody: body('Query'),
    responses: { 200: answer('A page of records.', schemaNames.page(object)), ...refusals('invalid') },
  }
}

function aggregateOperation(head: OperationHead): JsonObject {
  return {
    ...head('aggregate'),
    requestBody: body('Aggregate'),
    responses: { 200: answer('Figures by groups.', 'Groups'), ...refusals('invalid') },
  }
}

const WRITES = ['create', 'update', 'delete'] as const

function bulkOperation(head: OperationHead): JsonObject {
  return {
    ...head('bulk'),
    description: 'Writes many records in one transaction, in the order of the request.',
    requestBody: body('Bulk'),
    responses: { 200: answer('What became of each operation.', 'BulkResults'), ...refusals('invalid') },
  }
}

function createOperation(object: ObjectModel, head: OperationHead): JsonObject {
  return {
    ...head('create'),
    parameters: [refTo('parameters', 'idempotencyKey'), ...CONFIRMATION],
    requestBody: body(schemaNames.create(object)),
    responses: {
      201: answer('The new record.', schemaNames.record(object), { ETag: HEADER, Location: HEADER }),
      ...refusals('conflict', 'invalid'),
    },
  }
}

function getOperation(object: ObjectModel, head: OperationHead): JsonObject {
  return {
    ...head('get'),
    parameters: [refTo('parameters', 'select'), refTo('parameters', 'asOf')],
    responses: {
      200: answer('The record.', schemaNames.selection(object), { ETag: HEADER }),
      ...refusals('notFound', 'invalid'),
    },
  }
}

function patchOperation(object: ObjectModel, head: OperationHead): JsonObject {
  return {
    ...head('change'),
    parameters: [refTo('parameters', 'ifMatch'), ...CONFIRMATION],
    requestBody: body(schemaNames.change(object)),
    responses: {
      200: answer('The changed record.', schemaNames.record(object), { ETag: HEADER }),
      ...refusals('notFound', 'conflict', 'invalid', 'unconditional'),
    },
  }
}

function upsertOperation(object: ObjectModel, head: OperationHead, key: string): JsonObject {
  return {
    ...head(`upsert_by_${key}`),
    description: 'Creates the record with this external id, or changes the one that has it.',
    parameters: [refTo('parameters', 'ifMatchOptional'), ...CONFIRMATION],
    requestBody: body(schemaNames.change(object)),
    responses: {
      200: answer('The changed record.', schemaNames.record(object), { ETag: HEADER }),
      201: answer('The new record.', schemaNames.record(object), { ETag: HEADER, Location: HEADER }),
      ...refusals('conflict', 'invalid'),
    },
  }
}

function deleteOperation(head: OperationHead): JsonObject {
  return {
    ...head('delete'),
    parameters: [refTo('parameters', 'ifMatch'), ...CONFIRMATION],
    responses: { 204: { description: 'The record is gone.' }, ...refusals('notFound', 'conflict', 'unconditional') },
  }
}

function historyOperation(head: OperationHead): JsonObject {
  return {
    ...head('history'),
    parameters: [refTo('parameters', 'after'), refTo('parameters', 'limit')],
    responses: { 200: answer('What happened to the record, newest first.', 'History'), ...refusals('notFound') },
  }
}

function restoreVersionOperation(object: ObjectModel, head: OperationHead): JsonObject {
  return {
    ...head('restore_version'),
    description:
      'Gives the record the values of one of its versions, as a change would; names the fields left as they are.',
    parameters: [refTo('parameters', 'ifMatch'), ...CONFIRMATION],
    responses: {
      200: answer('The changed record.', schemaNames.restored(object), { ETag: HEADER }),
      ...refusals('notFound', 'conflict', 'invalid', 'unconditional'),
    },
  }
}

function restoreOperation(object: ObjectModel, head: OperationHead): JsonObject {
  return {
    ...head('restore'),
    description: 'Brings a deleted record back, with the records that went in the same deletion.',
    parameters: CONFIRMATION,
    responses: {
      200: answer('The record as it is now.', schemaNames.record(object), { ETag: HEADER }),
      ...refusals('notFound', 'conflict'),
    },
  }
}

const HEADER: JsonObject = { schema: { type: 'string' } }

function body(schema: string): JsonObject {
  return { required: true, content: { 'application/json': { schema: refTo('schemas', schema) } } }
}

function answer(description: string, schema: string, headers?: JsonObject): JsonObject {
  const content = { 'application/json': { schema: refTo('schemas', schema) } }
  return { description, ...(headers !== undefined && { headers }), content }
}

const STATUS = { notFound: 404, conflict: 409, invalid: 422, unconditional: 428 } as const

function refusals(...names: readonly (keyof typeof STATUS)[]): JsonObject {
  const named = names.map((name) => [String(STATUS[name]), refTo('responses', name)])
  return { ...Object.fromEntries(named), default: refTo('responses', 'refused') }
}
