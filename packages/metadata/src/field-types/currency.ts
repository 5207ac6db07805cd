import { defineDecimalType } from './decimal-kind.ts'

/** An amount of money in the currency of the record (the tenant's, unless the object is multi-currency). */
export const currency = defineDecimalType({
  name: 'currency',
  description: 'An amount of money.',
  defaults: { precision: 20, scale: 2 },
  isMoney: true,
})
