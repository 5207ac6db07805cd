import { defineDecimalType } from './decimal-kind.ts'

/** A percentage as people see it: 10 is 10 %. */
export const percent = defineDecimalType({
  name: 'percent',
  description: 'A percentage as people see it: 10 is 10 %.',
  defaults: { precision: 12, scale: 4 },
})
