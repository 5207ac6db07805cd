import type { Text } from '@huozi/core'
import { baseName } from './base-name.ts'
import { completeField, type FieldHome } from './compile-field.ts'
import type { FieldModel } from './model.ts'

/** Digits before the point that a rate may add. */
const MORE_DIGITS = 10
const MAX_PRECISION = 38
/** Identities of base amounts are made of those of their amounts, below those of the system fields. */
const BELOW = -1_000_000

/** True for amounts that are written, in the currency of their record. */
export function isConverted({ fieldType, column, document }: FieldModel): boolean {
  return fieldType.isMoney === true && column !== null && document.rollup === undefined
}

/** The value of an amount in the tenant's currency, which the server keeps beside it as `<name>__base`. */
export function baseAmount(amount: FieldModel, home: FieldHome): FieldModel {
  const { column, fieldType, document } = amount
  const spec = column?.spec
  if (column === null || spec?.kind !== 'numeric') throw new Error(`Not a stored amount: ${amount.name}`)
  const precision = Math.min(MAX_PRECISION, spec.precision + MORE_DIGITS)
  const options = { type: document.type, precision, scale: spec.scale }
  return completeField(
    {
      id: BELOW - amount.id,
      document: { ...options, name: baseName(amount.name), label: baseLabel(document.label) },
      options,
      fieldType,
      physical: baseName(column.name),
      column: Object.freeze({ name: baseName(column.name), spec: Object.freeze(fieldType.column(options)) }),
      system: true,
      isComputed: true,
      baseOf: amount,
    },
    home,
  )
}

function baseLabel(label: Text | undefined): Text {
  if (label === undefined || typeof label === 'string') return `${label ?? ''} (base)`
  const words = Object.entries(label).map(([language, text]) => [
    language,
    language.startsWith('zh') ? `${text}（本位币）` : `${text} (base)`,
  ])
  return Object.fromEntries(words)
}
