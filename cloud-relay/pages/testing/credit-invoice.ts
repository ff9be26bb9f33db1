import type { PagesUnderTest } from './pages-under-test.ts'

/** A credit on the invoice, approved; answers its id. */
export async function creditInvoice(
  pages: PagesUnderTest,
  customerId: string,
  invoiceId: string,
  amountCents: number,
): Promise<string> {
  const creditId = pages.device.id()
  await pages.give('credit.create', {
    creditId,
    number: `K${pages.device.id().slice(-10)}`,
    customerId,
    invoiceId,
    reason: 'Quality',
    creditedOn: '2026-11-24',
    lines: [{ lineId: null, description: 'Broken stems', amountCents }],
    note: '',
    submit: true,
  })
  await pages.give('credit.approve', { creditId, approvedOn: '2026-11-24', expectedTotalCents: amountCents })
  return creditId
}
