import { expect, test } from 'vitest'
import { newId } from '../../shared/lib/ids.ts'
import { createTestClock, testRandom } from '../testing/each-engine.ts'
import { createTokens } from './tokens.ts'

const clock = createTestClock()
const tokens = createTokens(new Uint8Array(32).fill(1))
const companyId = newId(clock, testRandom)
const deviceId = newId(clock, testRandom)
const userId = newId(clock, testRandom)

test('a token says what it was made for, and fits the wire', () => {
  const access = tokens.issueAccess(companyId, deviceId, clock.now())
  const user = tokens.issueUser({ companyId, deviceId, userId }, clock.now())
  expect(tokens.readAccess(access.token, clock.now())).toEqual({
    companyId,
    deviceId,
    expiresAt: access.expiresAt,
  })
  expect(tokens.readUser(user.token, clock.now())).toMatchObject({ companyId, deviceId, userId })
  for (const { token } of [access, user]) expect(token.length).toBeLessThanOrEqual(200)
})

test('tokens of one kind are none of the other, nor of another relay', () => {
  const { token: access } = tokens.issueAccess(companyId, deviceId, clock.now())
  const { token: user } = tokens.issueUser({ companyId, deviceId, userId }, clock.now())
  expect(tokens.readUser(access, clock.now())).toBeNull()
  expect(tokens.readAccess(user, clock.now())).toBeNull()
  expect(createTokens(new Uint8Array(32).fill(2)).readAccess(access, clock.now())).toBeNull()
})

test('a refresh token is of one renewal of one device at one relay', () => {
  const token = tokens.refreshToken(companyId, deviceId, 41)
  expect(token).toBe(tokens.refreshToken(companyId, deviceId, 41))
  expect(tokens.readRefresh(token, companyId, deviceId)).toBe(41)
  expect(tokens.readRefresh(token, companyId, userId)).toBeNull()
  expect(tokens.readRefresh(token, deviceId, deviceId)).toBeNull()
  expect(tokens.readRefresh(token.replace('41', '42'), companyId, deviceId)).toBeNull()
  expect(tokens.readRefresh(`${token}.`, companyId, deviceId)).toBeNull()
  expect(createTokens(new Uint8Array(32).fill(2)).readRefresh(token, companyId, deviceId)).toBeNull()
})

test.each(['', '.', 'a.b.c.d', 'a'.repeat(500)])('%j is no token', text => {
  expect(tokens.readAccess(text, clock.now())).toBeNull()
  expect(tokens.readUser(text, clock.now())).toBeNull()
  expect(tokens.readRefresh(text, companyId, deviceId)).toBeNull()
})

test('nothing of a token can be changed', () => {
  const { token } = tokens.issueAccess(companyId, deviceId, clock.now())
  for (let at = 0; at < token.length; at++) {
    const changed = token.slice(0, at) + (token[at] === 'x' ? 'y' : 'x') + token.slice(at + 1)
    expect(tokens.readAccess(changed, clock.now())).toBeNull()
  }
})

test('a proof has one spelling', () => {
  const ends = new Set<string>()
  for (let renewal = 0; renewal < 200; renewal++) {
    const token = tokens.refreshToken(companyId, deviceId, renewal)
    const last = token.at(-1)!
    ends.add(last)
    const twin = token.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1)
    expect(tokens.readRefresh(twin, companyId, deviceId)).toBeNull()
  }
  expect(ends.size).toBeGreaterThan(8)
})
