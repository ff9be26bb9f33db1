import { PDFDocument } from 'pdf-lib'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderAnswers } from '../../../shared/protocol/order-asks.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { invoicePdf } from './invoice-pdf.ts'

/**
 * `orders.print`: the invoices of these orders as one PDF, one after the other as asked. Orders without an invoice are told
 * by their numbers; null when none has one.
 */
export async function ordersPrint(
  q: QueryContext,
  orderIds: readonly string[],
): Promise<OrderAnswers['orders.print'] | null> {
  const whole = await PDFDocument.create()
  const skippedNumbers: string[] = []
  let only = ''
  let printedCount = 0
  for (const id of orderIds) {
    const order = q.rows.answer({ kind: 'row', table: 'orders', id }) as OrderRow | null
    const pdf = order?.invoiceId ? await invoicePdf(q, order.invoiceId, null) : null
    if (!pdf) {
      if (order) skippedNumbers.push(order.number)
      continue
    }
    const one = await PDFDocument.load(Buffer.from(pdf.base64, 'base64'))
    for (const page of await whole.copyPages(one, one.getPageIndices())) whole.addPage(page)
    only = pdf.fileName
    printedCount++
  }
  if (printedCount === 0) return null
  const bytes = await whole.save()
  return {
    fileName: printedCount === 1 ? only : 'invoices.pdf',
    base64: Buffer.from(bytes).toString('base64'),
    printedCount,
    skippedNumbers,
  }
}
