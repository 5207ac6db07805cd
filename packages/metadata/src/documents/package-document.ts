import type { Document } from './document.ts'

/** `manifest.json`: what a package is and needs (`metadata-syntax.md` §15). */
export interface PackageManifest extends Document {
  readonly kind: 'package'
  /** Semantic version. */
  readonly version: string
  /** Begins the names of everything the package adds; only the built-in base package has none. */
  readonly prefix?: string
  readonly platform?: string
  readonly requires?: { readonly [name: string]: string }
  readonly optional?: { readonly [name: string]: string }
  readonly languages?: readonly string[]
  readonly datasets?: readonly string[]
  readonly samples?: readonly string[]
}
