import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Windows } from './windows.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function openWindows() {
  const passed: (readonly [key: number, items: readonly string[]])[] = []
  return { passed, windows: new Windows<string>(50, (key, items) => passed.push([key, items])) }
}

test('what comes first passes at once, what follows passes together', () => {
  const { passed, windows } = openWindows()
  for (const item of ['a', 'b', 'c']) windows.add(1, item)
  windows.add(2, 'z')
  expect(passed).toEqual([
    [1, ['a']],
    [2, ['z']],
  ])
  vi.advanceTimersByTime(50)
  expect(passed.slice(2)).toEqual([[1, ['b', 'c']]])
  windows.add(1, 'd')
  expect(passed).toHaveLength(3)
  vi.advanceTimersByTime(50)
  expect(passed.at(-1)).toEqual([1, ['d']])
})

test('a quiet key keeps no window', () => {
  const { passed, windows } = openWindows()
  windows.add(1, 'a')
  vi.advanceTimersByTime(50)
  expect(vi.getTimerCount()).toBe(0)
  windows.add(1, 'b')
  expect(passed).toHaveLength(2)
})

test('nothing is held back for ever', () => {
  const { passed, windows } = openWindows()
  windows.add(1, 'a')
  windows.add(1, 'b')
  windows.flush()
  expect(passed).toEqual([
    [1, ['a']],
    [1, ['b']],
  ])
  expect(vi.getTimerCount()).toBe(0)
})
