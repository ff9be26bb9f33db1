import { expect, test } from 'vitest'
import { isAppUrl, mayDownload, mayNavigate, outsideUrl, START_URL } from './url-policy.ts'

test.each([
  [START_URL, true],
  ['app://florin/index.html#/orders/new', true],
  ['app://florin/', true],
  ['app://florin.example/index.html', false],
  ['app://florin@evil/index.html', false],
  ['app://user:password@florin/index.html', false],
  ['app://evil/index.html', false],
  ['https://florin/index.html', false],
  ['file:///index.html', false],
  ['app:florin', false],
  ['about:blank', false],
  ['', false],
])('%s is a page of the app: %s', (url, expected) => {
  expect(isAppUrl(url)).toBe(expected)
})

test.each([
  [START_URL],
  ['app://florin/other.html'],
  ['https://relay.example/p'],
  ['javascript:alert(1)'],
  ['data:text/html,x'],
  ['blob:app://florin/0b0e'],
])('the window itself is not led to %s', url => {
  expect(mayNavigate({ url, isMainFrame: true })).toBe(false)
})

test.each([
  ['blob:app://florin/0b0e', true],
  ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html', true],
  ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjaj/index.html', false],
  ['blob:https://relay.example/0b0e', false],
  ['blob:app://florin.example/0b0e', false],
  ['https://relay.example/', false],
  ['app://florin/index.html', false],
  ['about:blank', false],
])('a frame inside the window is led to %s: %s', (url, expected) => {
  expect(mayNavigate({ url, isMainFrame: false })).toBe(expected)
})

test('only documents the app has made are saved', () => {
  expect(mayDownload('blob:app://florin/0b0e')).toBe(true)
  expect(mayDownload('https://relay.example/file.exe')).toBe(false)
  expect(mayDownload('data:application/pdf;base64,AA')).toBe(false)
})

const relay = 'https://pay.example.com'

test.each([
  ['https://pay.example.com/p/abc?x=1', relay, 'https://pay.example.com/p/abc?x=1'],
  ['https://PAY.example.com/p', relay, 'https://pay.example.com/p'],
  ['http://127.0.0.1:8787/p', 'http://127.0.0.1:8787', 'http://127.0.0.1:8787/p'],
  ['http://localhost:8787/p', 'http://localhost:8787/', 'http://localhost:8787/p'],
])('%s opens outside when the relay is %s', (url, at, expected) => {
  expect(outsideUrl(url, at)).toBe(expected)
})

test.each([
  ['http://pay.example.com/p', relay],
  ['https://pay.example.com:8443/p', relay],
  ['https://pay.example.com.evil.example/p', relay],
  ['https://pay.example.com@evil.example/p', relay],
  ['https://someone@pay.example.com/p', relay],
  ['https://evil.example/', relay],
  ['http://relay.example/p', 'http://relay.example'],
  ['http://127.0.0.1:8787/p', 'http://127.0.0.1:1080'],
  ['http://127.0.0.1:8787/p', relay],
  ['file:///etc/passwd', relay],
  ['file:///etc/passwd', 'file:///etc'],
  ['javascript:alert(1)', relay],
  ['mailto:someone@example.com', relay],
  ['smb://pay.example.com/share', 'smb://pay.example.com'],
  ['https://pay.example.com/p', ''],
  ['not an address', relay],
])('%s never opens outside when the relay is "%s"', (url, at) => {
  expect(outsideUrl(url, at)).toBeNull()
})
