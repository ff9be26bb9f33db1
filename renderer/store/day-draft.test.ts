// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { dayDraft } from './day-draft.ts'

beforeEach(() => window.localStorage.clear())

test('what someone typed is there again for them, on that day', () => {
  dayDraft('links-mail', ['elena', '2026-11-27']).keep({ subject: 'Overdue' })
  expect(dayDraft('links-mail', ['elena', '2026-11-27']).read()).toEqual({ subject: 'Overdue' })
  expect(dayDraft('documents-mail', ['elena', '2026-11-27']).read()).toBeNull()
})

test('nobody else finds it, nor the next day, and none piles up', () => {
  dayDraft('links-mail', ['elena', '2026-11-27']).keep({ subject: 'Overdue' })
  const next = dayDraft('links-mail', ['elena', '2026-11-28'])
  expect([dayDraft('links-mail', ['sam', '2026-11-27']).read(), next.read()]).toEqual([null, null])
  next.keep({ subject: 'Open' })
  expect(window.localStorage.length).toBe(1)
  next.drop()
  expect(window.localStorage.length).toBe(0)
})
