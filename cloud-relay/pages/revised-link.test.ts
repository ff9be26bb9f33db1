import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

describeEachEngine('a link to an invoice that was revised', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  /** Changes the confirmed order so that its invoice comes to 300.00. */
  async function revise(invoiceId: string, expectedRevision = 1): Promise<void> {
    const { orderId } = await pages.get('invoices', invoiceId)
    const order = await pages.get('orders', orderId)
    const { shipOn, carrier, shipToId, poNumber, reference } = order
    const { salespersonId, buyerContactId, warehouseNote, invoiceNote } = order
    const people = { salespersonId, buyerContactId, warehouseNote, invoiceNote }
    await pages.give('order.revise', {
      orderId,
      expectedRevision,
      revisedOn: '2026-11-24',
      header: { shipOn, carrier, shipToId, poNumber, reference, ...people },
      lines: [
        {
          lineId: pages.device.id(),
          productId: null,
          description: 'Vase',
          soldAs: 'hard-good',
          boxType: '',
          boxes: 0,
          bunchesPerBox: 0,
          stemsPerBunch: 0,
          quantity: 3,
          priceE4: 100_0000,
          taxable: false,
        },
      ],
      charges: [],
      releasePayments: false,
    })
  }

  test('the older link works on, says that the invoice was updated, and charges the new total', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    await revise(invoiceId)
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.text).toContain('updated after this mail')
    expect(page.text).toContain('$300.00')
    await payer.pay(page)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 300_00 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
  })

  test('a newer mail is told of as what it is: of a part, of all, and of a revised invoice', async () => {
    const { invoiceIds, path } = await pages.linkedStatement(2)
    const shown = async (query = '') => {
      const payer = new Payer(pages)
      await payer.open(path)
      return (await payer.get(`${payer.at}${query}`)).text
    }
    expect(await shown()).not.toContain('newer')
    await pages.email(invoiceIds[0]!)
    expect(await shown()).toContain('asks for some of this, too')
    await pages.email(invoiceIds[1]!)
    expect(await shown()).toContain('about this, too. Pay it once')
    expect(await shown('?lang=es')).toContain('un correo más reciente sobre esto')
    expect(await shown()).not.toContain('updated')
    await revise(invoiceIds[1]!)
    expect(await shown()).toContain('An invoice was updated, and')
  })

  test('a newer mail about what is paid meanwhile is not worth a word', async () => {
    const { customerId, invoiceIds, path } = await pages.linkedStatement(2)
    await pages.email(invoiceIds[0]!)
    await pages.receiveCheck(customerId, invoiceIds[0]!, 22_800)
    expect((await new Payer(pages).open(path)).text).not.toContain('newer mail')
  })

  test('revised while the page is open, nothing is charged before the new total was shown', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await revise(invoiceId)
    const refused = await payer.pay(page)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Nothing was charged')
    expect(refused.text).toContain('$300.00')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    await payer.pay(refused)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 300_00 })
  })
})
