import { defineFieldType } from './field-type.ts'
import { TEXT_OPERATORS } from './filter-operators.ts'
import { shapedTextJsonSchema, shapedTextParser, type TextShape } from './shaped-text.ts'

/** RFC 5321 lengths; white space around the address is what people paste along. */
const shape: TextShape = {
  expected: 'email',
  pattern: '^\\s*[^\\s@\\p{C}]{1,64}@[^\\s@.\\p{C}]+(\\.[^\\s@.\\p{C}]+)+\\s*$',
  maxLength: 254,
  normalize: (typed) => typed.trim(),
}

/** An e-mail address. */
export const email = defineFieldType<object>({
  name: 'email',
  description: 'An e-mail address.',
  options: {},
  column: () => ({ kind: 'text', folded: true }),
  valueType: () => ({ kind: 'text' }),
  parser: () => shapedTextParser(shape),
  jsonSchema: () => shapedTextJsonSchema(shape),
  widget: () => 'email',
  operators: TEXT_OPERATORS,
  sortable: true,
  convertible: () => 'checked',
})
