import { FIELD_TYPE, isId, isJsonObject, issue } from '@huozi/core'
import { scalar } from '../json-schema.ts'
import { defineFieldType, type FieldType, type ValueParser } from './field-type.ts'
import { referenceParts } from './reference-value.ts'

interface FileOptions {
  readonly maxBytes?: number
}

const LARGEST = 2 ** 40

/** Declares a type whose values are uploaded files; `types` are the kinds of content it takes, null for any. */
export function defineFileType(head: {
  name: string
  description: string
  types: readonly string[] | null
}): FieldType {
  return defineFieldType<FileOptions>({
    name: head.name,
    description: head.description,
    options: {
      maxBytes: scalar({ type: 'integer', minimum: 1, maximum: LARGEST, description: 'Largest file, in bytes.' }),
    },
    file: ({ maxBytes }) => ({ types: head.types, maxBytes: maxBytes ?? null }),
    refused: ['default', 'formula'],
    column: () => ({ kind: 'uuid' }),
    // expressions ask whether there is one, and whether it is another
    valueType: () => ({ kind: 'json' }),
    parser: () => parseFile,
    jsonSchema: () => ({
      anyOf: [referenceParts.id, { type: 'object', properties: { id: referenceParts.id }, required: ['id'] }],
    }),
    widget: () => head.name,
    operators: ['is_blank'],
    sortable: false,
    convertible: () => 'refused',
  })
}

/** Reads the id of an uploaded file, alone or in what answers carry. Whether it may stand there is asked when it is written. */
const parseFile: ValueParser = (input, at, issues) => {
  if (input === null || input === '') return null
  if (isId(input)) return input
  if (isJsonObject(input) && isId(input.id)) return input.id
  issues.push(issue(FIELD_TYPE, { expected: 'file' }, at))
  return null
}
