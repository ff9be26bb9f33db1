import { expect, test } from 'vitest'
import { createRestartPolicy } from './restart-policy.ts'

test('the third death within a minute ends the restarts, until a person asks again', () => {
  let now = 1_000
  const policy = createRestartPolicy(() => now)
  expect(policy.died()).toBe('restart')
  now += 30_000
  expect(policy.died()).toBe('restart')
  now += 29_999
  expect(policy.died()).toBe('give-up')
  policy.forget()
  expect(policy.died()).toBe('restart')
})

test('deaths that lie a minute back no longer count', () => {
  let now = 0
  const policy = createRestartPolicy(() => now)
  for (let times = 0; times < 10; times++) {
    expect(policy.died()).toBe('restart')
    now += 30_000
  }
})
