import { setTimeout as sleep } from 'node:timers/promises'
import { connectDesk } from '../../electron/backend/testing/desk-client.ts'
import { assert } from '../../shared/lib/assert.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import type { Answers, AskInput, AskName, DeskAnswer } from '../../shared/protocol/desk.ts'
import { aLine } from '../../shared/testing/builders.ts'
import type { Part } from './part.ts'

type Client = Awaited<ReturnType<typeof connectDesk>>
type Given = AskInput<'command'> & { commandId: string }

/** What a clerk was told by the desktop, for the check at the end. */
export interface Told {
  /** Commands the desktop said it has saved, by id. */
  acknowledged: Map<string, { name: string; at: number }>
  /** Checks among them: payment id → cents. */
  payments: Map<string, number>
  /** Commands a desktop refused at once. */
  refused: number
  /** Commands asked again under the same id after the desktop died before it answered. */
  askedAgain: number
}

const ANSWER_LIMIT_MS = 15_000

/**
 * Works at one desktop without a pause: orders, lines, confirmations, checks, edits. When the desktop dies, the command
 * that got no answer is asked again under its id as soon as the desktop is back.
 */
export function hireClerk(
  part: Part,
  login: { login: string; password: string },
  customerIds: readonly string[],
  random: SeededRandom,
  told: Told,
) {
  const clock = { now: () => Date.now() }
  const id = () => newId(clock, random)
  const names = { newId: id, nextNumber: () => '' }
  const drafts: { orderId: string; lineId: string; boxes: number }[] = []
  let isStopping = false
  let pending: Given | null = null
  let client: Client | null = null

  /** A connection with someone logged in; null while the desktop is not there. */
  async function connected(): Promise<Client | null> {
    if (client && client.socket.readyState === client.socket.OPEN) return client
    const ready = part.ready
    if (!ready) return null
    try {
      const fresh = await connectDesk({ url: ready.url!, token: ready.token! })
      const answer = await answered(fresh, 'session.login', login)
      if (!answer?.ok) {
        fresh.close()
        assert(!answer || 'fault' in answer, `${part.name} login: ${JSON.stringify(answer)}`)
        return null
      }
      client = fresh
      return fresh
    } catch {
      // It died between being ready and being asked.
      return null
    }
  }

  async function work(): Promise<void> {
    while (!isStopping || pending) {
      const here = await connected()
      if (!here) {
        await sleep(20)
        continue
      }
      const isRepeated = pending !== null
      pending ??= await nextCommand(here)
      if (!pending) continue
      const answer = await answered(here, 'command', pending)
      if (!answer) {
        client?.close()
        client = null
        continue
      }
      if (isRepeated) told.askedAgain++
      take(pending, answer)
      pending = null
      await sleep(random.between(0, 12))
    }
  }

  function take(given: Given, answer: DeskAnswer): void {
    if (!answer.ok) {
      assert('refusal' in answer, `${part.name} ${given.name}: ${JSON.stringify(answer)}`)
      told.refused++
      return
    }
    told.acknowledged.set(given.commandId, { name: given.name, at: Date.now() })
    if (given.name !== 'payment.receive') return
    const { paymentId, totalCents } = given.payload as { paymentId: string; totalCents: number }
    told.payments.set(paymentId, totalCents)
  }

  async function nextCommand(here: Client): Promise<Given | null> {
    const customerId = random.pick(customerIds)
    const dice = random.between(0, 9)
    if (dice < 4 || drafts.length === 0) return newOrder(customerId)
    if (dice < 6) return command('payment.receive', newPayment(customerId))
    const draft = random.pick(drafts)
    if (dice < 8) {
      const boxes = { from: draft.boxes, to: draft.boxes + 1 }
      draft.boxes++
      return command('order.change-line', {
        lineId: draft.lineId,
        orderId: draft.orderId,
        changes: { boxes },
      })
    }
    const { orderId } = draft
    const answer = await answered(here, 'orders.one', { orderId })
    if (!answer?.ok) return null
    drafts.splice(drafts.indexOf(draft), 1)
    const expectedTotalCents = (answer.value as Answers['orders.one']).order.totalCents
    return command('order.confirm', { orderId, issuedOn: '2026-11-25', expectedTotalCents })
  }

  function newOrder(customerId: string): Given {
    const line = aLine(names)
    const orderId = id()
    drafts.push({ orderId, lineId: line.lineId, boxes: line.boxes })
    return command('order.create', {
      orderId,
      customerId,
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
      lines: [line],
    })
  }

  function newPayment(customerId: string) {
    const totalCents = random.between(1_00, 500_00)
    const fields = { receivedOn: '2026-11-25', method: 'Check', reference: '', note: '', applications: [] }
    return { paymentId: id(), customerId, totalCents, ...fields }
  }

  const command = (name: string, payload: Record<string, unknown>): Given => {
    return { commandId: id(), name, payload }
  }

  const working = work()
  return {
    /** Ends after the command under way was answered. */
    async stop(): Promise<void> {
      isStopping = true
      await working
      client?.close()
    },
    /** Logs in again where needed and answers how the sync stands; null while the desktop is not there. */
    async status() {
      const here = await connected()
      const answer = here && (await answered(here, 'sync.now', {}))
      return answer?.ok
        ? (answer.value as { phase: string; queuedCount: number; problem: string | null })
        : null
    },
  }
}

/** The answer, or null when the desktop died before it gave one. */
async function answered<N extends AskName>(
  client: Client,
  ask: N,
  input: AskInput<N>,
): Promise<DeskAnswer | null> {
  const late = new AbortController()
  const answer = await Promise.race([
    client.answer(ask, input),
    endOf(client),
    sleep(ANSWER_LIMIT_MS, null, { signal: late.signal }).catch(() => null),
  ])
  late.abort()
  return answer
}

const ends = new WeakMap<Client, Promise<null>>()

function endOf(client: Client): Promise<null> {
  const known = ends.get(client)
  if (known) return known
  const end = new Promise<null>(resolve => {
    client.socket.once('close', () => resolve(null))
    client.socket.on('error', () => resolve(null))
  })
  ends.set(client, end)
  return end
}
