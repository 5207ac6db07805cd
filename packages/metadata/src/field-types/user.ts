import { scalar } from '../json-schema.ts'
import { defineFieldType, type OnDelete } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'
import { referenceCondition, referenceOptions } from './reference-options.ts'
import { referenceJsonSchema, referenceParser } from './reference-value.ts'

interface UserOptions {
  readonly onDelete?: OnDelete
}

/** A reference to a user. */
export const user = defineFieldType<UserOptions>({
  name: 'user',
  description: 'A reference to a user.',
  options: {
    inverse: referenceOptions.inverse ?? {},
    where: referenceCondition,
    onDelete: scalar({
      type: 'string',
      enum: ['restrict', 'clear', 'cascade'],
      default: 'restrict',
      description: 'What deleting the user does: it is refused, this field is cleared, or this record goes too.',
    }),
  },
  reference: {
    target: () => ({ systemRole: 'user' }),
    onDelete: ({ onDelete }) => onDelete ?? 'restrict',
    isPart: false,
  },
  column: () => ({ kind: 'uuid' }),
  valueType: (_options, { target }) => ({ kind: 'reference', object: target ?? '' }),
  parser: () => referenceParser,
  jsonSchema: () => referenceJsonSchema,
  widget: () => 'user',
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'uuid' ? 'checked' : 'refused'),
})
