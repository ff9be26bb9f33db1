import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { creditInvoice } from './testing/credit-invoice.ts'
import { emailStatement } from './testing/linked-ahead.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const ON = '2026-11-23'

describeEachEngine('cases that must come out right', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const openOf = async (invoiceId: string) => (await pages.get('invoices', invoiceId)).openCents

  test('one invoice on a single, a bulk and a statement link: paid by one, it is paid on all of them', async () => {
    const customerId = await pages.customer()
    const invoiceId = await pages.invoice(customerId)
    const other = await pages.invoice(customerId)
    const single = (await pages.email(invoiceId)).linkId
    const bulk = pages.device.id()
    const recipients = [{ mailId: pages.device.id(), address: 'ines@petalandstem.example' }]
    const invoiceIds = [invoiceId, other]
    await pages.give('links.email', {
      customerId,
      invoiceIds,
      recipients,
      subject: 'Open',
      message: '',
      linkId: bulk,
    })
    const stated = await emailStatement(pages, customerId)
    const payer = new Payer(pages)
    await payer.pay(await payer.open(await pages.linkPath(single)))
    expect(await openOf(invoiceId)).toBe(0)
    for (const linkId of [bulk, stated]) {
      const page = await new Payer(pages, '203.0.113.8').open(await pages.linkPath(linkId))
      expect(page.text).toContain('Pay $228.00')
    }
    const last = new Payer(pages, '203.0.113.9')
    await last.pay(await last.open(await pages.linkPath(bulk)))
    expect(await pages.paymentsOf(bulk)).toEqual({ count: 1, totalCents: 228_00 })
    expect((await new Payer(pages, '203.0.113.6').get(await pages.linkPath(stated))).text).toContain(
      'Already paid, thank you',
    )
  })

  test('a statement link opened after everything was paid: nothing is due, thank you', async () => {
    const customerId = await pages.customer()
    const invoiceId = await pages.invoice(customerId)
    const linkId = await emailStatement(pages, customerId)
    await pages.receiveCheck(customerId, invoiceId, 228_00)
    const page = await new Payer(pages).get(await pages.linkPath(linkId))
    expect(page.text).toContain('Already paid, thank you')
  })

  test('charged back after a link payment: the invoice is open again, and its link asks for it', async () => {
    const { invoiceId, linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    expect(await openOf(invoiceId)).toBe(0)
    const view = await pages.test.relay.gatherIn(pages.companyId, () => [
      { kind: 'rows', table: 'applications', ref: 'invoiceId', value: invoiceId },
    ])
    await pages.give('payment.mark-chargeback', {
      paymentId: view.list('applications', 'invoiceId', invoiceId)[0]!.paymentId,
      number: `X${pages.device.id().slice(-10)}`,
      markedOn: '2026-12-01',
      note: '',
    })
    expect(await openOf(invoiceId)).toBe(228_00)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
    const again = await pages.email(invoiceId)
    const page = await new Payer(pages, '203.0.113.8').open(await pages.linkPath(again.linkId))
    expect(page.text).toContain('Pay $228.00')
  })

  test.each([
    [
      'en',
      /Invoice (\d+) was voided after you paid it\. The \$228\.00 became your credit\./,
      'Kept as your credit',
    ],
    ['es', /La factura (\d+) se anuló después de que usted la pagara\. Los \$228\.00/, 'Queda como crédito'],
  ])(
    '%s: an invoice voided after it was paid: the receipt says so, and shows no minus',
    async (lang, said, kept) => {
      const { invoiceId, path } = await pages.linked()
      const payer = new Payer(pages)
      await payer.pay(await payer.open(path))
      expect((await payer.get(payer.at)).text).not.toContain('voided')
      const { orderId } = await pages.get('invoices', invoiceId)
      await pages.give('order.void', { orderId, voidedOn: ON, releasePayments: true }, 2)
      const { text } = await payer.get(`${payer.at}?lang=${lang}`)
      expect(text).toMatch(said)
      expect(text).toContain(kept)
      expect(text).not.toMatch(/[−-]\$/)
    },
  )

  test('money that the card network took back became no credit, whoever paid the invoice since', async () => {
    const { customerId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    const [payment] = (await pages.all('payments')).filter(each => each.customerId === customerId)
    await pages.give('payment.mark-chargeback', {
      paymentId: payment!.id,
      number: `X${pages.device.id().slice(-10)}`,
      markedOn: ON,
      note: '',
    })
    await pages.receiveCheck(customerId, invoiceId, 228_00)
    const { text } = await payer.get(payer.at)
    expect(text).toContain('$228.00 of this payment was taken off invoice')
    expect(text).toContain('Returned to you $228.00')
    expect(text).not.toContain('credit')
  })

  test('what was paid and is applied to another invoice since is named by that one’s number', async () => {
    const { customerId, invoiceId, linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    const [payment] = (await pages.all('payments')).filter(each => each.linkId === linkId)
    const { orderId } = await pages.get('invoices', invoiceId)
    await pages.give('order.void', { orderId, voidedOn: ON, releasePayments: true }, 2)
    const otherId = await pages.invoice(customerId)
    const applications = [{ invoiceId: otherId, amountCents: 200_00 }]
    await pages.give('payment.apply', { paymentId: payment!.id, appliedOn: ON, applications })
    const { number } = await pages.get('invoices', otherId)
    const { text } = await payer.get(payer.at)
    expect(text).toContain(`Invoice ${number} $200.00`)
    expect(text).toContain('Kept as your credit $28.00')
  })

  test('a credit larger than what is open: nothing is due on its link, and the rest is open credit', async () => {
    const { customerId, invoiceId, path } = await pages.linked()
    await pages.receiveCheck(customerId, invoiceId, 72_00)
    const creditId = await creditInvoice(pages, customerId, invoiceId, 228_00)
    expect(await openOf(invoiceId)).toBe(0)
    const { paymentId } = await pages.get('credits', creditId)
    expect((await pages.get('payments', paymentId!)).unappliedCents).toBe(72_00)
    expect((await new Payer(pages).get(path)).text).toContain('There is nothing to pay')
  })
})
