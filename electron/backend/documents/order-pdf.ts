import { loadFonts } from '../../../resources/fonts/load-fonts.ts'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { documentWords } from '../../../shared/documents/document-words.ts'
import { orderDocument } from '../../../shared/documents/invoice-document-of.ts'
import { renderInvoice } from '../../../shared/documents/render-invoice.ts'
import { gatherReads } from '../../../shared/domain/gather.ts'
import { orderContent, orderContentReads } from '../../../shared/domain/invoice/order-content.ts'
import type { OrderMailAnswers } from '../../../shared/protocol/order-mail-asks.ts'
import { orderAsked } from '../store/queries/orders-mail-draft.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

const fonts = loadFonts()

/** `orders.confirmation-pdf`: a pending order as its customer gets it; null when there is none. */
export async function orderPdf(
  q: QueryContext,
  orderId: string,
): Promise<OrderMailAnswers['orders.confirmation-pdf'] | null> {
  const found = orderAsked(q, orderId)
  if (!found) return null
  const { order, customer, asked } = found
  const view = gatherReads(soFar => orderContentReads(orderId, soFar), q.rows.answer.bind(q.rows))
  const document = orderDocument(asked, orderContent(order, view))
  const bytes = await renderInvoice(document, { payUrl: null, fonts, logo: q.company.logo })
  return {
    fileName: documentFileName(q.company.name, documentWords[customer.language].order, order.number),
    base64: Buffer.from(bytes).toString('base64'),
  }
}
