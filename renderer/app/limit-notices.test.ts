import {
  createNotificationsStore,
  hideNotification,
  type notificationsStore,
  showNotification,
} from '@mantine/notifications'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { limitNotices, MOST_SHOWN_MS } from './limit-notices.ts'

let store: typeof notificationsStore
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers()
  store = createNotificationsStore()
  store.updateState(state => ({ ...state, limit: 2 }))
  stop = limitNotices(store, id => hideNotification(id, store))
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const shown = () => store.getState().notifications.map(({ id }) => id)

test('a notice goes after its longest time though nothing else takes it away', () => {
  showNotification({ id: 'saved', message: 'Saved.' }, store)
  showNotification({ id: 'undo', message: 'Voided.', autoClose: 12_000 }, store)
  vi.advanceTimersByTime(MOST_SHOWN_MS - 1)
  expect(shown()).toEqual(['saved', 'undo'])
  vi.advanceTimersByTime(1)
  expect(shown()).toEqual(['undo'])
  vi.advanceTimersByTime(2_000)
  expect(shown()).toEqual([])
})

test('what stays until it is closed stays, and who waits has its whole time once it is shown', () => {
  showNotification({ id: 'wrong', message: 'No.', autoClose: false }, store)
  showNotification({ id: 'first', message: '1' }, store)
  showNotification({ id: 'second', message: '2' }, store)
  vi.advanceTimersByTime(MOST_SHOWN_MS)
  expect(shown()).toEqual(['wrong', 'second'])
  vi.advanceTimersByTime(MOST_SHOWN_MS - 1)
  expect(shown()).toEqual(['wrong', 'second'])
  vi.advanceTimersByTime(1)
  expect(shown()).toEqual(['wrong'])
})
