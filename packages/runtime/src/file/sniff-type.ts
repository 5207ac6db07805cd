import { fileTypeFromBuffer } from 'file-type'

/** Bytes from the beginning that tell the kind of content. */
export const SNIFFED_BYTES = 4100

/**
 * Kind of content, told by the bytes alone: what the sender calls it is not asked. Text that is no known format is text,
 * whatever a browser might want to make of it.
 */
export async function sniffType(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (found !== undefined) return found.mime
  return isText(head) ? 'text/plain' : 'application/octet-stream'
}

/** UTF-8 without control characters; a character may be cut at the end of the head. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
