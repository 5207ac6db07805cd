import { scalar } from '../json-schema.ts'
import { AUTO_NUMBER_PATTERN, hasOneCounter } from './auto-number-pattern.ts'
import { defineFieldType } from './field-type.ts'
import { TEXT_OPERATORS } from './filter-operators.ts'
import { textJsonSchema, textParser } from './text.ts'

interface AutoNumberOptions {
  readonly pattern: string
}

/** Longest number a pattern of 60 parts with a counter of 16 digits can make. */
const MAX_LENGTH = 255

/** A number the server gives to each new record. */
export const autoNumber = defineFieldType<AutoNumberOptions>({
  name: 'autoNumber',
  description: 'A number the server gives to each new record.',
  options: {
    pattern: scalar({
      type: 'string',
      maxLength: 60,
      pattern: AUTO_NUMBER_PATTERN,
      description:
        'Plain characters, {yyyy} {yy} {mm} {dd} and one counter such as {0000}; the counter restarts with each date.',
      examples: ['A-{yyyy}{mm}-{0000}'],
    }),
  },
  requiredOptions: ['pattern'],
  generated: true,
  conflicts: ({ pattern }) => (hasOneCounter(pattern) ? [] : [{ option: 'pattern', rule: 'oneCounter' }]),
  column: () => ({ kind: 'text', folded: true }),
  valueType: () => ({ kind: 'text' }),
  parser: () => textParser(MAX_LENGTH),
  jsonSchema: () => textJsonSchema(MAX_LENGTH),
  widget: () => 'text',
  operators: TEXT_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'text' ? 'free' : 'checked'),
})
