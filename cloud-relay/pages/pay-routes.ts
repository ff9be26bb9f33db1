import { type Context, Hono } from 'hono'
import { row, rows } from '../../shared/domain/view.ts'
import { emailAddress } from '../../shared/lib/parse.ts'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateways/gateway.ts'
import { askOf, askReads } from '../links/ask.ts'
import { startClock } from '../links/begin-payment.ts'
import { isCrossSite, isFromOurPage } from '../links/human-check.ts'
import type { LinkPage } from '../links/page-state.ts'
import type { PressAnswer, PressOrder } from '../links/payments.ts'
import { renewLink } from '../links/renew-link.ts'
import { isUnderWay } from '../links/request-states.ts'
import { changesSince } from '../links/seen-amounts.ts'
import type { Visit } from '../links/visits.ts'
import type { KnownGateway } from './gateway-check.ts'
import type { PageTools } from './page-parts.ts'
import { otherLanguage, type PageSetting, pageSetting } from './page-setting.ts'
import { publicHeaders, seeOther } from './page-shell.ts'
import { pageWords } from './page-words.ts'
import { type Notice, payPage } from './pay-page.ts'
import { changeSentences } from './pay-summary.ts'
import { browserLanguage, chosenLanguage, isPrefetch, type PageForm, readForm } from './read-request.ts'
import { stateKeyOf } from './state-key.ts'
import { maskedAddress, messagePage, plainStatePage, successPage } from './state-pages.ts'

/** How long the end of a try is worth a message. */
const FRESH_MS = 30 * 60_000

/** A visit with its page loaded. */
export interface OpenVisit {
  visit: Visit
  page: LinkPage
  gateway: KnownGateway | null
  setting: PageSetting
  /** `/pay/COMPANY/SLUG`. */
  path: string
}

