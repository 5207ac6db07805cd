import type { MetadataList } from '@huozi/client'
import { compareCodePoints, type JsonObject } from '@huozi/core'
import { fetchLayers, fetchPublished, lockHead, type Tx } from '@huozi/database'
import { canonicalDocument, type Document, documentPath, TENANT_LAYER } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { RuntimeDeps } from '../context/runtime-deps.ts'
import { assertRight } from './rights.ts'

export interface MetadataQuery {
  /** What the tenant itself wrote, or what all layers together mean. */
  readonly layer: 'tenant' | 'effective'
}

/** Published documents in their canonical form, by kind and name. Throws RIGHT_MISSING. */
export async function listMetadata(
  deps: RuntimeDeps,
  ctx: RequestContext,
  { layer }: MetadataQuery,
): Promise<MetadataList> {
  assertRight(await deps.views.current(ctx), 'metadata.read')
  const { schema } = ctx.tenant
  return deps.database.transaction(async (tx) => {
    const { version } = await lockHead(tx, schema)
    const documents = await fetchDocuments[layer](tx, schema, version)
    const ordered = documents.toSorted((a, b) => compareCodePoints(documentPath(a), documentPath(b)))
    return { version, documents: ordered.map((document) => canonicalDocument(document) as unknown as JsonObject) }
  })
}

type Fetch = (tx: Tx, schema: RequestContext['tenant']['schema'], version: number) => Promise<readonly Document[]>

const fetchDocuments: { readonly [L in MetadataQuery['layer']]: Fetch } = {
  tenant: async (tx, schema) => {
    const layers = await fetchLayers(tx, schema)
    const own = layers.find(({ name }) => name === TENANT_LAYER)
    return (own?.documents ?? []) as unknown as readonly Document[]
  },
  effective: async (tx, schema, version) => (await fetchPublished(tx, schema, version)).documents,
}
