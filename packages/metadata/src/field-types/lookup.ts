import { scalar } from '../json-schema.ts'
import { defineFieldType, type OnDelete } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'
import { referenceOptions } from './reference-options.ts'
import { referenceJsonSchema, referenceParser } from './reference-value.ts'

interface LookupOptions {
  readonly object: string
  readonly onDelete?: OnDelete
}

/** A reference to a record of another object. */
export const lookup = defineFieldType<LookupOptions>({
  name: 'lookup',
  description: 'A reference to a record of another object.',
  options: {
    ...referenceOptions,
    onDelete: scalar({
      type: 'string',
      enum: ['restrict', 'clear', 'cascade'],
      default: 'restrict',
      description: 'What deleting the target does: it is refused, this field is cleared, or this record goes too.',
    }),
  },
  requiredOptions: ['object'],
  reference: {
    target: ({ object }) => ({ object }),
    onDelete: ({ onDelete }) => onDelete ?? 'restrict',
    isPart: false,
  },
  column: () => ({ kind: 'uuid' }),
  valueType: ({ object }) => ({ kind: 'reference', object }),
  parser: () => referenceParser,
  jsonSchema: () => referenceJsonSchema,
  widget: () => 'lookup',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'uuid' ? 'checked' : 'refused'),
})
