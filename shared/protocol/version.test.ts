import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { COMMANDS } from '../domain/commands.ts'
import { TABLES } from '../domain/tables.ts'
import * as sync from './sync.ts'
import { HISTORY, PROTOCOL } from './version.ts'
import recorded from './wire-hashes.json' with { type: 'json' }

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** Everything that crosses the wire: messages, commands with their versions, and the columns of rows. */
const messages = Object.entries(sync)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .flatMap(([name, value]) => (value instanceof z.ZodType ? [[name, jsonSchema(value)] as const] : []))
const commands = Object.values(COMMANDS).map(
  ({ name, version, class: kind, payload }) => [name, version, kind, jsonSchema(payload)] as const,
)
const rows = Object.values(TABLES).map(({ name, columns, refs }) => [name, columns, refs] as const)

const hashOf = (part: unknown, digits = 12) =>
  createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, digits)
const hashes = (parts: readonly (readonly [string, ...unknown[]])[]) =>
  Object.fromEntries(parts.map(([name, ...part]) => [name, hashOf(part)]))

// `wire-hashes.json` is what these tests compare with: change a line of it together with the number of the protocol. Of a
// command it keeps one hash for each version; those of versions that have shipped never change. Within a number that no
// release carries yet, columns and messages may be added: their hashes and the number's own are recorded anew.

test('no message has changed without a new number of the protocol', () => {
  expect(hashes(messages)).toEqual(recorded.messages)
})

test('no table has changed its columns without a new number of the protocol', () => {
  expect(hashes(rows)).toEqual(recorded.tables)
})

test('no command has changed its payload or its class without a new version of it', () => {
  const known: Record<string, string[]> = recorded.commands
  const changed = commands.filter(([name, version, ...part]) => known[name]?.[version - 1] !== hashOf(part))
  const found = changed.map(([name, version, ...part]) => `${name} ${version}: ${hashOf(part)}`)
  expect(found, 'raise the version, write an upcast, record the hash').toEqual([])
})

test('every version of every command has its hash, and no command that shipped is gone', () => {
  const versions = Object.entries(recorded.commands).map(([name, known]) => [name, known.length])
  expect(Object.fromEntries(versions)).toEqual(
    Object.fromEntries(commands.map(([name, version]) => [name, version])),
  )
})

test('the wire has not changed without a new number', () => {
  expect(HISTORY[PROTOCOL]?.hash).toBe(hashOf({ messages, commands, rows }, 16))
})

test('every number up to the newest has its line of history', () => {
  const numbers = Array.from({ length: PROTOCOL }, (_, at) => String(at + 1))
  expect(Object.keys(HISTORY)).toEqual(numbers)
  for (const { what } of Object.values(HISTORY)) expect(what).not.toBe('')
})
