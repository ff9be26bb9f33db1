import { expect, test } from 'vitest'
import { createLog } from './create-log.ts'

const TOKEN = 'vQ3_'.repeat(10).concat('-x9')
const URL_OF_LINK = `https://pay.florin.example/l/K7PMQ2XA/${TOKEN}`

function logged(fields: object, message = ''): string {
  const lines: string[] = []
  createLog({ write: line => lines.push(line) }).error(fields, message)
  return lines.join('')
}

test.each([
  ['a message', {}, `GET ${URL_OF_LINK} failed`],
  ['a path with more behind it', { path: `/l/K7PMQ2XA/${TOKEN}/renew?lang=es` }, ''],
  ['an error', { err: new Error(`no answer for ${URL_OF_LINK}`) }, ''],
  ['the cause of an error', { err: new Error('no answer', { cause: new Error(URL_OF_LINK) }) }, ''],
  ['a field of an error', { err: Object.assign(new Error('no answer'), { detail: URL_OF_LINK }) }, ''],
  ['a field far down', { request: { headers: { all: [{ referer: URL_OF_LINK }] } } }, ''],
])('the secret of a link is in no line: %s', (_, fields, message) => {
  const line = logged(fields, message)
  expect(line).not.toContain(TOKEN)
  expect(line).toContain('/l/K7PMQ2XA/…')
  expect(JSON.parse(line)).toMatchObject({ level: 50 })
})

test.each([
  ['token', { token: TOKEN }],
  ['a refresh token', { body: { refreshToken: TOKEN } }],
  ['an authorization', { request: { headers: { authorization: `Bearer ${TOKEN}` } } }],
])('a field that holds a secret is left out: %s', (_, fields) => {
  expect(logged(fields)).not.toContain(TOKEN)
})

test('neither is what leads on to an account at Stripe', () => {
  const line = logged({ path: `/connect/K7PMQ2XA/${TOKEN}` })
  expect(line).not.toContain(TOKEN)
  expect(line).toContain('/connect/K7PMQ2XA/…')
})

test('what is no link stays as it is', () => {
  expect(logged({ path: '/v1/push', page: '/pay/K7PMQ2XA/abc' }, 'well/l/')).toContain('/pay/K7PMQ2XA/abc')
})
