import { type ChangeSetsApi, changeSetsApi, type MetadataApi, metadataApi } from './areas/change-sets.ts'
import { type FilesApi, filesApi } from './areas/files.ts'
import { type ModelApi, modelApi } from './areas/model.ts'
import { type NotificationsApi, notificationsApi } from './areas/notifications.ts'
import { type RecordsApi, recordsApi } from './areas/records.ts'
import { type EventListener, subscribe } from './events/subscribe.ts'
import { type ClientOptions, createTransport } from './transport.ts'

/** Everything the API offers, typed. Every method rejects with `ApiError` when the server refuses or is not reached. */
export interface Client extends ModelApi {
  readonly records: RecordsApi
  readonly changeSets: ChangeSetsApi
  readonly metadata: MetadataApi
  readonly notifications: NotificationsApi
  readonly files: FilesApi
  /** Listens to the server's events and reconnects by itself; returns the function that ends it. */
  subscribe(listener: EventListener): () => void
}

/** A client of one server for one caller. Holds no state but its options. */
export function createClient(options: ClientOptions): Client {
  const transport = createTransport(options)
  return {
    ...modelApi(transport),
    records: recordsApi(transport),
    changeSets: changeSetsApi(transport),
    metadata: metadataApi(transport),
    notifications: notificationsApi(transport),
    files: filesApi(transport),
    subscribe: (listener) => subscribe(transport, listener),
  }
}
