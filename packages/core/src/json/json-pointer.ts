/** RFC 6901 JSON Pointer; '' is the whole document. */
export type JsonPointer = string

/** Builds a pointer from path segments, escaping `~` and `/`. */
export function jsonPointer(segments: readonly (string | number)[]): JsonPointer {
  return segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Appends segments to a pointer. */
export function childPointer(parent: JsonPointer, ...segments: (string | number)[]): JsonPointer {
  return parent + jsonPointer(segments)
}

/** The segments of a pointer, unescaped. */
export function pointerSegments(pointer: JsonPointer): string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}
