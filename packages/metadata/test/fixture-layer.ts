import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from '../src/documents/document.ts'
import type { Layer, Package } from '../src/layers/layer.ts'
import { readLayer } from '../src/layers/read-layer.ts'
import { compileModel } from '../src/model/compile-model.ts'
import type { Model } from '../src/model/model.ts'
import { planIdentities } from '../src/model/plan-identities.ts'

const MODULES = join(import.meta.dirname, '../../../schemas/modules')

/** Reads a folder of documents: `manifest.json` and `<kind>/<name>.json`. Throws when a file is misplaced. */
export function loadLayer(folder: string): Layer {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
  const files = paths.map((path) => ({
    path: path.replaceAll('\\', '/'),
    json: JSON.parse(readFileSync(join(folder, path), 'utf8')),
  }))
  const { layer, issues } = readLayer(files)
  if (issues.length > 0) throw new Error(issues.map((issue) => issue.message('en')).join('\n'))
  return layer
}

/** Reads a shipped package. */
export function loadModule(name: string): Package {
  return loadLayer(join(MODULES, name)) as Package
}

/** The fixture package: a library with members, books and loans. */
export function loadLibrary(): Package {
  return loadLayer(join(import.meta.dirname, 'fixtures/library')) as Package
}

/** The documents of a tenant that has only the base package and the library. */
export function libraryDocuments(): readonly Document[] {
  return [...loadModule('base').documents, ...loadLibrary().documents]
}

/** Compiles documents as the first version of a new tenant. */
export function firstModel(documents: readonly Document[]): Model {
  const { identities } = planIdentities({ identities: [], nextId: 1, usedPhysicalNames: [] }, documents)
  return compileModel({ version: 1, documents, identities })
}
