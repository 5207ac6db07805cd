import { formatDecimal, isDecimal, type Json } from '@huozi/core'
import type { EvaluationContext, Value } from '@huozi/expression'
import { ExternalReference, type FieldModel, type StoredValue } from '@huozi/metadata'
import { rulesOf } from './object-rules.ts'
import { type RuleRecord, recordSource } from './record-source.ts'
import { evaluatorOf } from './rule-context.ts'
import { isSameStored } from './same-stored.ts'

/**
 * Fills the blanks of a new record: each field that was not given and has a default.
 * @param given names of the fields the request set, also to blank.
 */
export function applyCreateDefaults(
  record: RuleRecord,
  given: ReadonlySet<string>,
  context: EvaluationContext,
): RuleRecord {
  const values = new Map(record.values)
  const filled = { ...record, values }
  for (const field of rulesOf(record.object).defaults) {
    if (given.has(field.name) || field.default === null) continue
    values.set(field.name, toStored(field, evaluatorOf(field.default.value)(recordSource(filled, context), context)))
  }
  return filled
}

/**
 * Recomputes the defaults that follow what they read (`defaultOn: "change"`), until someone set the field by hand:
 * as long as the stored value is what the default gave before the change, nobody has.
 */
export function applyChangeDefaults(
  record: RuleRecord,
  before: RuleRecord,
  given: ReadonlySet<string>,
  context: EvaluationContext,
): RuleRecord {
  const values = new Map(record.values)
  const filled = { ...record, values }
  for (const field of rulesOf(record.object).defaults) {
    if (given.has(field.name) || field.default?.on !== 'change') continue
    const evaluate = evaluatorOf(field.default.value)
    const followed = toStored(field, evaluate(recordSource(before, context), context))
    if (!isSameStored(followed, before.values.get(field.name))) continue
    values.set(field.name, toStored(field, evaluate(recordSource(filled, context, before), context)))
  }
  return filled
}

/** A computed value in the form it is stored in; what the field cannot hold becomes blank. */
export function toStored(field: FieldModel, value: Value): StoredValue {
  const input: Json = isDecimal(value) ? decimalInput(field, formatDecimal(value)) : (value as Json)
  const stored = field.parser(input, '', [])
  return stored instanceof ExternalReference ? null : stored
}

/** Whole-number fields take JSON numbers, decimal kinds take text. */
function decimalInput(field: FieldModel, text: string): Json {
  return field.column?.spec.kind === 'integer' ? Number(text) : text
}
