import { FILE_MISPLACED, type Issue, isJsonObject, issue, type Json } from '@huozi/core'
import type { Document } from '../documents/document.ts'
import type { PackageManifest } from '../documents/package-document.ts'
import type { Layer } from './layer.ts'

/** One file of a layer's folder, already parsed; `path` is relative to the folder, with forward slashes. */
export interface LayerFile {
  readonly path: string
  readonly json: Json
}

/** A layer as its files say, with what is wrong about the files themselves. */
export interface ReadLayer {
  readonly layer: Layer
  /** `params.file` names the file. */
  readonly issues: readonly Issue[]
}

const MANIFEST = 'manifest.json'

/**
 * Puts files together to a layer: with `manifest.json` a package, without it a tenant's own layer. A document stands in
 * `<kind>/<name>.json`; files elsewhere are reported and left out. What is inside is not checked here. Pure.
 */
export function readLayer(files: readonly LayerFile[]): ReadLayer {
  const issues: Issue[] = []
  const documents: Document[] = []
  let manifest: PackageManifest | null = null
  for (const { path, json } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (path === MANIFEST && isJsonObject(json)) manifest = json as unknown as PackageManifest
    else if (isInPlace(path, json)) documents.push(json)
    else issues.push(issue(FILE_MISPLACED, { file: path, expected: expectedPath(json) }))
  }
  return { layer: { manifest, documents }, issues }
}

function isInPlace(path: string, json: Json): json is Json & Document {
  return path === expectedPath(json)
}

function expectedPath(json: Json): string {
  if (!isJsonObject(json) || typeof json.kind !== 'string' || typeof json.name !== 'string') return '<kind>/<name>.json'
  return json.kind === 'package' ? MANIFEST : `${json.kind}/${json.name}.json`
}
