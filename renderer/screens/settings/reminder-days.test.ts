import { expect, test } from 'vitest'
import { reminderDays, type TypedReminder } from './reminder-days.ts'

const row = (when: TypedReminder['when'], days = '') => ({ key: when + days, when, days })

test('days read back as they were, the earliest first', () => {
  expect(reminderDays.read(reminderDays.typed([-3, 0, 7, 14]))).toEqual({ value: [-3, 0, 7, 14] })
  expect(reminderDays.read([row('after', '7'), row('before', '10'), row('on')])).toEqual({
    value: [-10, 0, 7],
  })
})

test.each([
  [row('before', '31'), 'not-days-before'],
  [row('after', '121'), 'not-days-after'],
  [row('after', '0'), 'not-days-after'],
  [row('after', 'x'), 'not-days-after'],
  [row('before', ''), 'not-days-before'],
])('%j is no day', (typed, problem) => {
  expect(reminderDays.read([typed])).toEqual({ problems: { '0.days': problem } })
})

test('a day is there once', () => {
  expect(reminderDays.read([row('after', '7'), row('after', '07')])).toEqual({
    problems: { '1.days': 'name-twice' },
  })
})