/** The clean addresses behind the landing page, `/pay/COMPANY/SLUG`, opened by a cookie. */
export function payRoutes(tools: PageTools): Hono {
  const { ports, parts, nonces } = tools
  const routes = new Hono()

  routes.get('/pay/:companyKey/:slug', async c => {
    const open = await openVisit(tools, c)
    return open === null ? visitOver(c) : show(open)
  })

  routes.post('/pay/:companyKey/:slug', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(c)
    const { visit, setting, path } = open
    const { words } = setting
    if (isCrossSite(c.req.raw.headers)) return seeOther(path)
    const judged = nonces.judge(form.nonce, 'pay', subjectOf(visit))
    // Another browser tab's press of View and pay gives the browser another visit, and this page's nonce is not its own.
    if (judged === 'forged' || judged === 'too-old')
      return again(open, { tone: 'warn', sentences: [words.pageWasOld] }, 409)
    const receiptTo = form.receiptTo.trim() === '' ? null : emailAddress.safeParse(form.receiptTo)
    if (receiptTo?.success === false)
      return again(open, { tone: 'bad', sentences: [words.wrongAddress] }, 422)
    const order: PressOrder = {
      linkId: visit.linkId,
      visitor: visit.visitor,
      version: form.version,
      receiptTo: receiptTo?.data ?? null,
      address: tools.addresses.sign(parts.addressOf(c)),
      nonce: form.nonce,
      returnUrl: `${parts.publicUrl}${path}/return`,
    }
    const answer =
      form.methodToken === ''
        ? await parts.payments.payByCheckout(visit.companyId, order, setting.language)
        : await parts.payments.payByFields(visit.companyId, order, form.methodToken)
    return pressed(c, open, form, answer)
  })

  routes.post('/pay/:companyKey/:slug/begun', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    const judged = open && nonces.judge(form.nonce, 'pay', subjectOf(open.visit))
    if (!open || judged !== 'good' || !isFromOurPage(c.req.raw.headers, parts.publicUrl)) {
      return new Response(null, { status: 409, headers: publicHeaders })
    }
    const { companyId, linkId } = open.visit
    await ports.inCompany(companyId, async tx => {
      const ask = askOf(linkId, await tx.gather(askReads(linkId)))
      if (ask !== null) await startClock(tx, ask, ports.clock.now())
    })
    return new Response(null, { status: 204, headers: publicHeaders })
  })

  routes.get('/pay/:companyKey/:slug/return', async c => {
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(c)
    const { request } = open.page
    // Only the payer's own browser, really coming back, has come back without paying.
    const isBack = c.req.method === 'GET' && !isPrefetch(c.req.raw.headers)
    if (isBack && request !== null && request.visitor === open.visit.visitor && isUnderWay(request)) {
      try {
        await parts.payments.lookUp(open.visit.companyId, request.id, { isBack: true })
      } catch (error) {
        const isFault = error instanceof GatewayUnknown || error instanceof GatewayUnreachable
        if (!isFault && !(error instanceof GatewayRejected)) throw error
        ports.log.warn({ companyId: open.visit.companyId, error: error.message }, 'no look at a return')
      }
    }
    return seeOther(open.path)
  })

  routes.post('/pay/:companyKey/:slug/renew', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(c)
    const { visit, setting, path, page } = open
    const { words } = setting
    const judged = nonces.judge(form.nonce, 'renew', subjectOf(visit))
    if (judged === 'forged' || judged === 'too-old' || isCrossSite(c.req.raw.headers)) return seeOther(path)
    const renewal = await renewLink(ports, nonces, visit.companyId, visit.linkId, form.nonce)
    if (renewal === 'not-offered') return seeOther(path)
    const addresses = page.ask.link.sentTo.map(maskedAddress)
    const company = page.ask.company.name
    return messagePage({
      ...setting,
      company,
      title: words.renewedTitle,
      text:
        renewal === 'sent' ? words.renewed(setting.formats.list(addresses)) : words.renewTooOften(company),
      status: 200,
    })
  })

  return routes

  async function show(open: OpenVisit): Promise<Response> {
    const { page, setting, path, visit } = open
    if (page.state === 'payable') return again(open, null)
    const stateKey = stateKeyOf(page, open.gateway)
    const renewNonce = nonces.make('renew', subjectOf(visit))
    const shown = { ask: page.ask, setting, path, stateKey, renewNonce }
    if (page.state === 'done') {
      const paid = await paidPayment(open)
      if (paid !== null) return successPage(shown, { ...paid, receiptTo: shownReceiptTo(open) })
      return plainStatePage('paid', shown)
    }
    if (page.state === 'gone') return messagePage({ ...reopen(setting.language, path) })
    return plainStatePage(page.state, shown)
  }

  /** The pay page, with what there is to say about the tries so far. */
  async function again(open: OpenVisit, notice: Notice | null, status?: 409 | 422): Promise<Response> {
    const { page, setting, path, visit, gateway } = open
    if (page.state !== 'payable') return seeOther(path)
    return payPage({
      ask: page.ask,
      setting,
      path,
      publicOrigin: new URL(parts.publicUrl).origin,
      nonce: nonces.make('pay', subjectOf(visit)),
      stateKey: stateKeyOf(page, gateway),
      notices: notice === null ? await noticesOf(open) : [notice],
      gateway: gateway === null ? 'closed' : gateway.isReachable ? gateway.capabilities : 'down',
      receiptTo: await receiptAddress(open),
      ...(status === undefined ? {} : { status }),
    })
  }

  async function pressed(
    c: Context,
    open: OpenVisit,
    form: PageForm,
    answer: PressAnswer,
  ): Promise<Response> {
    if ('goTo' in answer) return seeOther(answer.goTo)
    const { path, setting } = open
    if ('done' in answer) return seeOther(withLanguage(c, path))
    const { words } = setting
    const fresh = (await openVisit(tools, c)) ?? open
    switch (answer.refused) {
      case 'changed': {
        const changes = changesSince(form.seen, fresh.page.ask.invoices)
        const sentences = [
          ...changeSentences(changes, fresh.page.ask, setting),
          words.nothingChargedPressAgain,
        ]
        return again(fresh, { tone: 'warn', sentences }, 409)
      }
      case 'gateway-down':
        return again(fresh, { tone: 'bad', sentences: [words.gatewayDown] }, 422)
      case 'type-again':
        return again(fresh, { tone: 'bad', sentences: [words.typeAgain] }, 422)
      case 'too-many-failures':
        return again(fresh, { tone: 'bad', sentences: [words.tooManyFailures] }, 422)
      case 'amount-not-payable': {
        const sentences = [words.amountNotPayable(fresh.page.ask.company.name)]
        return again(fresh, { tone: 'bad', sentences }, 422)
      }
      default:
        return seeOther(withLanguage(c, path))
    }
  }

  async function noticesOf({ page, setting, visit }: OpenVisit): Promise<Notice[]> {
    const { words } = setting
    const { ask, request } = page
    const notices: Notice[] = []
    if (ask.isSuperseded || ask.invoices.some(each => each.isUpdated)) {
      notices.push({ tone: 'warn', sentences: [words.mailIsOlder] })
    }
    if (request === null || request.visitor !== visit.visitor) return notices
    if (request.state === 'requires-action' && request.actionUrl !== null) {
      const link = { href: request.actionUrl, text: words.goToBank }
      notices.push({ tone: 'warn', sentences: [words.bankAsks, words.orPayOtherwise], link })
    }
    if (ports.clock.now() - request.updatedAt > FRESH_MS) return notices
    if (request.state === 'declined') notices.push({ tone: 'bad', sentences: [words.declined] })
    if (request.state === 'canceled') notices.push({ tone: 'bad', sentences: [words.notCharged] })
    if (request.state === 'succeeded' && request.paymentId !== null) {
      const paymentId = request.paymentId
      const view = await ports.gatherIn(visit.companyId, () => [row('payments', paymentId)])
      const payment = view.get('payments', paymentId)
      if (payment) {
        const amount = setting.formats.money(payment.totalCents)
        notices.push({ tone: 'good', sentences: [words.received(amount, payment.number)] })
      }
    }
    return notices
  }

  /** Whoever holds the link sees that it is paid; the payer's address is theirs. */
  function shownReceiptTo({ page, visit }: OpenVisit): string | null {
    const { receiptTo = null, visitor } = page.request ?? {}
    return receiptTo === null || visitor === visit.visitor ? receiptTo : maskedAddress(receiptTo)
  }

  async function paidPayment({ page, visit }: OpenVisit) {
    const paymentId = page.request?.paymentId
    if (!paymentId) return null
    const view = await ports.gatherIn(visit.companyId, () => [
      row('payments', paymentId),
      rows('applications', 'paymentId', paymentId),
    ])
    const payment = view.get('payments', paymentId)
    return payment && { payment, applications: view.list('applications', 'paymentId', paymentId) }
  }

  async function receiptAddress({ page, visit }: OpenVisit): Promise<string> {
    if (page.request?.receiptTo && page.request.visitor === visit.visitor) return page.request.receiptTo
    const { sentTo } = page.ask.link
    if (sentTo.length < 2) return sentTo[0] ?? ''
    const view = await ports.gatherIn(visit.companyId, () => [row('mails', visit.mailId)])
    return view.get('mails', visit.mailId)?.recipient ?? ''
  }

  function visitOver(c: Context): Response {
    return messagePage(reopen(browserLanguage(c), c.req.path))
  }

  function reopen(language: PageSetting['language'], path: string): Parameters<typeof messagePage>[0] {
    const words = pageWords(language)
    return {
      language,
      otherLanguageHref: otherLanguage(path, language),
      cspNonce: Buffer.from(ports.random.bytes(12)).toString('base64url'),
      company: null,
      title: words.reopenTitle,
      text: words.reopenText,
      status: 404,
    }
  }
}

