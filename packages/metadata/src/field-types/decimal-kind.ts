import {
  type Decimal,
  decimal,
  FIELD_OUT_OF_RANGE,
  FIELD_TOO_PRECISE,
  FIELD_TYPE,
  formatDecimal,
  type Issue,
  issue,
  type Json,
  type JsonPointer,
  MAX_DIGITS,
  parseDecimal,
} from '@huozi/core'
import { type JsonSchema, scalar } from '../json-schema.ts'
import {
  type ColumnSpec,
  type Conversion,
  defineFieldType,
  type FieldType,
  type OptionConflict,
  type ValueParser,
} from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'

/** Options of every decimal kind. `min` and `max` are part of what may be stored, not advice. */
export interface DecimalOptions {
  readonly precision?: number
  readonly scale?: number
  readonly min?: number
  readonly max?: number
}

type FullOptions = DecimalOptions & { readonly precision: number; readonly scale: number }

const MAX_PRECISION = 38
const MAX_SCALE = 20
/** A JSON number with more significant digits may have been rounded on its way here. */
const SAFE_DIGITS = 15

/** Declares a type whose values are exact decimals with a fixed number of places. */
export function defineDecimalType(head: {
  name: string
  description: string
  defaults: { precision: number; scale: number }
  isMoney?: boolean
  /** What the values are to expressions; numbers unless said otherwise. */
  kind?: 'number' | 'duration'
}): FieldType {
  const complete = (options: DecimalOptions): FullOptions => ({ ...head.defaults, ...options })
  return defineFieldType<DecimalOptions>({
    name: head.name,
    description: head.description,
    options: decimalOptions(head.defaults),
    isMoney: head.isMoney ?? false,
    conflicts: (options) => decimalConflicts(complete(options)),
    column: (options) => {
      const { precision, scale } = complete(options)
      return { kind: 'numeric', precision, scale }
    },
    valueType: (options) => {
      const { precision, scale } = complete(options)
      return { kind: head.kind ?? 'number', whole: precision - scale, scale }
    },
    parser: (options) => decimalParser(complete(options)),
    jsonSchema: (options) => decimalJsonSchema(complete(options)),
    widget: () => head.name,
    operators: ORDER_OPERATORS,
    sortable: true,
    convertible: decimalConversion,
  })
}

function decimalOptions(defaults: { precision: number; scale: number }): FieldType['options'] {
  return {
    precision: scalar({
      type: 'integer',
      minimum: 1,
      maximum: MAX_PRECISION,
      default: defaults.precision,
      description: 'Digits in all.',
    }),
    scale: scalar({
      type: 'integer',
      minimum: 0,
      maximum: MAX_SCALE,
      default: defaults.scale,
      description: 'Digits after the point.',
    }),
    min: scalar({ type: 'number', description: 'Smallest allowed value.' }),
    max: scalar({ type: 'number', description: 'Largest allowed value.' }),
  }
}

function decimalConflicts({ precision, scale, min, max }: FullOptions): readonly OptionConflict[] {
  const conflicts: OptionConflict[] = []
  if (scale > precision) conflicts.push({ option: 'scale', rule: 'scaleAbovePrecision' })
  if (min !== undefined && max !== undefined && min > max) conflicts.push({ option: 'min', rule: 'minAboveMax' })
  return conflicts
}

/** Reads a decimal from a string, or from a JSON number of at most 15 significant digits. */
function decimalParser(options: FullOptions): ValueParser {
  const bounds = boundsOf(options)
  return (input, at, issues) => {
    if (input === null || input === '') return null
    const value = readDecimal(input)
    if (value === null) {
      issues.push(issue(FIELD_TYPE, { expected: 'decimal' }, at))
      return null
    }
    return isWithin(value, bounds, at, issues) ? formatDecimal(value) : null
  }
}

function readDecimal(input: Json): Decimal | null {
  if (typeof input === 'string') return parseDecimal(input)
  if (typeof input !== 'number' || !Number.isFinite(input)) return null
  const value = decimal(input)
  return value.c.length <= SAFE_DIGITS ? value : null
}

interface Bounds {
  readonly scale: number
  readonly min: Decimal
  readonly max: Decimal
}

/** The narrower of what the designer allows and what the column holds. */
function boundsOf({ precision, scale, min, max }: FullOptions): Bounds {
  const largest = decimal(10)
    .pow(precision - scale)
    .minus(decimal(10).pow(-scale))
  const low = min === undefined ? largest.times(-1) : decimal(min)
  const high = max === undefined ? largest : decimal(max)
  return { scale, min: low.lt(largest.times(-1)) ? largest.times(-1) : low, max: high.gt(largest) ? largest : high }
}

function isWithin(value: Decimal, bounds: Bounds, at: JsonPointer, issues: Issue[]): boolean {
  if (!value.round(bounds.scale).eq(value)) {
    issues.push(issue(FIELD_TOO_PRECISE, { places: bounds.scale }, at))
    return false
  }
  if (value.gte(bounds.min) && value.lte(bounds.max)) return true
  const params = { minimum: formatDecimal(bounds.min), maximum: formatDecimal(bounds.max) }
  issues.push(issue(FIELD_OUT_OF_RANGE, params, at))
  return false
}

/** Strings only: a JSON number of a form would pass through a binary float. */
function decimalJsonSchema(options: FullOptions): JsonSchema {
  const { precision, scale, min, max } = options
  return {
    type: 'string',
    maxLength: MAX_DIGITS + 2,
    pattern: `^[+-]?(?=\\.?[0-9])0*[0-9]{0,${precision - scale}}(\\.[0-9]{0,${scale}}0*)?$`,
    ...(min !== undefined && { 'x-minimum': formatDecimal(decimal(min)) }),
    ...(max !== undefined && { 'x-maximum': formatDecimal(decimal(max)) }),
  }
}

/** Free when every value of the old column fits the new one as it is. */
function decimalConversion(from: ColumnSpec, to: ColumnSpec): Conversion {
  if (from.kind === 'integer' && to.kind === 'numeric') return to.precision - to.scale >= 16 ? 'free' : 'checked'
  if (from.kind !== 'numeric' || to.kind !== 'numeric') return 'checked'
  const widens = to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale
  return widens ? 'free' : 'checked'
}
