import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

test.each([
  ['a socket speaks for itself', '203.0.113.9', undefined, [], '203.0.113.9'],
  ['nobody may say it is someone else', '203.0.113.9', '198.51.100.1', [], '203.0.113.9'],
  ['a trusted proxy says who it was', '10.0.0.1', '198.51.100.1', ['10.0.0.1'], '198.51.100.1'],
  [
    'what the client wrote itself is not believed',
    '10.0.0.1',
    '1.1.1.1, 198.51.100.1',
    ['10.0.0.1'],
    '198.51.100.1',
  ],
  [
    'proxies behind each other',
    '10.0.0.1',
    '198.51.100.1, 10.0.0.2',
    ['10.0.0.1', '10.0.0.2'],
    '198.51.100.1',
  ],
  ['a proxy asking for itself', '10.0.0.1', '10.0.0.1', ['10.0.0.1'], '10.0.0.1'],
  ['IPv4 in IPv6', '::ffff:203.0.113.9', undefined, [], '203.0.113.9'],
  ['IPv6 counts by its /64', '2001:db8:1:2:3:4:5:6', undefined, [], '2001:db8:1:2'],
  ['IPv6 written short', '2001:db8::1', undefined, [], '2001:db8:0:0'],
  ['IPv6 loopback', '::1', undefined, [], '0:0:0:0'],
])('%s', (_, socket, forwarded, trusted, expected) => {
  expect(clientAddress(socket, forwarded, trusted)).toBe(expected)
})
