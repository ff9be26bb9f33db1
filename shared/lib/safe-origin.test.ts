import { expect, test } from 'vitest'
import { isSafeOrigin } from './safe-origin.ts'

test.each([
  'https://relay.example',
  'http://127.0.0.1:8787',
  'http://localhost',
  'http://[::1]:80/x',
  'http://127.9.9.9',
])('%s is safe', url => expect(isSafeOrigin(url)).toBe(true))

test.each([
  'http://relay.example',
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://localhost@evil.example',
  'http://10.0.0.5:8787',
  'ftp://127.0.0.1',
  'relay.example',
])('%s is not', url => expect(isSafeOrigin(url)).toBe(false))
