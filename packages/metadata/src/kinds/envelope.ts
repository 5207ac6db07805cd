import { atomic, type JsonSchema, scalar, translated } from '../json-schema.ts'
import { part } from '../schema/parts.ts'

/** Properties of every document, in canonical order; those of its kind follow. */
export function envelopeProperties(kind: string): { readonly [property: string]: JsonSchema } {
  return {
    $schema: scalar({ type: 'string', maxLength: 500, description: 'Where editors find this schema.' }),
    kind: scalar({ const: kind, description: 'The kind of the document.' }),
    name: scalar(part('name')),
    label: translated(part('text', { description: 'What people read.' })),
    description: scalar({ type: 'string', maxLength: 4000, description: 'What it is for; read by those who build.' }),
    extends: scalar(part('name', { description: 'This file changes the document the named package owns.' })),
    formerly: formerlyProperty,
    ifInstalled: atomic({
      type: 'array',
      items: part('name'),
      maxItems: 50,
      description: 'The document exists only beside these packages.',
    }),
  }
}

/** Names something had before: nothing about a rename is ever guessed. */
export const formerlyProperty: JsonSchema = atomic({
  description: 'The name, or names, it had before.',
  anyOf: [part('name'), { type: 'array', items: part('name'), maxItems: 50 }],
})

/** What the expressions of a part go by. */
export const settingProperties: { readonly [property: string]: JsonSchema } = {
  zone: setting('Time zone of today() and date(): tenant, a path to a person such as owner, or a name.'),
  calendar: setting('Calendar of working days and hours: tenant, a path to a person such as owner, or a name.'),
}

function setting(description: string): JsonSchema {
  return scalar({ type: 'string', minLength: 1, maxLength: 250, default: 'tenant', description })
}
