import type { JsonObject } from '@huozi/core'

const CONDITION: JsonObject = { type: ['string', 'object'], description: 'Expression text, or JsonLogic.' }

/** Schemas of the routes about many records at once; the same for every object. */
export const setSchemas: { readonly [name: string]: JsonObject } = {
  Aggregate: {
    type: 'object',
    properties: {
      where: CONDITION,
      groupBy: {
        type: 'array',
        maxItems: 5,
        description:
          'Expressions. A date or an instant may be taken by its period: its first day by the time zone of the tenant.',
        items: {
          oneOf: [
            { type: 'string' },
            {
              type: 'object',
              properties: {
                value: { type: 'string' },
                by: { type: 'string', enum: ['day', 'week', 'month', 'quarter', 'year'] },
                name: { type: 'string' },
              },
              required: ['value'],
              additionalProperties: false,
            },
          ],
        },
      },
      measures: {
        type: 'object',
        description: 'Figures by their names: one function each, of an expression; count of null counts records.',
        minProperties: 1,
        maxProperties: 20,
        additionalProperties: {
          type: 'object',
          properties: Object.fromEntries([
            ['count', { type: ['string', 'null'] }],
            ...['countDistinct', 'sum', 'avg', 'min', 'max'].map((name) => [name, { type: 'string' }]),
          ]),
          minProperties: 1,
          maxProperties: 1,
          additionalProperties: false,
        },
      },
      having: { ...CONDITION, description: 'A condition over the figures, by their names.' },
      sort: { type: 'string', description: 'Names of keys and figures, - before those that go down: -total,stage.' },
      limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
    },
    required: ['measures'],
    additionalProperties: false,
  },
  Bulk: {
    type: 'object',
    properties: {
      mode: { type: 'string', enum: ['atomic', 'each'], description: 'All or none, or what can be done.' },
      operations: {
        type: 'array',
        minItems: 1,
        maxItems: 2000,
        items: {
          type: 'object',
          properties: {
            op: { type: 'string', enum: ['create', 'update', 'upsert', 'delete', 'restore'] },
            id: { type: 'string', format: 'uuid' },
            version: {
              description: 'The version you read, or * to override knowingly; update and delete need it.',
              oneOf: [
                { type: 'integer', minimum: 1 },
                { type: 'string', const: '*' },
              ],
            },
            match: {
              type: 'object',
              description: 'Of an upsert: one external id with its value.',
              additionalProperties: { type: 'string' },
              minProperties: 1,
              maxProperties: 1,
            },
            values: { type: 'object' },
          },
          required: ['op'],
          additionalProperties: false,
        },
      },
    },
    required: ['mode', 'operations'],
    additionalProperties: false,
  },
  BulkResults: {
    type: 'object',
    properties: {
      results: {
        type: 'array',
        description: 'In the order of the operations.',
        items: {
          type: 'object',
          properties: {
            status: { type: 'integer', description: 'As of the same request by itself.' },
            id: { type: ['string', 'null'] },
            version: { type: 'integer' },
            code: { type: 'string' },
            detail: { type: 'string' },
            errors: { type: 'array', items: { type: 'object' } },
          },
          required: ['status', 'id'],
        },
      },
    },
    required: ['results'],
  },
  Groups: {
    type: 'object',
    properties: {
      groups: {
        type: 'array',
        description: 'Keys and figures by their names: decimals as texts, counts as numbers.',
        items: { type: 'object' },
      },
      more: { type: 'boolean', description: 'Whether there are more groups than the limit.' },
    },
    required: ['groups', 'more'],
  },
}
