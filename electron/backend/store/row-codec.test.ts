import { expect, test } from 'vitest'
import { aDesk } from '../../../shared/testing/desk.ts'
import { documentRow, documentValues } from './row-codec.ts'

const desk = aDesk()
const doc = () => ({ ...desk.ledger.all('users')[0] }) as Record<string, unknown>

test('fields this version does not know are kept beside the row', () => {
  const newer = { ...doc(), nickname: 'Ana' }
  expect(documentRow('users', 'u', newer)).not.toHaveProperty('nickname')
  expect(documentValues('users', 'u', newer).at(-1)).toBe('{"nickname":"Ana"}')
})

test('a field that an older relay did not write is empty', () => {
  const { login: _, ...older } = doc()
  expect(documentRow('users', 'u', older)).toMatchObject({ login: '' })
})

test.each([
  ['name', 7],
  ['name', null],
  ['name', { a: 1 }],
  ['active', 1],
  ['active', 'yes'],
])('a document whose %s is %j is refused, not stored as something like it', (field, value) => {
  expect(() => documentValues('users', 'u', { ...doc(), [field]: value })).toThrow(`users.${field}`)
})
