import { DOCUMENT_DUPLICATE, type Issue, issue, NAME_PREFIX, PATCH_CONFLICT, PATCH_TARGET } from '@huozi/core'
import type { Document, DocumentPath } from '../documents/document.ts'
import { documentShape } from '../kinds/document-shape.ts'
import { pointerOfPath } from '../schema/place.ts'
import { type Layer, layerName, layerPrefix } from './layer.ts'
import { type MergeRecord, mergeDocument } from './merge-document.ts'
import { documentPath, type Provenance } from './provenance.ts'
import { requiredPackages } from './required-packages.ts'

/** The effective definition of a tenant. */
export interface MergedLayers {
  readonly documents: readonly Document[]
  readonly provenance: Provenance
  /** What keeps the layers from becoming one; `params.layer` and `params.path` name the place. */
  readonly issues: readonly LayerIssue[]
  /** What an author may want to know though nothing is wrong. */
  readonly notes: readonly LayerIssue[]
}

/** An issue about a document of a layer. */
export interface LayerIssue {
  readonly layer: string
  readonly document: Document
  readonly issue: Issue
}

interface Merging {
  readonly documents: Map<DocumentPath, Document>
  readonly owners: Map<DocumentPath, string>
  readonly overrides: Map<DocumentPath, string>
  readonly issues: LayerIssue[]
  readonly notes: LayerIssue[]
  /** Names of all packages below each package. */
  readonly requires: ReadonlyMap<string, ReadonlySet<string>>
  readonly installed: ReadonlySet<string>
}

/**
 * Lays layers over each other, lowest first: packages in dependency order, then the tenant's own. Documents have passed
 * their schemas. Pure: the same layers give the same result.
 */
export function mergeLayers(layers: readonly Layer[]): MergedLayers {
  const merging: Merging = {
    documents: new Map(),
    owners: new Map(),
    overrides: new Map(),
    issues: [],
    notes: [],
    requires: requiredPackages(layers),
    installed: new Set(layers.flatMap(({ manifest }) => manifest?.name ?? [])),
  }
  for (const layer of layers) {
    for (const document of layer.documents) addDocument(document, layer, merging)
  }
  const { documents, owners, overrides, issues, notes } = merging
  return { documents: [...documents.values()], provenance: { owners, overrides }, issues, notes }
}

function addDocument(document: Document, layer: Layer, merging: Merging): void {
  if (document.ifInstalled?.some((name) => !merging.installed.has(name))) return
  if (document.extends !== undefined) patchDocument(document, layer, merging)
  else ownDocument(document, layerName(layer), merging)
}

function ownDocument(document: Document, layer: string, { documents, owners, issues }: Merging): void {
  const path = documentPath(document)
  const owner = owners.get(path)
  if (owner !== undefined) {
    const params = { kind: document.kind, name: document.name, layer: owner }
    issues.push({ layer, document, issue: issue(DOCUMENT_DUPLICATE, params, '/name') })
    return
  }
  owners.set(path, layer)
  documents.set(path, document)
}

function patchDocument(patch: Document, layer: Layer, merging: Merging): void {
  const path = documentPath(patch)
  const name = layerName(layer)
  const base = merging.documents.get(path)
  const owner = merging.owners.get(path)
  if (base === undefined || owner !== patch.extends || owner === name) {
    const params = { kind: patch.kind, name: patch.name, layer: patch.extends ?? '' }
    merging.issues.push({ layer: name, document: patch, issue: issue(PATCH_TARGET, params, '/extends') })
    return
  }
  const record: MergeRecord = { overrides: [], additions: [], notes: [] }
  merging.documents.set(path, mergeDocument(base, patch, record))
  const at = (issues: readonly Issue[]) => issues.map((entry) => ({ layer: name, document: patch, issue: entry }))
  merging.issues.push(...at(conflicts(record.overrides, patch, { layer: name, merging })))
  merging.issues.push(...at(prefixIssues(record.additions, patch, layer)))
  merging.notes.push(...at(record.notes))
  for (const override of record.overrides) merging.overrides.set(override, name)
}

/** Two packages may change one property only when one of them knows the other; a tenant may change everything. */
function conflicts(
  paths: readonly DocumentPath[],
  patch: Document,
  { layer, merging: { overrides, requires } }: { layer: string; merging: Merging },
): Issue[] {
  const knows = requires.get(layer)
  if (knows === undefined) return []
  return paths.flatMap((path) => {
    const other = overrides.get(path)
    if (other === undefined || other === layer || knows.has(other)) return []
    return [issue(PATCH_CONFLICT, { layers: [other, layer], path }, pointerIn(patch, path))]
  })
}

/** What a layer adds to a document it does not own carries the layer's prefix. */
function prefixIssues(paths: readonly DocumentPath[], patch: Document, layer: Layer): Issue[] {
  const prefix = layerPrefix(layer)
  if (prefix === null) return []
  return paths.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    return name.startsWith(`${prefix}_`) ? [] : [issue(NAME_PREFIX, { name, prefix }, pointerIn(patch, path))]
  })
}

function pointerIn(document: Document, path: DocumentPath): string {
  return pointerOfPath(document, documentShape(document.kind), path.split('/').slice(2))
}
