import { defineFieldType } from './field-type.ts'
import { TEXT_OPERATORS } from './filter-operators.ts'
import { shapedTextJsonSchema, shapedTextParser, type TextShape } from './shaped-text.ts'

/** Between digits people write spaces, hyphens, dots and brackets, in half and in full width. */
const SEPARATORS = '[\\s.()（）\\-－—]*'

/** 3 to 20 digits, optionally after a plus sign: what E.164 and Chinese service numbers need. */
const shape: TextShape = {
  expected: 'phone',
  pattern: `^${SEPARATORS}([+＋]${SEPARATORS})?([0-9０-９]${SEPARATORS}){3,20}$`,
  maxLength: 60,
  normalize: (typed) => typed.normalize('NFKC').replace(/[^0-9+]/gu, ''),
}

/** A phone number; kept as digits with an optional leading plus, so that two spellings of one number are equal. */
export const phone = defineFieldType<object>({
  name: 'phone',
  description: 'A phone number; spaces and full-width digits are normalised.',
  options: {},
  column: () => ({ kind: 'text', folded: true }),
  valueType: () => ({ kind: 'text' }),
  parser: () => shapedTextParser(shape),
  jsonSchema: () => shapedTextJsonSchema(shape),
  widget: () => 'phone',
  operators: TEXT_OPERATORS,
  sortable: true,
  convertible: () => 'checked',
})
