import type { JsonSchema } from '../json-schema.ts'
import { documentSchema, patchSchema } from './document-schema.ts'
import { kinds } from './registry.ts'

/** A schema as a file of `schemas/metadata`; `printJson` writes it. */
export interface SchemaFile {
  readonly file: string
  readonly schema: JsonSchema
}

/** The JSON Schemas of all kinds, for documents and for patches of them. Pure. */
export function metadataSchemas(): readonly SchemaFile[] {
  return Array.from(kinds.values()).flatMap((kind) => [
    { file: `${kind.name}.schema.json`, schema: documentSchema(kind) },
    { file: `${kind.name}-patch.schema.json`, schema: patchSchema(kind) },
  ])
}
