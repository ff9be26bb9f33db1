import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { startDesktop } from '../e2e/support/processes.ts'
import { type Backend, startBackend } from '../electron/backend/backend.ts'
import { nodePorts } from '../electron/backend/node-ports.ts'
import { createHandlers } from '../electron/backend/serve/handlers.ts'
import { PROFILE_FILE } from '../electron/backend/store/migrate-profile.ts'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { temporaryFolder } from '../electron/backend/testing/desktop-under-test.ts'
import { newId } from '../shared/lib/ids.ts'
import { seededRandom } from '../shared/lib/seeded-random.ts'
import { type Answers, ASKS, type AskInput, type AskName } from '../shared/protocol/desk.ts'
import { aLine } from '../shared/testing/builders.ts'
import { median, timed } from './bench-result.ts'
import { type CompanySize, fillProfile } from './desk-company.ts'

/** Nobody is at the other end: what is measured needs no relay. */
const NO_RELAY = 'http://127.0.0.1:9'
const STARTS = 5

export type DeskUnderBench = Awaited<ReturnType<typeof startDeskUnderBench>>

/** A company of this size on a desktop in this process, with what a person does to it. */
export async function startDeskUnderBench(size: CompanySize) {
  const folder = temporaryFolder()
  const directory = join(folder.path, 'profile')
  const filled = performance.now()
  const { adminId } = fillProfile(directory, size)
  const megabytes = Math.round(statSync(join(directory, PROFILE_FILE)).size / 1024 / 1024)
  process.stderr.write(`  filled ${megabytes} MB in ${Math.round((performance.now() - filled) / 1000)} s\n`)
  const starts = await measureStarts(folder.path)

  const backend: Backend = startBackend({ ...nodePorts(), log: () => undefined }, directory, NO_RELAY)
  backend.logIn({ userId: adminId, userToken: null })
  const handlers = createHandlers(backend)
  async function ask<N extends AskName>(name: N, input: AskInput<N>): Promise<Answers[N]> {
    const answer = handlers[name] as (input: unknown) => Answers[N] | Promise<Answers[N]>
    return answer(ASKS[name].parse(input))
  }
  const sql = (text: string) => backend.profile.reader.prepare(text)
  const random = seededRandom(3)
  const id = () => newId({ now: () => Date.now() }, random)
  const customerIds = sql('SELECT id FROM customers ORDER BY id LIMIT 5000').pluck().all() as string[]
  const open = sql(
    'SELECT id, customerId, openCents FROM invoices WHERE openCents > 0 ORDER BY id LIMIT 20000',
  ).all() as { id: string; customerId: string; openCents: number }[]
  const openCount = Number(sql('SELECT count(*) FROM invoices WHERE openCents > 0').pluck().get())
  const { today } = backend.state()
  // As a second after every start.
  const warmMs = await timed(() => backend.warm())
  const count = (value: number) => value.toLocaleString('en-US')
  let turn = 0
  let isOrders = false
  const isOrdersTurn = () => {
    isOrders = !isOrders
    return isOrders
  }

  const desk = {
    folder: folder.path,
    backend,
    handlers,
    ask,
    sql,
    random,
    customerIds,
    open,
    today,
    warmMs,
    starts,
    facts: `${count(size.customers)} customers, ${count(size.invoices)} invoices of ${size.lines} lines, ${count(openCount)} open, ${megabytes} MB`,
    /** Saves a new order of 20 lines. */
    saveOrder: () =>
      ask('command', {
        name: 'order.create',
        payload: {
          orderId: id(),
          customerId: random.pick(customerIds),
          orderedOn: '2026-11-25',
          shipOn: '2026-11-27',
          carrier: 'Own truck',
          shipToId: null,
          poNumber: '',
          reference: '',
          salespersonId: null,
          buyerContactId: null,
          warehouseNote: '',
          invoiceNote: '',
          lines: Array.from({ length: 20 }, () => aLine({ newId: id, nextNumber: () => '' })),
        },
      }),
    /** Receives a check over a part of an open invoice: it changes what every list of money shows. */
    receiveCheck() {
      const invoice = open[turn++ % open.length]!
      return ask('command', {
        name: 'payment.receive',
        payload: {
          paymentId: id(),
          customerId: invoice.customerId,
          receivedOn: today,
          method: 'Check',
          reference: String(turn),
          totalCents: 100,
          note: '',
          applications: [{ invoiceId: invoice.id, amountCents: 100 }],
        },
      })
    },
    /** By turns a check received and an order saved. */
    change: () => (isOrdersTurn() ? desk.saveOrder() : desk.receiveCheck()),
    async stop(): Promise<void> {
      await backend.stop()
      folder.remove()
    },
  }
  return desk
}

/** From spawning the backend's process to its first answer, and an empty Node process; medians of some starts. */
async function measureStarts(folder: string): Promise<{ oursMs: number[]; bareMs: number[] }> {
  const [oursMs, bareMs]: [number[], number[]] = [[], []]
  for (let round = 0; round < STARTS; round++) {
    const empty = performance.now()
    await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'exit')
    bareMs.push(performance.now() - empty)
    const began = performance.now()
    const desktop = await startDesktop({ folder, name: 'profile', relayUrl: NO_RELAY })
    const client = await connectDesk(desktop.ready)
    await client.ask('session.state', {})
    oursMs.push(performance.now() - began)
    client.close()
    await desktop.stop()
  }
  return { oursMs, bareMs }
}

/** The value that this share of them does not exceed; the median for 0.5. */
export function rank(values: readonly number[], at: number): number {
  if (at === 0.5) return median(values)
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * at) - 1)]!
}
