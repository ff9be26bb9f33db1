import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { COMMANDS } from '../domain/commands.ts'
import { TABLES } from '../domain/tables.ts'
import * as sync from './sync.ts'
import { HISTORY, PROTOCOL } from './version.ts'

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** Everything that crosses the wire: messages, commands with their versions, and the columns of rows. */
function wireSchemas(): unknown {
  const messages = Object.entries(sync).flatMap(([name, value]) =>
    value instanceof z.ZodType ? [[name, jsonSchema(value)]] : [],
  )
  const commands = Object.values(COMMANDS).map(({ name, version, class: kind, payload }) => [
    name,
    version,
    kind,
    jsonSchema(payload),
  ])
  const rows = Object.values(TABLES).map(({ name, columns, refs }) => [name, columns, refs])
  return { messages, commands, rows }
}

test('the wire has not changed without a new number', () => {
  const hash = createHash('sha256').update(JSON.stringify(wireSchemas())).digest('hex').slice(0, 16)
  expect(HISTORY[PROTOCOL]?.hash).toBe(hash)
})

test('every number up to the newest has its line of history', () => {
  const numbers = Array.from({ length: PROTOCOL }, (_, at) => String(at + 1))
  expect(Object.keys(HISTORY)).toEqual(numbers)
  for (const { what } of Object.values(HISTORY)) expect(what).not.toBe('')
})
