import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Json, type JsonObject, METADATA_INVALID, refuseIfAny } from '@huozi/core'
import { type DatasetDocument, type Layer, type Package, readLayer } from '@huozi/metadata'
import type { DemoTenant } from '@huozi/runtime'

/** What `demo.json` says of a tenant: everything by name, to be read from the folders beside it. */
interface DemoEntry {
  readonly name: string
  readonly label: string
  readonly locale: string
  readonly zone: string
  readonly currency: string
  readonly packages: readonly string[]
  readonly layer: string | null
  readonly datasets: readonly string[]
  readonly users: readonly { readonly values: JsonObject; readonly roles: readonly string[] }[]
}

interface DemoFile {
  readonly password: string
  readonly tenants: readonly DemoEntry[]
}

/** The demo tenants and how to sign in to them. */
export interface Demo {
  readonly password: string
  readonly tenants: readonly DemoTenant[]
}

/** Reads the demo from a folder of schemas: `demo/demo.json`, its layers and datasets, and the packages in `modules`. */
export function readDemo(schemas: string): Demo {
  const { password, tenants } = readJson(join(schemas, 'demo/demo.json')) as unknown as DemoFile
  const readTenant = (entry: DemoEntry): DemoTenant => ({
    ...entry,
    packages: entry.packages.map((name) => readLayerFolder(join(schemas, 'modules', name)) as Package),
    layer: entry.layer === null ? null : readLayerFolder(join(schemas, 'demo/layers', entry.layer)),
    datasets: entry.datasets.map(
      (name) => readJson(join(schemas, 'demo/datasets', `${name}.json`)) as unknown as DatasetDocument,
    ),
    users: entry.users.map((user) => ({ ...user, password })),
  })
  return { password, tenants: tenants.map(readTenant) }
}

/** Reads a folder of documents. Throws METADATA_INVALID for files that are not where they belong. */
export function readLayerFolder(folder: string): Layer {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
  const files = paths.map((path) => ({ path: path.replaceAll('\\', '/'), json: readJson(join(folder, path)) }))
  const { layer, issues } = readLayer(files)
  refuseIfAny(METADATA_INVALID, issues)
  return layer
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, 'utf8')) as Json
}
