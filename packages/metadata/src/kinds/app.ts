import type { AppDocument } from '../documents/app-document.ts'
import { atomic, keyed, scalar, translated } from '../json-schema.ts'
import { part, reference } from '../schema/parts.ts'
import { defineKind } from './kind-definition.ts'

/** One property says what the entry leads to; its value is the entry's key. */
const item = {
  type: 'object',
  properties: {
    object: scalar(reference('object', 'All records of an object.')),
    listView: scalar(reference('listView', 'A list of records.')),
    label: translated(part('text')),
  },
  oneOf: [{ required: ['object'] }, { required: ['listView'] }],
  additionalProperties: false,
}

const group = {
  type: 'object',
  properties: {
    name: scalar(part('name')),
    label: translated(part('text')),
    items: keyed({ type: 'array', items: item, maxItems: 50, description: 'Entries in order.' }, 'object', 'listView'),
  },
  required: ['name', 'items'],
  additionalProperties: false,
}

/** What people find in the navigation. */
export const app = defineKind<AppDocument>({
  name: 'app',
  description: 'What people find in the navigation.',
  properties: {
    icon: scalar({ type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Name of an icon.' }),
    roles: atomic({
      type: 'array',
      items: reference('role', 'A role.'),
      maxItems: 50,
      description: 'Only for holders of these roles.',
    }),
    navigation: keyed({ type: 'array', items: group, maxItems: 50, description: 'Groups of entries, in order.' }),
  },
  requiredProperties: ['label', 'navigation'],
  identity: 'app',
})
