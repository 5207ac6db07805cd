import type { FieldDescription } from '@huozi/client'
import type { Json } from '@huozi/core'
import { figureWidgets } from '@huozi/forms/react'
import { filterOperator, isComplete } from './filter-operators.ts'

/** One line of the filter builder. `value` is in wire form; several values for `in` and `between`. */
export interface Filter {
  readonly field: string
  readonly operator: string
  readonly value: Json
}

/** A filter as expression text; null while it lacks a value. */
export function filterText({ field, operator, value }: Filter, description: FieldDescription): string | null {
  const definition = filterOperator(operator)
  const values = (Array.isArray(value) ? (value as readonly Json[]) : [value])
    .map((item) => literal(item, description))
    .filter((text) => text !== null)
  return isComplete(definition, values.length) ? definition.text(field, values) : null
}

/** All conditions of a list as one expression: the view's own, the builder's and the one written by hand. */
export function listCondition(parts: readonly (string | null | undefined)[]): string | undefined {
  const conditions = parts.map((part) => part?.trim()).filter((part) => part !== undefined && part !== '')
  if (conditions.length <= 1) return conditions[0]
  return conditions.map((condition) => `(${condition})`).join(' and ')
}

/** The builder's filters as one expression text, as people may go on editing it. */
export function filtersText(filters: readonly Filter[], fields: readonly FieldDescription[]): string {
  const texts = filters.map((filter) => {
    const description = fields.find(({ name }) => name === filter.field)
    return description ? filterText(filter, description) : null
  })
  return texts.filter((text) => text !== null).join(' and ')
}

function literal(value: Json, { widget }: FieldDescription): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean' || typeof value === 'number' || figureWidgets.has(widget)) return String(value)
  const plain = typeof value === 'object' && 'id' in value ? value.id : value
  if (widget === 'duration') return `'${String(plain)}s'`
  return `'${String(plain).replaceAll("'", "''")}'`
}