/** The visit that the request's cookie proves, with its page; null without one, or where the link is gone. */
export async function openVisit(tools: PageTools, c: Context): Promise<OpenVisit | null> {
  const { ports, parts, visits } = tools
  const companyKey = c.req.param('companyKey') ?? ''
  const slug = c.req.param('slug') ?? ''
  const companyId = await parts.keys.companyOf(companyKey)
  const visit = companyId === null ? null : visits.read(c.req.header('cookie'), companyId, slug)
  if (visit === null) return null
  const [page, gateway] = await Promise.all([
    tools.links.load(visit.companyId, visit.linkId, visit.visitor),
    tools.gateways.of(visit.companyId),
  ])
  if (page === null || page.state === 'gone') return null
  const language = chosenLanguage(c) ?? page.ask.link.language
  const path = `/pay/${companyKey}/${slug}`
  const cspNonce = Buffer.from(ports.random.bytes(12)).toString('base64url')
  const capabilities = gateway?.capabilities ?? null
  const setting = pageSetting(page.ask, language, path, ports.clock.now(), cspNonce, capabilities)
  return { visit, page, gateway, setting, path }
}

/** What a pay form's nonce is about. */
export function subjectOf(visit: Visit): string {
  return `${visit.linkId} ${visit.visitor}`
}

function withLanguage(c: Context, path: string): string {
  const chosen = chosenLanguage(c)
  return chosen === null ? path : `${path}?lang=${chosen}`
}
