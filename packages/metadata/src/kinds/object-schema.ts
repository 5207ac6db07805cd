import { atomic, type JsonSchema, keyed, map, scalar, translated } from '../json-schema.ts'
import { part } from '../schema/parts.ts'
import { settingProperties } from './envelope.ts'
import { fieldSchema } from './field-schema.ts'

const MAX_FIELDS = 800
const MAX_KEYS = 50
const MAX_KEY_FIELDS = 8
const MAX_RULES = 200

const keyFields = atomic({
  type: 'array',
  items: part('name'),
  minItems: 1,
  maxItems: MAX_KEY_FIELDS,
  uniqueItems: true,
  description: 'Fields of the key, in order.',
})

const recordTypes = keyed({
  type: 'array',
  maxItems: MAX_KEYS,
  description: 'Sorts of records with their own choices and layouts.',
  items: {
    type: 'object',
    properties: {
      name: scalar(part('name')),
      label: translated(part('text')),
      values: map({
        type: 'object',
        description: 'Choices per picklist field.',
        propertyNames: part('name'),
        additionalProperties: atomic({ type: 'array', items: part('code'), maxItems: 2000 }),
      }),
    },
    required: ['name'],
    additionalProperties: false,
  },
})

const unique = keyed({
  type: 'array',
  maxItems: MAX_KEYS,
  description: 'Combinations of values no two records share.',
  items: {
    type: 'object',
    properties: {
      name: scalar(part('name')),
      fields: keyFields,
      message: translated(part('text', { description: 'What the writer is told.' })),
    },
    required: ['name', 'fields'],
    additionalProperties: false,
  },
})

const indexes = keyed({
  type: 'array',
  maxItems: MAX_KEYS,
  description: 'Combinations of fields that lists filter or sort by.',
  items: {
    type: 'object',
    properties: { name: scalar(part('name')), fields: keyFields },
    required: ['name', 'fields'],
    additionalProperties: false,
  },
})

const validations = keyed({
  type: 'array',
  maxItems: MAX_RULES,
  description: 'Rules that refuse a record.',
  items: {
    type: 'object',
    properties: {
      name: scalar(part('name')),
      appliesWhen: atomic(part('expression', { description: 'The rule is asked only when this holds.' })),
      failWhen: atomic(
        part('expression', {
          description: 'True = wrong. May read collections of the record or of a record it refers to.',
        }),
      ),
      on: atomic({
        type: 'array',
        items: { enum: ['create', 'update', 'delete'] },
        minItems: 1,
        uniqueItems: true,
        default: ['create', 'update'],
        description: 'What is refused.',
      }),
      field: scalar(part('name', { description: 'The field the message stands beside.' })),
      message: translated(part('text', { description: 'What the writer is told, with placeholders {expression}.' })),
      outcome: scalar({
        type: 'string',
        pattern: '^(pass|warn|reason|block|=[^=][^\\u0000]*)$',
        default: 'block',
        description:
          'What a failure does: pass, warn (save when confirmed), reason (with a reason), block; or =expression that gives one.',
      }),
      reason: scalar({ type: 'boolean', default: false, description: 'Confirming a warning takes a reason.' }),
      ...settingProperties,
    },
    required: ['name', 'failWhen', 'message'],
    additionalProperties: false,
  },
})

/** Properties of an object document, in canonical order. */
export const objectProperties: { readonly [property: string]: JsonSchema } = {
  plural: translated(part('text', { description: 'The label for many of them.' })),
  icon: scalar({ type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Name of an icon.' }),
  title: scalar(part('name', { description: 'The field whose value names a record.' })),
  owned: scalar({ type: 'boolean', default: true, description: 'Records have an owner.' }),
  sharing: scalar({
    enum: ['private', 'read', 'write'],
    default: 'private',
    description: 'What roles that say nothing about rows may do with other people’s records.',
  }),
  systemRole: scalar({
    enum: ['user', 'notification', 'currency_rate', 'department', 'position', 'employment'],
    description: 'What the engine needs the object for; only in the built-in package.',
  }),
  search: atomic({
    type: 'array',
    items: part('path'),
    maxItems: 20,
    description: 'Fields in which the search looks for words.',
  }),
  tree: map({
    type: 'object',
    description: 'The records are a tree.',
    properties: { parent: scalar(part('name', { description: 'The lookup that points to the record above.' })) },
    required: ['parent'],
    additionalProperties: false,
  }),
  effectiveDated: map({
    type: 'object',
    description: 'One record of a key is in force at a time.',
    properties: {
      from: scalar(part('name', { description: 'Date field: the first day; blank = from the beginning.' })),
      to: scalar(part('name', { description: 'Date field: the last day, included; blank = without end.' })),
      key: keyFields,
    },
    required: ['from', 'to', 'key'],
    additionalProperties: false,
  }),
  recordTypes,
  fields: keyed({
    type: 'array',
    items: fieldSchema(),
    minItems: 1,
    maxItems: MAX_FIELDS,
    description: 'The fields.',
  }),
  unique,
  indexes,
  validations,
  history: scalar({ type: 'boolean', default: true, description: 'Former values are kept.' }),
  multiCurrency: map({
    type: 'object',
    description:
      'Records have a currency of their own; each amount keeps its value in the currency of the tenant beside it.',
    properties: {
      rateDate: scalar(
        part('name', { description: 'Date field that decides about the rate; without it the day of the write.' }),
      ),
    },
    additionalProperties: false,
  }),
}
