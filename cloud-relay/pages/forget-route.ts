import { Hono } from 'hono'
import { isCrossSite } from '../links/human-check.ts'
import { removeKept } from '../links/saved-methods.ts'
import { keptName } from './kept-choice.ts'
import { openKept } from './open-kept.ts'
import { openVisit, subjectOf, visitOver, withLanguage } from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import { seeOther } from './page-shell.ts'
import { readForm } from './read-request.ts'
import { messagePage } from './state-pages.ts'

/** Where a payer removes a kept card or bank account, in the browser that had it kept. */
export function forgetRoute(tools: PageTools): Hono {
  const { ports, nonces, browsers } = tools
  const routes = new Hono()

  routes.post('/pay/:companyKey/:slug/forget', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(tools, c)
    const { visit, setting, page } = open
    const back = withLanguage(c, open.path)
    const judged = nonces.judge(form.nonce, 'forget', subjectOf(visit))
    if (judged === 'forged' || judged === 'too-old' || isCrossSite(c.req.raw.headers)) return seeOther(back)
    const owner = { companyId: visit.companyId, customerId: page.ask.customer.id }
    const browser = browsers.read(c.req.header('cookie'), owner)
    const method = (await openKept(tools, c, open)).methods.find(each => each.id === form.kept)
    if (browser === null || method === undefined) return seeOther(back)
    await ports.inCompany(visit.companyId, tx =>
      removeKept(
        tx,
        { id: method.id, customerId: owner.customerId, by: 'payer', browser },
        ports.clock.now(),
      ),
    )
    const { words } = setting
    return messagePage({
      ...setting,
      company: page.ask.company.name,
      title: words.keptRemovedTitle,
      text: words.keptRemoved(keptName(method, words.bankAccount)),
      status: 200,
      back: { href: back, text: words.backToPay },
    })
  })

  return routes
}
