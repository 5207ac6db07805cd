import { pointerSegments } from '@huozi/core'
import { documentShape } from '../kinds/document-shape.ts'
import { type Layer, layerName } from '../layers/layer.ts'
import { documentPath, layerOf, type Provenance } from '../layers/provenance.ts'
import { placeOf, pointerOfPath } from '../schema/place.ts'
import { type DocumentIssue, located } from './document-issue.ts'
import type { EffectiveIssue } from './effective-issue.ts'

/**
 * Brings an issue of an effective document home: to the layer that decided about the place, with a pointer into that
 * layer's own document, as deep as it goes there.
 */
export function locateIssue(
  { document, issue }: EffectiveIssue,
  { layers, provenance }: { layers: readonly Layer[]; provenance: Provenance },
): DocumentIssue {
  const { kind, name } = document
  const shape = documentShape(kind)
  const { path } = placeOf(document, shape, pointerSegments(issue.pointer))
  const fullPath = [documentPath(document), ...path].join('/')
  const layer = layerOf(provenance, fullPath) ?? ''
  const home = layers.find((candidate) => layerName(candidate) === layer)
  const source = home?.documents.find((other) => other.kind === kind && other.name === name)
  const pointer = source === undefined ? issue.pointer : pointerOfPath(source, shape, path)
  return located({ ...issue, pointer }, { layer, kind, name, path: fullPath })
}
