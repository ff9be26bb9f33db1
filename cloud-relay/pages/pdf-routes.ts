import { Hono } from 'hono'
import { documentFileName } from '../../shared/documents/document-file-name.ts'
import { tolerant } from '../../shared/domain/gather.ts'
import { orderContent, orderContentReads } from '../../shared/domain/invoice/order-content.ts'
import { settledOf, settledReads } from '../../shared/domain/invoice/settled-of.ts'
import type { AskedDocument } from '../../shared/domain/payment-link/order-ask.ts'
import { row, rows } from '../../shared/domain/view.ts'
import { isOrder } from '../links/ask.ts'
import { invoicePdf, orderPdf } from '../links/invoice-pdf.ts'
import { createRateLimiter } from '../links/rate-limits.ts'
import { openVisit } from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import { publicHeaders } from './page-shell.ts'

const PDFS_PER_MINUTE = 30

/** A document of the visited link as a PDF, without a pay button: an invoice's revision that holds now, or the pending order. */
export function pdfRoutes(tools: PageTools): Hono {
  const { ports, parts } = tools
  const limiter = createRateLimiter(ports.clock, { perMinute: PDFS_PER_MINUTE })
  const routes = new Hono()

  routes.get('/pay/:companyKey/:slug/invoice/:file{.+\\.pdf}', async c => {
    const open = await openVisit(tools, c)
    const invoiceId = c.req.param('file').replace(/\.pdf$/, '')
    const asked = open?.page.ask.invoices.find(each => each.row.id === invoiceId)?.row
    if (!open || !asked) return new Response(null, { status: 404, headers: publicHeaders })
    const { companyId, linkId } = open.visit
    if (!limiter.take(linkId)) return new Response(null, { status: 429, headers: publicHeaders })
    const { logo, name: company } = open.page.ask.company
    const { words } = open.setting
    const bytes = isOrder(asked)
      ? await orderPaper(companyId, asked, logo)
      : await invoicePaper(companyId, asked.id, logo)
    if (bytes === null) return new Response(null, { status: 404, headers: publicHeaders })
    const title = (isOrder(asked) ? words.order('') : words.invoice('')).trim()
    const name = documentFileName(company, title, asked.number)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${name}"`,
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ...publicHeaders,
      },
    })
  })

  return routes

  async function invoicePaper(companyId: string, invoiceId: string, logo: string) {
    const view = await ports.gatherIn(companyId, soFar => [
      row('invoices', invoiceId),
      rows('invoice_revisions', 'invoiceId', invoiceId),
      ...settledReads(invoiceId, tolerant(soFar)),
    ])
    const invoice = view.get('invoices', invoiceId)
    const revisions = view.list('invoice_revisions', 'invoiceId', invoiceId)
    return invoice && invoicePdf(invoice, revisions, settledOf(invoice, view), null, parts.fonts, logo)
  }

  async function orderPaper(companyId: string, asked: AskedDocument, logo: string) {
    const view = await ports.gatherIn(companyId, soFar => orderContentReads(asked.id, tolerant(soFar)))
    const order = view.get('orders', asked.id)
    return order && orderPdf(asked, orderContent(order, view), null, parts.fonts, logo)
  }
}
