import { AppError, FLOW_LOOP, RECORD_INVALID } from '@huozi/core'
import { expect, test } from 'vitest'
import { planFailure, usualRetries } from './plan-failure.ts'

test('tries eight times, each time after a longer while', () => {
  const failures = Array.from({ length: 8 }, (_, attempts) => planFailure(new Error('x'), attempts, usualRetries))
  const delays = failures.flatMap((failure) => (failure.kind === 'again' ? failure.delayMs : []))
  expect(delays).toEqual([1000, 3000, 9000, 27_000, 81_000, 243_000, 600_000])
  expect(failures.at(-1)).toEqual({ kind: 'setAside', problem: { code: 'INTERNAL', message: 'x' } })
})

test('sets a loop aside at once', () => {
  const loop = AppError.of(FLOW_LOOP, { flow: 'x_a', object: 'x_b', depth: 10 })
  expect(planFailure(loop, 0, usualRetries)).toMatchObject({ kind: 'setAside', problem: { code: 'FLOW_LOOP' } })
})

test('keeps what was wrong in every language', () => {
  const failure = planFailure(AppError.of(RECORD_INVALID, { count: 1 }), 7, usualRetries)
  expect(failure).toMatchObject({
    problem: { code: 'RECORD_INVALID', message: { en: expect.any(String), 'zh-CN': expect.any(String) } },
  })
})
