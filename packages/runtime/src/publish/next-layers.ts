import { isJsonObject, type Json } from '@huozi/core'
import { fetchHead, fetchLayers, type Runner, type SchemaName, type StoredLayer } from '@huozi/database'
import { type Layer, orderPackages, type Package, type PackageManifest } from '@huozi/metadata'

/** How the layers of a tenant are to change: each given one replaces the layer of its name or is added. */
export interface LayerChange {
  readonly name: string
  readonly layer: Layer
}

/** The layers of a tenant as a publish would leave them, lowest first. */
export interface NextLayers {
  /** Version that is in force now. */
  readonly base: number
  readonly stored: readonly StoredLayer[]
  readonly layers: readonly Layer[]
}

/** Lays the changes over what is published. Reads only; nothing is checked yet. */
export async function fetchNextLayers(
  db: Runner,
  schema: SchemaName,
  changes: readonly LayerChange[],
): Promise<NextLayers> {
  const { base, layers } = await fetchCurrent(db, schema)
  const next = new Map(layers.map((layer) => [layer.name, toLayer(layer)]))
  for (const { name, layer } of changes) next.set(name, layer)
  const entries = inOrder([...next])
  return {
    base,
    layers: entries.map(([, layer]) => layer),
    stored: entries.map(([name, layer], position) => ({ name, position, ...toStored(layer) })),
  }
}

/** The layers and the version they are of: read again when someone published in between. */
async function fetchCurrent(db: Runner, schema: SchemaName): Promise<{ base: number; layers: readonly StoredLayer[] }> {
  const { version: base } = await fetchHead(db, schema)
  const layers = await fetchLayers(db, schema)
  const { version } = await fetchHead(db, schema)
  return version === base ? { base, layers } : fetchCurrent(db, schema)
}

type NamedLayer = readonly [name: string, layer: Layer]

/** Packages after those they require, the tenant's own layer last. Manifests nobody can read stay where they are: they are refused anyway. */
function inOrder(layers: readonly NamedLayer[]): readonly NamedLayer[] {
  const packages = layers.filter(([, { manifest }]) => manifest !== null)
  const own = layers.filter(([, { manifest }]) => manifest === null)
  if (!packages.every(([, { manifest }]) => isReadable(manifest))) return [...packages, ...own]
  const ordered = orderPackages(packages.map(([, layer]) => layer as Package)).packages
  const nameOf = new Map(packages.map(([name, layer]) => [layer, name]))
  return [...ordered.map((layer): NamedLayer => [nameOf.get(layer) ?? '', layer]), ...own]
}

function isReadable(manifest: PackageManifest | null): boolean {
  const { name, version, requires = {}, optional = {} } = (manifest ?? {}) as { readonly [property: string]: unknown }
  return typeof name === 'string' && typeof version === 'string' && isTextMap(requires) && isTextMap(optional)
}

function isTextMap(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string')
}

function toLayer({ manifest, documents }: Pick<StoredLayer, 'manifest' | 'documents'>): Layer {
  return { manifest, documents } as unknown as Layer
}

function toStored({ manifest, documents }: Layer): Pick<StoredLayer, 'manifest' | 'documents'> {
  return { manifest: manifest as unknown as Json, documents: documents as unknown as Json }
}
