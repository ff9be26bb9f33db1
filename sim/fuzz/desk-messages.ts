import { z } from 'zod'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { ASKS, type AskName, question } from '../../shared/protocol/desk.ts'
import { hostileCommand, type KnownIds } from './hostile-commands.ts'
import { hostileText, hostileValue } from './hostile-values.ts'
import { mutateJson, printJson } from './mutate-json.ts'

/** One text message for a backend's socket, and what must come of it. */
export interface DeskMessage {
  /** The question it was made from, for the counts. */
  about: string
  text: string
  /** `close`: it is no question. `refuse`: it asks for what cannot be. `answer`: it only reads. */
  expect: 'close' | 'refuse' | 'answer'
}

const NAMES = Object.keys(ASKS) as AskName[]

/** Questions that change nothing, which may therefore turn out to be good ones. */
const READS: ReadonlySet<string> = new Set<AskName>([
  'session.state',
  'sync.status',
  'company.settings',
  'users.all',
  'customers.list',
  'customers.search',
  'customers.one',
  'products.list',
  'products.search',
  'orders.summary',
  'orders.one',
  'invoices.open',
  'invoices.one',
  'invoices.mail-draft',
  'payments.history',
  'payments.one',
  'attention.open',
  'numbers.documents',
])

/** A hostile message; those that would change something are drawn again. */
export function deskMessage(ids: KnownIds, id: number, random: SeededRandom): DeskMessage {
  for (;;) {
    const drawn = drawMessage(ids, id, random)
    const expect = expectationOf(drawn.text, drawn.isHostileCommand)
    if (expect !== null) return { about: drawn.about, text: drawn.text, expect }
  }
}

function drawMessage(ids: KnownIds, id: number, random: SeededRandom) {
  const kind = random.fraction()
  if (kind < 0.2) {
    const { name, payload } = hostileCommand(ids, random)
    const text = `{"id":${id},"ask":"command","input":{"name":${JSON.stringify(name)},"payload":${payload}}}`
    return { about: 'command', text, isHostileCommand: true }
  }
  if (kind < 0.28) return { about: 'no question', text: noQuestion(random), isHostileCommand: false }
  const ask = random.pick(NAMES)
  const input = sampleOf(z.toJSONSchema(ASKS[ask], { io: 'input', unrepresentable: 'any' }), '', ids, random)
  const asked = { id, ask, input }
  const mutated = kind < 0.4 ? mutateJson(asked, random) : { ...asked, input: mutateJson(input, random) }
  return { about: ask, text: printJson(mutated), isHostileCommand: false }
}

function noQuestion(random: SeededRandom): string {
  return random.pick([
    () => '',
    () => 'null',
    () => '{}',
    () => '[]',
    () => '{"id":1}',
    () => hostileText(random),
    () => printJson(hostileValue(random)),
    () => '['.repeat(random.pick([100, 10_000, 1_000_000])),
    () => '{"id":1,"ask":"sync.status","input":{}',
    () => '{"id":1,"ask":"sync.status","input":{}}{"id":2,"ask":"sync.status","input":{}}',
  ])()
}

function expectationOf(text: string, isHostileCommand: boolean): DeskMessage['expect'] | null {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return 'close'
  }
  const asked = question.safeParse(message)
  if (!asked.success) return 'close'
  const { ask, input } = asked.data
  if (!ASKS[ask].safeParse(input).success) return 'refuse'
  if (ask === 'command') return isHostileCommand ? 'refuse' : null
  return READS.has(ask) ? 'answer' : null
}

type Schema = z.core.JSONSchema.BaseSchema

/** Something the schema may well take: ids by the name of the field, the rest by its type. */
function sampleOf(schema: Schema | boolean, name: string, ids: KnownIds, random: SeededRandom): unknown {
  if (typeof schema === 'boolean') return { a: 1 }
  if (schema.enum) return random.pick(schema.enum)
  if (schema.const !== undefined) return schema.const
  const either = schema.anyOf ?? schema.oneOf
  if (either) return sampleOf(random.pick(either), name, ids, random)
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).filter(
      ([field]) => schema.required?.includes(field) || random.chance(0.4),
    )
    return Object.fromEntries(fields.map(([field, inner]) => [field, sampleOf(inner, field, ids, random)]))
  }
  if (schema.type === 'array') return [sampleOf((schema.items as Schema) ?? true, name, ids, random)]
  if (schema.type === 'integer' || schema.type === 'number') return random.pick([1, 50, schema.minimum ?? 0])
  if (schema.type === 'boolean') return random.chance(0.5)
  if (schema.type === 'null') return null
  if (schema.type !== 'string') return hostileValue(random)
  if (Object.hasOwn(ids, name)) return ids[name as keyof KnownIds]
  if (name === 'from' || name === 'to') return '2026-11-23'
  // A search, a sort: what reaches SQL and must stay a value there.
  return random.chance(0.5) ? hostileText(random).slice(0, 40).trim() : 'rose'
}
