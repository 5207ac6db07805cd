import {
  DOCUMENT_DUPLICATE,
  DOCUMENT_KIND_UNKNOWN,
  type Issue,
  issue,
  nearestName,
  PROPERTY_MISSING,
  PROPERTY_SHAPE,
  REFERENCE_UNKNOWN,
} from '@huozi/core'
import type { Document } from '../documents/document.ts'
import { kinds } from '../kinds/registry.ts'
import { type Layer, layerName, type Package } from '../layers/layer.ts'
import { type MergedLayers, mergeLayers } from '../layers/merge-layers.ts'
import { orderPackages } from '../layers/order-packages.ts'
import { documentPath, type Provenance } from '../layers/provenance.ts'
import { checkEffective } from './check-effective.ts'
import { checkModel } from './check-model.ts'
import { checkNames } from './check-names.ts'
import { type DocumentIssue, documentIssue } from './document-issue.ts'
import { limitIssue } from './document-limits.ts'
import { validateDocument } from './document-validator.ts'
import type { EffectiveIssue } from './effective-issue.ts'
import { findReferences } from './find-references.ts'
import { locateIssue } from './locate-issue.ts'

/** Layers that were looked at. With no issues the documents may be published. */
export interface CheckedDocuments {
  readonly issues: readonly DocumentIssue[]
  /** What an author may want to know though nothing is wrong. */
  readonly notes: readonly DocumentIssue[]
  /** The effective documents; empty when the layers could not be merged. */
  readonly documents: readonly Document[]
  readonly provenance: Provenance
}

/** Of one document by itself. */
const MAX_ISSUES = 100

const NOTHING: CheckedDocuments = {
  issues: [],
  notes: [],
  documents: [],
  provenance: { owners: new Map(), overrides: new Map() },
}

/**
 * Checks the layers of a tenant, lowest first, in stages: each document by itself, the layers together, the effective
 * documents, and the model they would become. A stage with issues is the last. Takes whatever claims to be documents and
 * never throws because of it.
 */
export function checkDocuments(layers: readonly Layer[]): CheckedDocuments {
  const single = layers.flatMap(checkLayer)
  if (single.length > 0) return { ...NOTHING, issues: single }
  const packages = layers.filter((layer): layer is Package => layer.manifest !== null)
  const merged = mergeLayers(layers)
  const issues = [
    ...packageIssues(packages),
    ...layerIssues(merged.issues),
    ...packages.flatMap((layer) => manifestReferences(layer, merged.documents)),
  ]
  const notes = layerIssues(merged.notes)
  const { documents, provenance } = merged
  if (issues.length > 0) return { issues, notes, documents, provenance }
  const found = effectiveIssues(documents, layers)
  return { issues: found.map((entry) => locateIssue(entry, { layers, provenance })), notes, documents, provenance }
}

function effectiveIssues(documents: readonly Document[], layers: readonly Layer[]): EffectiveIssue[] {
  const asWritten = new Set(layers.flatMap((layer) => layer.documents))
  const patched = new Set(documents.filter((document) => !asWritten.has(document)))
  const issues = checkEffective(documents, patched)
  return issues.length > 0 ? issues : checkModel(documents)
}

function checkLayer(layer: Layer): DocumentIssue[] {
  const { manifest } = layer
  const own = manifest === null ? [] : [...manifestIssues(manifest)]
  const seen = new Map<string, Document>()
  const documents = layer.documents.flatMap((document) =>
    Iterator.from(issuesOf(document, { layer, seen }))
      .take(MAX_ISSUES)
      .map((found) => documentIssue(found, document, nameOf(layer)))
      .toArray(),
  )
  return [...own, ...documents]
}

function manifestIssues(manifest: Document): DocumentIssue[] {
  const found = limitIssue(manifest) ?? kindIssue(manifest)
  const issues = found === null ? validateDocument(manifest) : [found]
  return issues.map((entry) => documentIssue(entry, manifest, manifest.name))
}

/** The stages of one document; each presumes the one before. */
function* issuesOf(
  document: Document,
  { layer, seen }: { layer: Layer; seen: Map<string, Document> },
): Iterable<Issue> {
  const unreadable = limitIssue(document) ?? kindIssue(document)
  if (unreadable !== null) {
    yield unreadable
    return
  }
  const wrong = validateDocument(document)
  yield* wrong
  if (wrong.length > 0) return
  const path = documentPath(document)
  if (seen.has(path)) {
    const { kind, name } = document
    yield issue(DOCUMENT_DUPLICATE, { kind, name, layer: nameOf(layer) }, '/name')
  }
  seen.set(path, document)
  yield* checkNames(document, layer)
}

function kindIssue({ kind }: Document): Issue | null {
  const name: unknown = kind
  if (name === undefined) return issue(PROPERTY_MISSING, { property: 'kind' }, '/kind')
  if (typeof name !== 'string') return issue(PROPERTY_SHAPE, { rule: 'type', allowed: 'string' }, '/kind')
  if (kinds.has(name)) return null
  const short = name.slice(0, 100)
  return issue(DOCUMENT_KIND_UNKNOWN, { kind: short, nearest: nearestName(short, kinds.keys()) }, '/kind')
}

function packageIssues(packages: readonly Package[]): DocumentIssue[] {
  return orderPackages(packages).issues.flatMap((found) => {
    const name = (found.params as { package: string }).package
    const manifest = packages.find((candidate) => candidate.manifest.name === name)?.manifest
    return manifest === undefined ? [] : [documentIssue(found, manifest, name)]
  })
}

/** Documents a manifest names must be in the package. */
function manifestReferences({ manifest }: Package, documents: readonly Document[]): DocumentIssue[] {
  return Array.from(findReferences(manifest)).flatMap(({ kind, name, pointer }) => {
    const known = documents.filter((document) => document.kind === kind).map((document) => document.name)
    if (known.includes(name)) return []
    const params = { kind, name, nearest: nearestName(name, known) }
    return [documentIssue(issue(REFERENCE_UNKNOWN, params, pointer), manifest, manifest.name)]
  })
}

function layerIssues(issues: MergedLayers['issues']): DocumentIssue[] {
  return issues.map(({ issue: found, document, layer }) => documentIssue(found, document, layer))
}

function nameOf(layer: Layer): string {
  const name: unknown = layerName(layer)
  return typeof name === 'string' ? name.slice(0, 100) : '?'
}
