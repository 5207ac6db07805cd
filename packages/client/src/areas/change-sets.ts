import type { JsonObject } from '@huozi/core'
import type {
  ChangeSet,
  ChangeSetRequest,
  CheckReport,
  MetadataList,
  PublishedVersion,
  PublishPlan,
} from '../api-types.ts'
import { path, type Transport } from '../transport.ts'

/** The one change path: draft → check → plan → publish. */
export interface ChangeSetsApi {
  create(request: ChangeSetRequest): Promise<ChangeSet>
  /** Puts one document into the draft. */
  put(id: string, document: JsonObject & { kind: string; name: string }): Promise<void>
  check(id: string): Promise<CheckReport>
  plan(id: string): Promise<PublishPlan>
  /** Gives the draft up. */
  remove(id: string): Promise<void>
  /** Applies exactly the plan with this checksum. Throws `PLAN_STALE` when someone published first. */
  publish(id: string, checksum: string): Promise<PublishedVersion>
}

export function changeSetsApi({ json }: Transport): ChangeSetsApi {
  return {
    create: (request) => json('POST', '/change-sets', { body: request }),
    put: (id, document) => json('PUT', path('change-sets', id, document.kind, document.name), { body: document }),
    check: (id) => json('POST', path('change-sets', id, 'check')),
    plan: (id) => json('POST', path('change-sets', id, 'plan')),
    remove: (id) => json('DELETE', path('change-sets', id)),
    publish: (id, checksum) => json('POST', path('change-sets', id, 'publish'), { body: { checksum } }),
  }
}

/** Published documents and the history of the model. */
export interface MetadataApi {
  /** Documents of the tenant's own layer, or the merged ones of all layers. */
  list(options?: { effective?: boolean }): Promise<MetadataList>
  versions(): Promise<readonly PublishedVersion[]>
}

export function metadataApi({ json }: Transport): MetadataApi {
  return {
    list: ({ effective = false } = {}) =>
      json('GET', '/metadata', { query: { layer: effective ? 'effective' : 'tenant' } }),
    versions: () => json('GET', '/versions'),
  }
}
