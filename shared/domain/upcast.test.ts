import { expect, test } from 'vitest'
import frozen from '../testing/frozen-commands.json' with { type: 'json' }
import { MemoryLedger } from '../testing/memory-ledger.ts'
import type { Actor } from './command.ts'
import { COMMANDS, commandNamed } from './commands.ts'
import { UPCASTS, upcast } from './upcast.ts'

const upcasts = {
  'order.create': {
    1: (payload: unknown) => ({ ...(payload as object), two: true }),
    2: (payload: unknown) => ({ ...(payload as object), three: true }),
  },
}

test('a payload is lifted step by step', () => {
  expect(upcast('order.create', 1, 3, { one: true }, upcasts)).toEqual({ one: true, two: true, three: true })
  expect(upcast('order.create', 2, 3, {}, upcasts)).toEqual({ three: true })
  expect(upcast('order.create', 3, 3, { as: 'it is' }, upcasts)).toEqual({ as: 'it is' })
})

test('a step that is missing is a fault, and so is a version from the future', () => {
  expect(() => upcast('order.create', 1, 4, {}, upcasts)).toThrow(
    'order.create has no way from version 3 to 4',
  )
  expect(() => upcast('order.create', 4, 3, {}, upcasts)).toThrow('version 4 of order.create is not known')
})

test('a payload that never was one is not lifted, and nothing breaks', () => {
  for (const payload of [null, 'text', {}, { applications: 7 }, { kind: 'customers', rows: null }]) {
    expect(() => upcast('payment.receive', 1, 2, payload)).not.toThrow()
    expect(() => upcast('import.add-rows', 1, 2, payload)).not.toThrow()
  }
  expect(upcast('payment.receive', 1, 2, { applications: 7 })).toEqual({ applications: 7 })
})

test('every command has a way from each version it ever had, and no other', () => {
  const ways = Object.values(COMMANDS)
    .filter(({ version }) => version > 1)
    .map(({ name, version }) => [name, Array.from({ length: version - 1 }, (_, at) => String(at + 1))])
  const found = Object.entries(UPCASTS).map(([name, steps]) => [name, Object.keys(steps)])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(ways))
})

/** What is refused of them. Facts never stand here. */
const REFUSED: Record<string, string> = {
  // Another desktop had taken the code.
  '01a207aa-7f80-736a-91dd-fffce02003d5': 'product-code-taken',
  // Another desktop had changed the phone.
  '01a207b0-f3d8-754d-8561-738b6c0f2445': 'changed-meanwhile',
  // The company was there.
  '01a207c7-0006-7000-8000-00000000c0de': 'already-exists',
  '01a207c7-c009-7000-8000-00000000c0de': 'already-exists',
}

// `frozen-commands.json` is the log of a company that worked with versions as they shipped: what people gave at desktops and
// what the relay gave itself, in its order. Lines are added at the end and never changed.
test('a payload of every command in every version it had is lifted, parsed and decided', () => {
  const ledger = new MemoryLedger()
  const refused: Record<string, string> = {}
  for (const { id, name, version, userId, deviceId, at, payload } of frozen) {
    const command = commandNamed(name)
    if (!command) throw new Error(`the app no longer knows ${name}`)
    const actor: Actor = userId === 'relay' ? { kind: 'relay' } : { kind: 'user', userId, deviceId }
    const lifted = command.payload.parse(upcast(name, version, command.version, payload))
    const ended = ledger.arrive({ id, name, payload: lifted, actor, at })
    if (ended.refusal === null) continue
    expect(command.class, `${name} ${JSON.stringify(ended.refusal)}`).toBe('request')
    refused[id] = ended.refusal.code
  }
  expect(refused).toEqual(REFUSED)
  const recorded = new Set(frozen.map(({ name, version }) => `${name} ${version}`))
  const missing = Object.values(COMMANDS).flatMap(({ name, version }) =>
    Array.from({ length: version }, (_, at) => `${name} ${at + 1}`).filter(one => !recorded.has(one)),
  )
  expect(missing, 'record a payload of each in shared/testing/frozen-commands.json').toEqual([])
})
