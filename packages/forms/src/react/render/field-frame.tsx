import type { ReactNode } from 'react'
import type { FormField } from '../../form-definition.ts'
import { labelId } from '../widgets/widget.ts'

interface FieldFrameProps {
  readonly field: FormField
  readonly id: string
  readonly required: boolean
  readonly requiredText: string
  readonly error: string | null
  readonly children: ReactNode
}

/** Label above, value, then help or what is wrong. Light on purpose: antd's Form.Item is the biggest single cost of a form. */
export function FieldFrame({ field, id, required, requiredText, error, children }: FieldFrameProps) {
  return (
    <div className="hz-field" data-field={field.name} data-invalid={error !== null || undefined}>
      <label className="hz-label" id={labelId(id)} htmlFor={id}>
        {field.label}
        {required && (
          <span className="hz-required" title={requiredText} aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children}
      {error !== null && (
        <div className="hz-error" id={errorId(id)}>
          {error}
        </div>
      )}
      {field.help !== null && error === null && (
        <div className="hz-help" id={helpId(id)}>
          {field.help}
        </div>
      )}
    </div>
  )
}

/** Id of the text that describes the field now, for `aria-describedby`. */
export function descriptionId(id: string, field: FormField, error: string | null): string | undefined {
  if (error !== null) return errorId(id)
  return field.help === null ? undefined : helpId(id)
}

const errorId = (id: string) => `${id}-error`
const helpId = (id: string) => `${id}-help`
