import { defineFieldType } from './field-type.ts'
import { maxLengthOption, textJsonSchema, textParser } from './text.ts'

interface LongTextOptions {
  readonly maxLength?: number
}

const DEFAULT_LENGTH = 10_000
const MAX_LENGTH = 100_000

/** Text of several lines. Empty text is blank. */
export const longText = defineFieldType<LongTextOptions>({
  name: 'longText',
  description: 'Text of several lines.',
  options: { maxLength: maxLengthOption(DEFAULT_LENGTH, MAX_LENGTH) },
  column: () => ({ kind: 'text', folded: true }),
  valueType: () => ({ kind: 'text' }),
  parser: (options) => textParser(options.maxLength ?? DEFAULT_LENGTH),
  jsonSchema: (options) => textJsonSchema(options.maxLength ?? DEFAULT_LENGTH),
  widget: () => 'longText',
  operators: ['contains', 'is_blank'],
  sortable: false,
  convertible: (from) => (from.kind === 'text' ? 'free' : 'checked'),
})
