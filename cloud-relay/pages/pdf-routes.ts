import { Hono } from 'hono'
import { documentFileName } from '../../shared/documents/document-file-name.ts'
import { row, rows } from '../../shared/domain/view.ts'
import { invoicePdf } from '../links/invoice-pdf.ts'
import { createRateLimiter } from '../links/rate-limits.ts'
import { openVisit } from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import { publicHeaders } from './page-shell.ts'

const PDFS_PER_MINUTE = 30

/** An invoice of the visited link as a PDF: the revision that holds now, without a pay button. */
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
    const view = await ports.gatherIn(companyId, () => [
      row('invoices', invoiceId),
      rows('invoice_revisions', 'invoiceId', invoiceId),
    ])
    const bytes = await invoicePdf(
      view.get('invoices', invoiceId) ?? asked,
      view.list('invoice_revisions', 'invoiceId', invoiceId),
      null,
      parts.fonts,
      open.page.ask.company.logo,
    )
    if (bytes === null) return new Response(null, { status: 404, headers: publicHeaders })
    const name = documentFileName(
      open.page.ask.company.name,
      open.setting.words.invoice('').trim(),
      asked.number,
    )
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
}
