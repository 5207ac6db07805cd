import type { Document } from '../documents/document.ts'
import type { PackageManifest } from '../documents/package-document.ts'

/** A set of documents that belong together: a package, or what a tenant added and changed. */
export interface Layer {
  /** Null for the tenant's own layer. */
  readonly manifest: PackageManifest | null
  readonly documents: readonly Document[]
}

/** A layer that can be installed. */
export interface Package extends Layer {
  readonly manifest: PackageManifest
}

/** What provenance calls the tenant's own layer; no package may have the name. */
export const TENANT_LAYER = 'tenant'
/** Prefix of what a tenant adds. */
export const TENANT_PREFIX = 'x'

/** The built-in package: the only one without a prefix, and the only one that binds objects to the engine. */
export const BASE_PACKAGE = 'base'

/** The name of a layer in provenance and in issues. */
export function layerName(layer: Layer): string {
  return layer.manifest?.name ?? TENANT_LAYER
}

/** What the names a layer adds must begin with; null when they need not. */
export function layerPrefix({ manifest }: Layer): string | null {
  return manifest === null ? TENANT_PREFIX : (manifest.prefix ?? null)
}
