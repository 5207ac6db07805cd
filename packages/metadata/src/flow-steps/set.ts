import { childPointer, FIELD_CONFLICT, issue, MODEL_INCONSISTENT, refuse } from '@huozi/core'
import { isDerived } from '../documents/derived.ts'
import type { ValueSource } from '../documents/document.ts'
import type { StepDocument } from '../documents/flow-document.ts'
import type { ObjectDocument } from '../documents/object-document.ts'
import { fieldTypes } from '../field-types/registry.ts'
import { atomic, map } from '../json-schema.ts'
import { knownFieldNames } from '../kinds/known-fields.ts'
import { unknownReference } from '../kinds/unknown-reference.ts'
import { systemFields } from '../model/system-fields.ts'
import { assertLiteral, typedValue } from '../model/typed-value.ts'
import { part } from '../schema/parts.ts'
import { defineStepType, type StepSurroundings } from './step-type.ts'

interface SetDocument extends StepDocument {
  readonly values: { readonly [field: string]: ValueSource }
}

/** Writes fields of the triggering record. */
export const set = defineStepType<SetDocument>({
  name: 'set',
  description: 'Writes fields of the triggering record.',
  properties: {
    values: map({
      type: 'object',
      description: 'Value per field.',
      propertyNames: part('name'),
      additionalProperties: atomic(part('value')),
      minProperties: 1,
      maxProperties: 100,
    }),
  },
  requiredProperties: ['values'],
  *check({ values }, { at, object }) {
    const known = knownFieldNames(object)
    for (const [name] of Object.entries(values)) {
      const pointer = childPointer(at, 'values', name)
      if (!known.has(name)) yield unknownReference('field', name, known, pointer)
      else if (!isWritable(name, object)) yield issue(FIELD_CONFLICT, { field: name, rule: 'writable' }, pointer)
    }
  },
  *probes({ values }, around) {
    for (const [name, source] of Object.entries(values)) {
      yield { pointer: childPointer('/values', name), run: () => judgeValue(name, source, around) }
    }
  },
  compile: (document, head, around) => {
    const values = Object.entries(document.values).map(
      ([field, source]) => [field, typedField(field, source, around)] as const,
    )
    return Object.freeze({ ...head, type: 'set', values: new Map(values) })
  },
})

/** What the server computes is not written by rules either. */
function isWritable(name: string, { fields }: ObjectDocument): boolean {
  const field = fields.find((candidate) => candidate.name === name)
  if (field === undefined) return systemFields.some((system) => system.name === name && system.writable)
  return !isDerived(field) && fieldTypes.get(field.type)?.generated !== true
}

function judgeValue(name: string, source: ValueSource, around: StepSurroundings): void {
  const field = around.object.field(name)
  if (field !== undefined) assertLiteral(source, field.parser)
  typedField(name, source, around)
}

function typedField(name: string, source: ValueSource, { object, scope }: StepSurroundings) {
  const field = object.field(name) ?? refuse(MODEL_INCONSISTENT, { what: object.name, expected: `a field ${name}` })
  return typedValue(source, { type: field.type, parser: field.parser, scope })
}
