import type { FileAccess } from '@huozi/forms/react'
import { useMemo } from 'react'
import { useClient } from '../../session/client.ts'

/** Upload and addresses of files for forms. */
export function useFiles(): FileAccess {
  const { files } = useClient()
  return useMemo(
    () => ({
      upload: (file: File, signal: AbortSignal) => files.upload(file, { name: file.name, signal }),
      url: files.url,
    }),
    [files],
  )
}
