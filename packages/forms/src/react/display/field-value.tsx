import type { Json } from '@huozi/core'
import { isBlank } from '../store/check-value.ts'
import type { DisplayEnvironment, DisplayProps } from './display.ts'
import { TextDisplay } from './displays.tsx'
import { displays } from './registry.ts'
import './display.css'

interface FieldValueProps {
  readonly field: DisplayProps['field']
  readonly value: Json | undefined
  readonly environment: DisplayEnvironment
}

/** A value to be read, by its field's kind; blank is a dash that screen readers skip. */
export function FieldValue({ field, value, environment }: FieldValueProps) {
  if (value === null || value === undefined || isBlank(value)) return <span aria-hidden="true" className="hz-blank" />
  const Display = displays.get(field.widget) ?? TextDisplay
  return <Display field={field} value={value} environment={environment} />
}
