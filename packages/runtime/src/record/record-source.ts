import { plainTexts } from '@huozi/core'
import { type EvaluationContext, Fuel, type PathSource, type Value, type ValueSource } from '@huozi/expression'
import type { FieldModel, ObjectModel, StoredValue } from '@huozi/metadata'
import { evaluatorOf, toValue } from './rule-context.ts'

/** Stored values of a record by field name, those of its kept roll-ups among them where they were read. */
export type RecordValues = ReadonlyMap<string, StoredValue>

/** Values behind references, by dotted path; read beforehand, because rules do no I/O. */
export type ParentValues = ReadonlyMap<string, Value>

/** A record as rules see it. */
export interface RuleRecord {
  readonly object: ObjectModel
  readonly values: RecordValues
  readonly parents: ParentValues
}

/** Gives rules the values of a record, of its computed fields, and of what its references lead to. */
export function recordSource(record: RuleRecord, context: EvaluationContext, before?: RuleRecord): ValueSource {
  const source = pathSource(record, context)
  return before === undefined
    ? { ...source, isNew: true }
    : { ...source, isNew: false, old: pathSource(before, context) }
}

function pathSource({ object, values, parents }: RuleRecord, context: EvaluationContext): PathSource {
  const fuel = new Fuel()
  const source: PathSource = {
    get: (path) => {
      const [name = '', ...rest] = path
      if (rest.length > 0) return parents.get(path.join('.')) ?? null
      const field = object.field(name)
      if (field === undefined) return null
      const isKept = field.rollup !== null && field.rollup.onRead === null
      return field.formula === null || isKept
        ? toValue(field, plainOf(field, storedOf(field, values)))
        : (evaluatorOf(field.formula)(source, context, fuel) as Value)
    },
  }
  return source
}

/** A record without a currency is of before its object had any: its amounts are in the tenant's. */
function storedOf({ name, baseOf }: FieldModel, values: RecordValues): StoredValue {
  const isOld = baseOf !== null && (values.get('currency') ?? null) === null
  return values.get(isOld ? baseOf.name : name) ?? null
}

/** What expressions see of a stored value: of some kinds that is their plain text. */
function plainOf({ fieldType }: FieldModel, stored: StoredValue): StoredValue {
  return fieldType.plainText === undefined || stored === null ? stored : plainTexts[fieldType.plainText](stored)
}
