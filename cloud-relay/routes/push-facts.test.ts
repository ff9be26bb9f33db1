import { beforeAll, expect, test } from 'vitest'
import type { WireRow } from '../../shared/protocol/sync.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload, orderPayload, paymentPayload } from '../testing/payloads.ts'
import { startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, type TestDevice } from '../testing/test-device.ts'

describeEachEngine('a push of what happened meanwhile', database => {
  let desk: TestDevice

  beforeAll(async () => {
    desk = await createTestCompany(await startRelayUnderTest(database.open()))
  })

  /** The rows of a table that changed since `from`. */
  async function rowsSince(
    device: TestDevice,
    from: TestDevice['cursor'],
    table: string,
  ): Promise<WireRow[]> {
    device.cursor = from
    return (await device.pulled()).rows.filter(row => row.table === table)
  }

  async function tasksSince(from: TestDevice['cursor'], kind: string) {
    const docs = (await rowsSince(desk, from, 'tasks')).map(({ doc }) => doc)
    return docs.filter(doc => doc?.kind === kind)
  }

  test('what went back already is never refused: of a payment that was voided meanwhile it is a task', async () => {
    const customer = customerPayload(desk, 'BOUNCED')
    const payment = paymentPayload(desk, customer.customerId, '990001')
    const before = (await desk.pulled()).to
    const paymentId = payment.paymentId
    const mark = { paymentId, number: '990002', markedOn: '2026-11-23', note: '' }
    const cash = { by: 'registered' as const, method: 'Cash', reference: '', note: '', releaseApplied: false }
    const refund = { paymentId, number: '990003', refundedOn: '2026-11-23', amountCents: 1_00, ...cash }
    const outcomes = await desk.outcomes(
      desk.command('customer.add', customer),
      desk.command('payment.receive', payment),
      desk.command('payment.void', { paymentId, voidedOn: '2026-11-23' }),
      desk.command('payment.mark-nsf', { ...mark, feeCents: 0, feeNumber: null }),
      desk.command('payment.refund', refund),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('accepted'))
    const tasks = await tasksSince(before, 'not-posted-as-entered')
    expect(tasks).toMatchObject([
      { kind: 'not-posted-as-entered', params: { what: 'nsf', number: '990002', reason: 'payment-void' } },
      { kind: 'not-posted-as-entered', params: { what: 'refund', number: '990003', reason: 'payment-void' } },
    ])
    expect(await rowsSince(desk, before, 'sync_issues')).toEqual([])
  })

  test('a confirmed order that two reps raise beyond the credit stands on hold, with the figures', async () => {
    const customer = { ...customerPayload(desk, 'RAISED'), creditLimitCents: 300_00 }
    const order = orderPayload(desk, customer.customerId, '778', 1)
    const { shipOn, carrier, shipToId, poNumber, reference, salespersonId, buyerContactId } = order
    const { warehouseNote, invoiceNote } = order
    const before = (await desk.pulled()).to
    const outcomes = await desk.outcomes(
      desk.command('customer.add', customer),
      desk.command('order.create', order),
      desk.command('order.confirm', {
        orderId: order.orderId,
        issuedOn: '2026-11-23',
        expectedTotalCents: 228_00,
      }),
      desk.command('order.revise', {
        orderId: order.orderId,
        expectedRevision: 1,
        revisedOn: '2026-11-23',
        header: {
          shipOn,
          carrier,
          shipToId,
          poNumber,
          reference,
          salespersonId,
          buyerContactId,
          warehouseNote,
          invoiceNote,
        },
        lines: [{ ...order.lines[0]!, boxes: 4 }],
        charges: [],
        releasePayments: false,
      }),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(4).fill('accepted'))
    const [held] = await rowsSince(desk, before, 'orders')
    expect(held?.doc).toMatchObject({ totalCents: 456_00, onHold: true, status: 'confirmed' })
    expect(await tasksSince(before, 'credit-limit-exceeded')).toMatchObject([
      { params: { limitCents: 300_00, shortCents: 156_00, raisedCents: 228_00 } },
    ])
  })
})
