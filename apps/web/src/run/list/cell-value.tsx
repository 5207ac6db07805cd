import type { WireRecord } from '@huozi/client'
import { isJsonObject } from '@huozi/core'
import { FieldValue } from '@huozi/forms/react'
import { useMemo } from 'react'
import { useDisplayEnvironment } from '../use-display-environment.tsx'
import { columnValue, type ListColumn, ownCurrency } from './list-columns.ts'

interface CellValueProps {
  readonly column: ListColumn
  readonly record: WireRecord
  /** No links inside: the value stands in a link already. */
  readonly isPlain?: boolean
}

/** The value of a column, shown by its field's kind. A path over a reference has no description: its label or text is shown. */
export function CellValue({ column, record, isPlain = false }: CellValueProps) {
  const given = useDisplayEnvironment(!isPlain)
  const environment = useMemo(() => ({ ...given, isLine: true }), [given])
  const value = columnValue(record, column.path)
  const field = column.field ?? { widget: column.widget ?? (isJsonObject(value) ? 'lookup' : 'text') }
  const currency = ownCurrency(record, column.path)
  const own = column.field && currency !== null ? { ...column.field, currency } : field
  return <FieldValue field={own} value={value} environment={environment} />
}
