import { scalar } from '../json-schema.ts'
import { defineFieldType } from './field-type.ts'
import { ORDER_OPERATORS } from './filter-operators.ts'
import { integerParser } from './integer.ts'

interface RatingOptions {
  readonly max?: number
}

const DEFAULT_MAX = 5
/** More stars than fit a line. */
const LARGEST_MAX = 10

/** A mark from one to a greatest, drawn as stars. No mark is blank, not zero. */
export const rating = defineFieldType<RatingOptions>({
  name: 'rating',
  description: 'A mark from 1 to a greatest, drawn as stars.',
  options: {
    max: scalar({
      type: 'integer',
      minimum: 2,
      maximum: LARGEST_MAX,
      default: DEFAULT_MAX,
      description: 'The best mark.',
    }),
  },
  column: () => ({ kind: 'integer' }),
  valueType: () => ({ kind: 'number', whole: 2, scale: 0 }),
  parser: (options) => integerParser(1, best(options)),
  jsonSchema: (options) => ({ type: 'integer', minimum: 1, maximum: best(options) }),
  maximum: best,
  widget: () => 'rating',
  operators: ORDER_OPERATORS,
  sortable: true,
  convertible: (from) => (from.kind === 'integer' ? 'checked' : 'refused'),
})

function best({ max }: RatingOptions): number {
  return max ?? DEFAULT_MAX
}
