import { expect, test, vi } from 'vitest'
import { createOpenOutside } from './open-outside.ts'

test('the relay is asked for anew each time; the rest is refused and logged without its address', () => {
  const open = vi.fn(async (_url: string) => undefined)
  const log = vi.fn()
  let relayUrl = ''
  const openOutside = createOpenOutside({ open, relayUrl: () => relayUrl, log })
  openOutside('https://relay.example/pay/secret')
  relayUrl = 'https://relay.example'
  openOutside('https://relay.example/pay/secret')
  openOutside('no address at all')
  expect(open.mock.calls).toEqual([['https://relay.example/pay/secret']])
  expect(log.mock.calls).toEqual([
    ['an address was not opened outside', { scheme: 'https:' }],
    ['an address was not opened outside', { scheme: '' }],
  ])
})

test('a system that cannot open an address is logged without it', async () => {
  const log = vi.fn()
  const openOutside = createOpenOutside({
    open: url => Promise.reject(new Error(`no program for ${url}`)),
    relayUrl: () => 'https://relay.example',
    log,
  })
  openOutside('https://relay.example/pay/secret')
  await vi.waitFor(() => expect(log).toHaveBeenCalled())
  expect(log.mock.calls).toEqual([['the system could not open an address', { error: 'Error' }]])
})
