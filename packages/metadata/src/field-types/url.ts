import { defineFieldType } from './field-type.ts'
import { TEXT_OPERATORS } from './filter-operators.ts'
import { shapedTextJsonSchema, shapedTextParser, type TextShape } from './shaped-text.ts'

/** Only http and https (a `javascript:` link is an attack), and no user part: `https://bank.example@evil.example` deceives readers. */
const shape: TextShape = {
  expected: 'url',
  pattern: '^\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s\\p{C}@/?#\\\\:]+(:[0-9]{1,5})?([/?#][^\\s\\p{C}]*)?\\s*$',
  maxLength: 2000,
  normalize: (typed) => typed.trim(),
}

/** A web address. */
export const url = defineFieldType<object>({
  name: 'url',
  description: 'A web address (http or https).',
  options: {},
  column: () => ({ kind: 'text', folded: true }),
  valueType: () => ({ kind: 'text' }),
  parser: () => shapedTextParser(shape),
  jsonSchema: () => shapedTextJsonSchema(shape),
  widget: () => 'url',
  operators: TEXT_OPERATORS,
  sortable: true,
  convertible: () => 'checked',
})
