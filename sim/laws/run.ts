import { isDeepStrictEqual, parseArgs } from 'node:util'
import fc from 'fast-check'
import type { AnyRow, TableName } from '../../shared/domain/tables.ts'
import { addDays } from '../../shared/lib/dates.ts'
import { brokenBooks } from '../../shared/testing/broken-books.ts'
import { brokenLaws } from '../../shared/testing/broken-laws.ts'
import {
  aLedgerWorld,
  FIRST_DAY,
  type LedgerAct,
  ledgerAct,
  playAct,
} from '../../shared/testing/ledger-acts.ts'
import { openDesktopBooks } from './desktop-books.ts'
import { openRelayBooks } from './relay-books.ts'
import type { StoreBooks } from './store-books.ts'

/**
 * `npm run laws -- [--commands N] [--seed S]`: random commands of all kinds on companies in memory, the ledger laws proved
 * after each; what was accepted is played again on a desktop's and on a relay's store, which must come to the same rows.
 * Ends with code 1 at the first law that breaks.
 */
const { values } = parseArgs({
  options: {
    commands: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    length: { type: 'string', default: '100' },
  },
})
const [commands, seed, length] = [Number(values.commands), Number(values.seed), Number(values.length)]

const TABLES: readonly TableName[] = [
  'companies',
  'customers',
  'orders',
  'order_lines',
  'invoices',
  'invoice_revisions',
  'payments',
  'applications',
  'customer_balances',
  'credits',
  'payment_links',
  'mails',
  'tasks',
  'disputes',
]

const stores: StoreBooks[] = [openDesktopBooks(), await openRelayBooks()]
const startedAt = performance.now()
const counts = { companies: 0, given: 0, accepted: 0, stored: 0 }
const kinds = new Map<string, number>()
let violations = 0
try {
  for (let at = 0; counts.given < commands && violations === 0; at++) {
    const sequence = fc.array(ledgerAct, { minLength: length, maxLength: length, size: 'max' })
    const [acts] = fc.sample(sequence, { seed: seed + at, numRuns: 1 })
    await playCompany(acts!, seed + at)
    counts.companies++
  }
} finally {
  for (const store of stores) await store.close()
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
process.stdout.write(
  `${counts.given} commands in ${counts.companies} companies, ${counts.accepted} accepted, each law proved after each; ` +
    `${counts.stored} played again on ${stores.map(({ name }) => name).join(' and ')}; ${seconds} s\n`,
)
process.stdout.write(`accepted: ${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`)
process.stdout.write(`${violations} violations\n`)
process.exitCode = violations > 0 ? 1 : 0

async function playCompany(acts: readonly LedgerAct[], companySeed: number): Promise<void> {
  const { desk, customers } = aLedgerWorld()
  for (const [at, act] of acts.entries()) {
    const before = desk.given.length
    const ended = playAct(desk, customers, act)
    counts.given += desk.given.length - before
    if (ended?.refusal !== null) continue
    counts.accepted++
    kinds.set(act.kind, (kinds.get(act.kind) ?? 0) + 1)
    const where = `seed ${companySeed}, act ${at} ${JSON.stringify(act)}`
    tell(where, brokenLaws(desk.ledger))
    tell(where, brokenBooks(desk.ledger, addDays(FIRST_DAY, (at * 37 + act.day) % 150)))
    if (violations > 0) return
  }
  const accepted = desk.given.filter(given => desk.ledger.arrive(given).refusal === null)
  for (const store of stores) {
    await store.play(accepted)
    counts.stored += accepted.length
    const where = `seed ${companySeed}, ${store.name}`
    tell(where, await store.findings())
    for (const table of TABLES) {
      const [here, there] = [desk.ledger.all(table), await store.rowsOf(table)].map(byId)
      if (!isDeepStrictEqual(here, there)) tell(where, [`${table} differ`])
    }
  }
}

function tell(where: string, broken: readonly string[]): void {
  violations += broken.length
  for (const sentence of broken) process.stderr.write(`${where}: ${sentence}\n`)
}

// Rows of a store come without prototypes and in its order.
function byId(rows: readonly AnyRow[]): unknown {
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return JSON.parse(JSON.stringify(sorted.map(row => Object.fromEntries(Object.entries(row).sort()))))
}
