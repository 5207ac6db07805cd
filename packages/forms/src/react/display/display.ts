import type { Json, Locale } from '@huozi/core'
import type { ComponentType, ReactNode } from 'react'

/** What showing a value needs to know of its field; both a form's and a list's description of a field have it. */
export interface DisplayField {
  readonly widget: string
  readonly choices?: readonly { readonly code: string; readonly label: string; readonly color: string | null }[] | null
  readonly scale?: number | null
  readonly currency?: string | null
  /** Greatest value, where every one is drawn. */
  readonly max?: string | null
}

/** Language and zone of the reader, and how the page links to a record. */
export interface DisplayEnvironment {
  readonly locale: Locale
  readonly zone: string
  /** Address of a file; without it only its name is shown. */
  readonly fileUrl?: ((id: string) => string) | undefined
  /** The value has one line, as in a list. */
  readonly isLine?: boolean
  /** Turns a reference into a link; without it only its label is shown. */
  readonly link?: (object: string, id: string, label: ReactNode) => ReactNode
}

export interface DisplayProps {
  readonly field: DisplayField & { readonly object?: string | null; readonly reference?: { readonly object: string } }
  /** Wire form, never blank. */
  readonly value: NonNullable<Json>
  readonly environment: DisplayEnvironment
}

/** Shows the values of one kind of field to be read. Light: lists load it without any editor. */
export type Display = ComponentType<DisplayProps>
