import { Hono } from 'hono'
import { COMPANY_ROW, companyOf } from '../../shared/domain/company/company-of.ts'
import { row } from '../../shared/domain/view.ts'
import { companyLogo } from './company-logo.ts'
import type { PageTools } from './page-parts.ts'
import { publicHeaders } from './page-shell.ts'

/** `/l/COMPANY/NAME/logo`: the company's logo from our own origin, by the name that its pages gave it. */
export function logoRoute({ ports, parts }: PageTools): Hono {
  const routes = new Hono()
  routes.get('/l/:companyKey/:name/logo', async c => {
    const companyId = await parts.keys.companyOf(c.req.param('companyKey'))
    const view =
      companyId === null ? null : await ports.gatherIn(companyId, () => [row('companies', COMPANY_ROW)])
    const company = view && companyOf(view)
    const logo = company && companyLogo(company)
    if (!logo || logo.name !== c.req.param('name'))
      return new Response(null, { status: 404, headers: publicHeaders })
    return new Response(logo.bytes, {
      headers: {
        ...publicHeaders,
        'content-type': logo.type,
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        // Its name changes with its bytes.
        'cache-control': 'private, max-age=86400, immutable',
      },
    })
  })
  return routes
}
