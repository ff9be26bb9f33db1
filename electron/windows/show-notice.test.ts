import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { createNotices } from './show-notice.ts'

const NOTICE = { title: 'Petal & Stem paid $228.00', body: 'Payment 1042 by link.', path: '/link-payments/1' }

function system(given: { isSupported?: boolean; isWatched?: boolean } = {}) {
  const made: (EventEmitter & { show: () => void; text: object })[] = []
  const open = vi.fn()
  const log = vi.fn()
  const show = createNotices({
    isSupported: () => given.isSupported ?? true,
    isWatched: () => given.isWatched ?? false,
    make(text) {
      const notification = Object.assign(new EventEmitter(), { show: vi.fn(), text })
      made.push(notification)
      return notification
    },
    open,
    log,
  })
  return { show, made, open, log }
}

test('a notice is shown by the system, and a click opens its screen', () => {
  const { show, made, open } = system()
  show(NOTICE)
  expect(made.map(({ text }) => text)).toEqual([{ title: NOTICE.title, body: NOTICE.body }])
  expect(made[0]!.show).toHaveBeenCalledOnce()
  expect(open).not.toHaveBeenCalled()
  made[0]!.emit('click')
  expect(open.mock.calls).toEqual([['/link-payments/1']])
})

test('nothing is shown to who looks at the window, nor where the system shows none', () => {
  for (const given of [{ isWatched: true }, { isSupported: false }]) {
    const { show, made } = system(given)
    show(NOTICE)
    expect(made).toEqual([])
  }
})

test('one that could not be shown is logged without its words', () => {
  const { show, made, log } = system()
  show(NOTICE)
  made[0]!.emit('failed', {}, 'no daemon')
  expect(log.mock.calls).toEqual([['a notification could not be shown', { error: 'no daemon' }]])
})
