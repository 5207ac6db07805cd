import type { JsonObject } from '@huozi/core'

/** A part of `components` by its name. */
export function refTo(section: 'schemas' | 'parameters' | 'responses', name: string): JsonObject {
  return { $ref: `#/components/${section}/${name}` }
}

const text = (description: string): JsonObject => ({ type: 'string', description })
const ID: JsonObject = { type: 'string', format: 'uuid' }

const DELETED = 'The records in the recycle bin in place of the living ones; for who may delete them.'

/** Schemas that are the same for every object. Their names are capitalised, so that no tenant's object can meet them. */
export const sharedSchemas: { readonly [name: string]: JsonObject } = {
  Reference: {
    type: 'object',
    description: 'A record pointed to; the label is null when you may not see it. A select of a path adds its fields.',
    properties: { id: ID, label: { type: ['string', 'null'] } },
    required: ['id', 'label'],
  },
  ReferenceInput: {
    description: 'The record to point to: its id, an object with its id, or its external id.',
    oneOf: [
      ID,
      { type: 'object', properties: { id: ID }, required: ['id'] },
      { type: 'object', properties: { by: { type: 'string' } }, required: ['by'], additionalProperties: false },
    ],
  },
  Problem: {
    type: 'object',
    description: 'What was refused and why (RFC 9457); errors point into what was sent.',
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      code: { type: 'string' },
      requestId: { type: 'string' },
      params: { type: 'object' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            pointer: { type: 'string' },
            code: { type: 'string' },
            detail: { type: 'string' },
            params: { type: 'object' },
          },
          required: ['pointer', 'code', 'detail', 'params'],
        },
      },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'errors'],
  },
  Count: {
    type: 'object',
    properties: { value: { type: 'integer' }, kind: { type: 'string', enum: ['exact', 'capped', 'estimate'] } },
    required: ['value', 'kind'],
  },
  History: {
    type: 'object',
    properties: {
      entries: { type: 'array', items: refTo('schemas', 'HistoryEntry') },
      next: { type: ['string', 'null'], description: 'Where the next page starts; null when this is the last.' },
    },
    required: ['entries', 'next'],
  },
  HistoryEntry: {
    type: 'object',
    properties: {
      version: { type: 'integer' },
      at: { type: ['string', 'null'], format: 'date-time' },
      actor: {
        description: 'The user who did it; null when the platform did.',
        anyOf: [refTo('schemas', 'Reference'), { type: 'null' }],
      },
      action: { type: 'string', enum: ['created', 'updated', 'deleted', 'restored'] },
      rule: {
        type: ['object', 'null'],
        description: 'The flow that did it; null when a user or another program did.',
        properties: { label: { type: ['string', 'null'] } },
        required: ['label'],
      },
      changes: {
        type: 'array',
        items: {
          type: 'object',
          description: 'A field you may see, with its values as a record carries them.',
          properties: { field: { type: 'string' }, before: {}, after: {} },
          required: ['field', 'before', 'after'],
        },
      },
      overridden: {
        type: 'array',
        description: 'Rules whose warnings were confirmed; absent when there were none.',
        items: {
          type: 'object',
          properties: { rule: { type: ['string', 'null'] }, reason: { type: ['string', 'null'] } },
          required: ['rule', 'reason'],
        },
      },
    },
    required: ['version', 'at', 'actor', 'action', 'rule', 'changes'],
  },
  Query: {
    type: 'object',
    properties: {
      where: { type: ['string', 'object'], description: 'Expression text, or JsonLogic.' },
      sort: text('Paths, - before those that go down: -amount,name.'),
      select: text('Paths: name,account.name.'),
      limit: { type: 'integer', minimum: 1, maximum: 200 },
      after: text('The `next` of the page before.'),
      count: { type: 'string', enum: ['exact', 'capped', 'estimate', 'none'] },
      deleted: { type: 'boolean', description: DELETED },
    },
    additionalProperties: false,
  },
}

const inQuery = (name: string, description: string, schema: JsonObject = { type: 'string' }): JsonObject => ({
  name,
  in: 'query',
  description,
  schema,
})

/** Parameters that are the same for every object. */
export const sharedParameters: { readonly [name: string]: JsonObject } = {
  id: { name: 'id', in: 'path', required: true, description: 'Id of the record.', schema: ID },
  select: inQuery('select', 'Fields to show, over references too: name,account.name.'),
  where: inQuery('where', 'Condition: expression text, or JsonLogic when it starts with a brace.'),
  sort: inQuery('sort', 'Fields to sort by, - before those that go down: -amount,name.'),
  limit: inQuery('limit', 'Records on a page.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  after: inQuery('after', 'The `next` of the page before.'),
  count: inQuery('count', 'How to count all records that meet the condition.', {
    type: 'string',
    enum: ['exact', 'capped', 'estimate', 'none'],
    default: 'none',
  }),
  asOf: inQuery('asOf', 'The record as it was at this instant, by your rights of today.', {
    type: 'string',
    format: 'date-time',
  }),
  version: {
    name: 'version',
    in: 'path',
    required: true,
    description: 'A version its history names.',
    schema: { type: 'integer', minimum: 1 },
  },
  deleted: inQuery('deleted', DELETED, { type: 'boolean', default: false }),
  confirm: {
    name: 'X-Confirm',
    in: 'header',
    required: false,
    description:
      'Saves in spite of warnings: the `token` of the RECORD_UNCONFIRMED that refused the same request. Holds for 15 minutes.',
    schema: { type: 'string' },
  },
  confirmReason: {
    name: 'X-Confirm-Reason',
    in: 'header',
    required: false,
    description:
      'Why, as percent-encoded UTF-8, where RECORD_UNCONFIRMED says `reason`. The history of the record keeps it.',
    schema: { type: 'string' },
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'Version you read, as in ETag, or * to override knowingly.',
    schema: { type: 'string' },
  },
  ifMatchOptional: {
    name: 'If-Match',
    in: 'header',
    description: 'Version you read, as in ETag; without it whatever is there is changed.',
    schema: { type: 'string' },
  },
  value: { name: 'value', in: 'path', required: true, description: 'The external id.', schema: { type: 'string' } },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'A request repeated with the same key has its effect once.',
    schema: { type: 'string', maxLength: 200 },
  },
}

const PROBLEM_CONTENT = { 'application/problem+json': { schema: refTo('schemas', 'Problem') } }
const problem = (description: string): JsonObject => ({ description, content: PROBLEM_CONTENT })

/** Refusals that are the same for every object, by status. */
export const sharedResponses: { readonly [name: string]: JsonObject } = {
  refused: problem('Refused; `code` says why.'),
  notFound: problem('There is no such record, or you may not see it.'),
  conflict: problem(
    'Someone changed the record since, a value is taken, other records point to it, or it points to what is gone.',
  ),
  invalid: problem('The values were refused; nothing was saved.'),
  unconditional: problem('If-Match is missing.'),
}
