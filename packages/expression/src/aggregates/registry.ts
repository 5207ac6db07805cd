import type { Aggregate } from './aggregate.ts'
import { avg } from './avg.ts'
import { count } from './count.ts'
import { exists } from './exists.ts'
import { first } from './first.ts'
import { last } from './last.ts'
import { max } from './max.ts'
import { median } from './median.ts'
import { min } from './min.ts'
import { sum } from './sum.ts'

/** All aggregates, in the order of the reference. Adding one is a file and a word here. */
export const AGGREGATES: readonly Aggregate[] = Object.freeze([count, exists, sum, avg, min, max, median, first, last])

const BY_NAME: ReadonlyMap<string, Aggregate> = new Map(AGGREGATES.map((aggregate) => [aggregate.name, aggregate]))

export function isAggregate(name: string): boolean {
  return BY_NAME.has(name)
}

/** The aggregate of this name. Only checked nodes name aggregates, so that a missing one is a fault of ours. */
export function findAggregate(name: string): Aggregate {
  const aggregate = BY_NAME.get(name)
  if (aggregate === undefined) throw new Error(`no aggregate ${name}`)
  return aggregate
}
