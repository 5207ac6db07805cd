import { atomic, scalar } from '../json-schema.ts'
import { reference } from '../schema/parts.ts'
import { defineFieldType, type OnDelete, type OptionConflict } from './field-type.ts'
import { MEMBER_OPERATORS } from './filter-operators.ts'
import { polymorphicJsonSchema, polymorphicParser } from './polymorphic-value.ts'
import { referenceOptions } from './reference-options.ts'
import { referenceJsonSchema, referenceParser } from './reference-value.ts'

interface LookupOptions {
  readonly object?: string
  readonly objects?: readonly string[]
  readonly inverse?: string
  readonly where?: unknown
  readonly onDelete?: OnDelete
}

/** Each target is a join of every list that shows the field. */
const MAX_OBJECTS = 10

/** A reference to a record of another object, or of one of several objects. */
export const lookup = defineFieldType<LookupOptions>({
  name: 'lookup',
  description: 'A reference to a record of another object, or of one of several objects.',
  options: {
    ...referenceOptions,
    objects: atomic({
      type: 'array',
      items: reference('object', 'An object the reference may point to.'),
      minItems: 2,
      maxItems: MAX_OBJECTS,
      uniqueItems: true,
      description: 'Objects the reference may point to, instead of one.',
    }),
    onDelete: scalar({
      type: 'string',
      enum: ['restrict', 'clear', 'cascade'],
      default: 'restrict',
      description: 'What deleting the target does: it is refused, this field is cleared, or this record goes too.',
    }),
  },
  conflicts: polymorphicConflicts,
  reference: {
    target: ({ object }) => (object === undefined ? undefined : { object }),
    targets: ({ objects }) => objects ?? [],
    onDelete: ({ onDelete }) => onDelete ?? 'restrict',
    isPart: false,
  },
  column: () => ({ kind: 'uuid' }),
  // which object it is, is not told before the value is there: only `as()` leads on
  valueType: ({ object, objects = [] }) => ({ kind: 'reference', object: object ?? objects.join('|') }),
  parser: ({ objects }) => (objects === undefined ? referenceParser : polymorphicParser(objects)),
  jsonSchema: ({ objects }) => (objects === undefined ? referenceJsonSchema : polymorphicJsonSchema(objects)),
  widget: ({ objects }) => (objects === undefined ? 'lookup' : 'polymorphicLookup'),
  operators: MEMBER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'uuid' ? 'checked' : 'refused'),
})

/** One object or several; what speaks of the one target has no meaning for several. */
function polymorphicConflicts({ object, objects, inverse, where }: LookupOptions): readonly OptionConflict[] {
  if (objects === undefined) return object === undefined ? [{ option: 'object', rule: 'objectMissing' }] : []
  const given = { object, inverse, where }
  return Object.entries(given).flatMap(([option, value]): OptionConflict[] =>
    value === undefined ? [] : [{ option, rule: 'objectsAlone' }],
  )
}
