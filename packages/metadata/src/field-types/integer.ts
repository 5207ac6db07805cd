import { FIELD_OUT_OF_RANGE, FIELD_TYPE, issue } from '@huozi/core'
import { type JsonSchema, scalar } from '../json-schema.ts'
import { defineFieldType, type ValueParser } from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'

interface IntegerOptions {
  readonly min?: number
  readonly max?: number
}

/** Beyond ±(2^53 − 1) neighbouring JSON numbers become equal. */
const LARGEST = Number.MAX_SAFE_INTEGER

/** A whole number that JSON carries exactly. */
export const integer = defineFieldType<IntegerOptions>({
  name: 'integer',
  description: 'A whole number.',
  options: {
    min: boundOption('Smallest allowed value.'),
    max: boundOption('Largest allowed value.'),
  },
  conflicts: ({ min, max }) =>
    min !== undefined && max !== undefined && min > max ? [{ option: 'min', rule: 'minAboveMax' }] : [],
  column: () => ({ kind: 'integer' }),
  valueType: () => ({ kind: 'number', whole: 16, scale: 0 }),
  parser: (options) => integerParser(options.min ?? -LARGEST, options.max ?? LARGEST),
  jsonSchema: (options) => ({ type: 'integer', minimum: options.min ?? -LARGEST, maximum: options.max ?? LARGEST }),
  widget: () => 'integer',
  operators: ORDER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'integer' ? 'free' : 'checked'),
})

function boundOption(description: string): JsonSchema {
  return scalar({ type: 'integer', minimum: -LARGEST, maximum: LARGEST, description })
}

/** A whole number of 16 digits, the most that fit, may come as text like any other number of more than 15 digits. */
const DIGITS = /^-?[1-9]\d{15}$/

/** Reads a whole number within bounds that JSON carries exactly. */
export function integerParser(minimum: number, maximum: number): ValueParser {
  return (input, at, issues) => {
    if (input === null || input === '') return null
    const given = typeof input === 'string' && DIGITS.test(input) ? Number(input) : input
    if (typeof given !== 'number' || !Number.isInteger(given)) {
      issues.push(issue(FIELD_TYPE, { expected: 'integer' }, at))
      return null
    }
    if (given < minimum || given > maximum) {
      issues.push(issue(FIELD_OUT_OF_RANGE, { minimum: String(minimum), maximum: String(maximum) }, at))
      return null
    }
    // -0 would be written as 0 and never compare equal to what was read back
    return given === 0 ? 0 : given
  }
}
