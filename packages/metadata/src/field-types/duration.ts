import { defineDecimalType } from './decimal-kind.ts'

/** A length of time in seconds, exact to the millisecond. */
export const duration = defineDecimalType({
  name: 'duration',
  description: 'A length of time, in seconds.',
  defaults: { precision: 15, scale: 3 },
  kind: 'duration',
})
