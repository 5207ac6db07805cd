import { defineDecimalType } from './decimal-kind.ts'

/** An exact decimal with a fixed number of places. */
export const number = defineDecimalType({
  name: 'number',
  description: 'An exact decimal with a fixed number of places.',
  defaults: { precision: 18, scale: 4 },
})
