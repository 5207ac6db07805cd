import type { FileValue } from '../api-types.ts'
import { path, type Transport } from '../transport.ts'

/** Files: taken alone, then named by a record that holds them. */
export interface FilesApi {
  upload(file: Blob, options?: { name?: string; signal?: AbortSignal }): Promise<FileValue>
  /** Address of a file for links and pictures of the page; the session is the credential. */
  url(id: string): string
}

export function filesApi({ json, url }: Transport): FilesApi {
  return {
    upload: (file, { name, signal } = {}) => {
      const body = new FormData()
      body.append('file', file, name ?? (file instanceof File ? file.name : 'file'))
      return json('POST', '/files', { body, signal })
    },
    url: (id) => url(path('files', id)),
  }
}
