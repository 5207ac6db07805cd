import type { ObjectDocument } from '../documents/object-document.ts'
import type { OptionListDocument } from '../documents/option-set-document.ts'
import { formerNames, indexEntries, type KeyEntry, uniqueEntries } from '../model/implied-keys.ts'
import { type NamedPart, namedLeaf } from '../model/named-part.ts'
import { checkFields } from './check-fields.ts'
import { checkObject } from './check-object.ts'
import { defineKind } from './kind-definition.ts'
import { objectProperties } from './object-schema.ts'
import { probeObject } from './probe-object.ts'

/** What records are of: a table with its fields and rules. */
export const object = defineKind<ObjectDocument>({
  name: 'object',
  description: 'What records are of: fields, keys and rules.',
  properties: objectProperties,
  requiredProperties: ['label', 'title', 'fields'],
  identity: 'object',
  physical: ({ name }) => `o_${name}`,
  parts: objectParts,
  *check(document, context) {
    yield* checkFields(document, context)
    yield* checkObject(document, context)
  },
  probes: probeObject,
})

function objectParts(document: ObjectDocument): NamedPart[] {
  const fields = document.fields.map((field): NamedPart => {
    const parts = ((field as OptionListDocument).values ?? []).map(({ code }) => namedLeaf('option', code))
    return { kind: 'field', name: field.name, formerly: formerNames(field), physical: `f_${field.name}`, parts }
  })
  return [
    ...fields,
    ...uniqueEntries(document).map((key) => keyPart('unique', document.name, key)),
    ...indexEntries(document).map((key) => keyPart('index', document.name, key)),
    ...(document.validations ?? []).map(({ name }) => namedLeaf('validation', name)),
  ]
}

function keyPart(kind: 'unique' | 'index', object: string, { name, formerly, fields }: KeyEntry): NamedPart {
  const prefix = kind === 'unique' ? 'u' : 'i'
  return { kind, name, formerly, physical: `${prefix}_${object}_${fields.join('_')}`, parts: [] }
}
