import { expect, test } from 'vitest'
import { readLaunchOptions } from './launch-options.ts'

test('a packaged app starts without arguments', () => {
  expect(readLaunchOptions([])).toEqual({ profile: null, relay: '', join: null })
})

test('profile and relay are found among switches of Chromium', () => {
  const args = [
    '--inspect=0',
    '--remote-debugging-port=0',
    'app-folder',
    '--profile',
    'a b',
    '--relay',
    'https://r.example',
  ]
  expect(readLaunchOptions([...args, '--lang=es'])).toEqual({
    profile: 'a b',
    relay: 'https://r.example',
    join: null,
  })
  expect(readLaunchOptions(['--profile=c', '--relay=https://r.example', '--join', 'ABCD-1234'])).toEqual({
    profile: 'c',
    relay: 'https://r.example',
    join: 'ABCD-1234',
  })
})

test('an option without its value is as if it were not there', () => {
  expect(readLaunchOptions(['--relay', '--profile'])).toEqual({ profile: null, relay: '', join: null })
  expect(readLaunchOptions(['--profile='])).toEqual({ profile: null, relay: '', join: null })
})
