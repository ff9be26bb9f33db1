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

  test('a voided payment gives back the credit used with it, once, whoever took it off meanwhile', async () => {
    for (const isTakenOff of [false, true]) {
      const code = isTakenOff ? 'OFF' : 'ON'
      const customer = customerPayload(desk, `VOID-${code}`)
      const { customerId } = customer
      const order = orderPayload(desk, customerId, `779-${code}`, 1)
      const credit = paymentPayload(desk, customerId, `99001${code}`, { totalCents: 30_00 })
      const before = (await desk.pulled()).to
      const dated = { orderId: order.orderId, issuedOn: '2026-11-23', expectedTotalCents: 228_00 }
      await desk.outcomes(
        desk.command('customer.add', customer),
        desk.command('order.create', order),
        desk.command('order.confirm', dated),
        desk.command('payment.receive', credit),
      )
      const [invoice] = await rowsSince(desk, before, 'invoices')
      const on = (amountCents: number) => [{ invoiceId: invoice!.id, amountCents }]
      const check = paymentPayload(desk, customerId, `99002${code}`, {
        totalCents: 200_00,
        applications: on(200_00),
        credits: [{ paymentId: credit.paymentId, applications: on(28_00) }],
      })
      const off = { paymentId: credit.paymentId, invoiceId: invoice!.id, unappliedOn: '2026-11-24' }
      const outcomes = await desk.outcomes(
        desk.command('payment.receive', check),
        ...(isTakenOff ? [desk.command('payment.unapply', off)] : []),
        desk.command('payment.void', { paymentId: check.paymentId, voidedOn: '2026-11-24' }),
      )
      expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']))
      expect((await rowsSince(desk, before, 'invoices')).map(({ doc }) => doc?.openCents)).toEqual([228_00])
      const left = (await rowsSince(desk, before, 'payments')).find(({ id }) => id === credit.paymentId)
      expect(left?.doc).toMatchObject({ status: 'posted', unappliedCents: 30_00 })
      const entries = (await rowsSince(desk, before, 'applications')).filter(
        ({ doc }) => doc?.paymentId === credit.paymentId,
      )
      expect(entries.map(({ doc }) => doc?.amountCents).toSorted()).toEqual([-28_00, 28_00])
    }
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
