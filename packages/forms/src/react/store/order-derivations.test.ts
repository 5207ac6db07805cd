import { expect, test } from 'vitest'
import { orderDerivations } from './order-derivations.ts'

const of = (field: string, ...reads: string[]) => ({ field, reads: new Set(reads) })
const order = (...derivations: ReturnType<typeof of>[]) => orderDerivations(derivations).map(({ field }) => field)

test('puts what is read before what reads it', () => {
  expect(order(of('total', 'net', 'tax'), of('tax', 'net'), of('net', 'price', 'quantity'))).toEqual([
    'net',
    'tax',
    'total',
  ])
})

test('cuts a circle and keeps every member', () => {
  expect(order(of('a', 'b'), of('b', 'a')).toSorted()).toEqual(['a', 'b'])
  expect(order(of('a', 'a'))).toEqual(['a'])
})
