import { COMMANDS, type CommandName, commandNamed } from '../../shared/domain/commands.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { hostileText, hostileValue } from './hostile-values.ts'
import { mutateJson, printJson } from './mutate-json.ts'

/** Ids of what commands are about. */
export interface KnownIds {
  customerId: string
  productId: string
  orderId: string
  lineId: string
  invoiceId: string
  paymentId: string
  userId: string
}

/** A command whose payload no version of Florin can take: by its name unknown, or by its schema wrong. */
export function hostileCommand(ids: KnownIds, random: SeededRandom): { name: string; payload: string } {
  for (;;) {
    const name = random.chance(0.05) ? hostileText(random).slice(0, 60) : random.pick(NAMES)
    const payload = random.chance(0.2)
      ? printJson(hostileValue(random))
      : printJson(mutateJson(payloadLike(name, ids), random))
    const command = commandNamed(name)
    if (!command?.payload.safeParse(JSON.parse(payload)).success) return { name, payload }
  }
}

const NAMES = Object.keys(COMMANDS) as CommandName[]

// Not of one command: what several of them read, so that most of a decision's schema is met by something near it.
function payloadLike(name: string, ids: KnownIds): Record<string, unknown> {
  const change = { from: 1, to: 2 }
  const line = {
    lineId: ids.lineId,
    productId: ids.productId,
    description: 'Rose',
    soldAs: 'box-stem',
    boxType: 'HB',
  }
  const quantities = {
    boxes: 2,
    bunchesPerBox: 12,
    stemsPerBunch: 25,
    quantity: 0,
    priceE4: 3800,
    taxable: false,
  }
  const fields: Record<string, Record<string, unknown>> = {
    'order.create': {
      orderId: ids.orderId,
      number: '10002',
      customerId: ids.customerId,
      orderedOn: '2026-11-23',
      shipOn: '2026-11-25',
      carrier: '',
      lines: [{ ...line, ...quantities }],
    },
    'order.change-line': { orderId: ids.orderId, lineId: ids.lineId, changes: { boxes: change } },
    'order.change': { orderId: ids.orderId, changes: { carrier: { from: '', to: 'x' } } },
    'order.add-line': { orderId: ids.orderId, line: { ...line, ...quantities } },
    'order.confirm': { orderId: ids.orderId, issuedOn: '2026-11-23', expectedTotalCents: 1 },
    'payment.receive': {
      paymentId: ids.paymentId,
      number: '5002',
      customerId: ids.customerId,
      receivedOn: '2026-11-23',
      method: 'Check',
      totalCents: 100,
      applications: [{ invoiceId: ids.invoiceId, amountCents: 100 }],
    },
    'payment.apply': {
      paymentId: ids.paymentId,
      applications: [{ invoiceId: ids.invoiceId, amountCents: 1 }],
    },
    'document.email': {
      invoiceId: ids.invoiceId,
      recipients: [{ mailId: ids.lineId, address: 'a@b.example' }],
    },
  }
  return { ...(fields[name] ?? { ...ids, changes: { name: change } }), _: 0 }
}
