import type { Text } from '@huozi/core'
import type { Document } from './document.ts'

/** What people find in the navigation (`metadata-syntax.md` §4). */
export interface AppDocument extends Document {
  readonly kind: 'app'
  readonly icon?: string
  readonly roles?: readonly string[]
  readonly navigation: readonly NavigationGroupDocument[]
}

export interface NavigationGroupDocument {
  readonly name: string
  readonly label?: Text
  readonly items: readonly NavigationItemDocument[]
}

export type NavigationItemDocument =
  | { readonly object: string; readonly label?: Text }
  | { readonly listView: string; readonly label?: Text }
