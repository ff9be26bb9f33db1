import { expect, test } from 'vitest'
import { aDesk } from '../../../shared/testing/desk.ts'
import { splitDocument } from './row-codec.ts'

const desk = aDesk()
const doc = () => ({ ...desk.ledger.all('users')[0] }) as Record<string, unknown>

test('fields this version does not know are kept beside the row', () => {
  const { row, extra } = splitDocument('users', 'u', { ...doc(), nickname: 'Ana' })
  expect(row).not.toHaveProperty('nickname')
  expect(extra).toBe('{"nickname":"Ana"}')
})

test('a field that an older relay did not write is empty', () => {
  const { login: _, ...older } = doc()
  expect(splitDocument('users', 'u', older).row).toMatchObject({ login: '' })
})

test.each([
  ['name', 7],
  ['name', null],
  ['name', { a: 1 }],
  ['active', 1],
  ['active', 'yes'],
])('a document whose %s is %j is refused, not stored as something like it', (field, value) => {
  expect(() => splitDocument('users', 'u', { ...doc(), [field]: value })).toThrow(`users.${field}`)
})
