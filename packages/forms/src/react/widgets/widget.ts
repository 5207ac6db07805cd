import type { Json, Locale } from '@huozi/core'
import type { ComponentType } from 'react'
import type { FormChoice, FormField } from '../../form-definition.ts'
import type { Candidate } from '../form-context.ts'

/** What a widget knows of its field; a filter describes its fields with less than a form does. */
export type WidgetField = Pick<FormField, 'name' | 'widget'> & {
  readonly choices?: readonly FormChoice[] | null
  readonly reference?: FormField['reference']
  readonly references?: FormField['references'] | null
  readonly scale?: number | null
  readonly currency?: string | null
  readonly max?: string | null
}

/** How widgets reach the files of the server. The page supplies it. */
export interface FileAccess {
  /** Takes a file and answers it as records carry it. */
  upload(file: File, signal: AbortSignal): Promise<Json>
  /** Address of a file for links and pictures. */
  url(id: string): string
}

/** What surrounds a widget. */
export interface WidgetContext {
  readonly environment: { readonly locale: Locale; readonly zone: string }
  /** Records that the reference `field` may point to. */
  readonly files?: FileAccess | undefined
  findCandidates(field: WidgetField, text: string, signal: AbortSignal): Promise<readonly Candidate[]>
}

/**
 * What a widget is given. It shows `value` (wire form, null = blank), says `onChange` for every change by the user and
 * `onBlur` when it is left. Label, help and error are the frame's; `aria` ties them to the widget's input element.
 */
export interface WidgetProps {
  readonly field: WidgetField
  readonly value: Json
  readonly onChange: (value: Json) => void
  readonly onBlur: () => void
  readonly invalid: boolean
  readonly aria: WidgetAria
  readonly context: WidgetContext
}

export interface WidgetAria {
  readonly id: string
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean
  readonly 'aria-required'?: boolean
}

/** An editor for the values of one kind of field. */
export type Widget = ComponentType<WidgetProps>

/** Id of the label of a field, for widgets whose element a label's `for` cannot name. */
export function labelId(id: string): string {
  return `${id}-label`
}

/** antd's `status` of an input. */
export function inputStatus(invalid: boolean): 'error' | '' {
  return invalid ? 'error' : ''
}

/** A wire value as text; blank is the empty text. */
export function textOf(value: Json): string {
  return value === null ? '' : String(value)
}
