import { type Context, Hono } from 'hono'
import { row } from '../../shared/domain/view.ts'
import { emailAddress } from '../../shared/lib/parse.ts'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateways/gateway.ts'
import { askOf, askReads } from '../links/ask.ts'
import { startClock } from '../links/begin-payment.ts'
import { doubtAbout, isCrossSite, isFromOurPage, isScanner } from '../links/human-check.ts'
import type { PressAnswer, PressOrder } from '../links/payments.ts'
import { isByPhone } from '../links/phone-visit.ts'
import { renewLink } from '../links/renew-link.ts'
import { isUnderWay } from '../links/request-states.ts'
import { openKept, pressBy } from './open-kept.ts'
import {
  addressOnFile,
  type OpenVisit,
  openVisit,
  questionOf,
  subjectOf,
  visitOver,
  withLanguage,
} from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import { publicHeaders, seeOther } from './page-shell.ts'
import { paidPayment } from './paid-payment.ts'
import { type Notice, payPage } from './pay-page.ts'
import { isPrefetch, type PageForm, readForm } from './read-request.ts'
import { refusalNotice } from './refusal-notice.ts'
import { readChoice, shownChoice, wrongText } from './shown-choice.ts'
import { sinceTheMail } from './since-the-mail.ts'
import { markOf, stateKeyOf } from './state-key.ts'
import { maskedAddress, messagePage, plainStatePage, successPage } from './state-pages.ts'

/** How long the end of a try is worth a message. */
const FRESH_MS = 30 * 60_000

/** The clean addresses behind the landing page, `/pay/COMPANY/SLUG`, opened by a cookie. */
export function payRoutes(tools: PageTools): Hono {
  const { ports, parts, nonces } = tools
  const routes = new Hono()

  routes.get('/pay/:companyKey/:slug', async c => {
    const open = await openVisit(tools, c)
    return open === null ? visitOver(tools, c) : show(c, open)
  })

  routes.post('/pay/:companyKey/:slug', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(tools, c)
    const { visit, setting, path } = open
    const { words } = setting
    if (isCrossSite(c.req.raw.headers)) return seeOther(withLanguage(c, path))
    const judged = nonces.judge(form.nonce, 'pay', subjectOf(visit))
    // Another browser tab's press of View and pay gives the browser another visit, and this page's nonce is not its own.
    if (judged === 'forged' || judged === 'too-old')
      return again(c, open, { tone: 'warn', sentences: [words.pageWasOld] }, 409, form)
    if (form.act === 'update') {
      const wrong = wrongText(shownChoice(open.page, setting.formats, form), setting)
      return wrong === ''
        ? again(c, open, null, undefined, form)
        : again(c, open, { tone: 'bad', sentences: [wrong] }, 422, form)
    }
    const choice = readChoice(form, setting.formats)
    if (choice === null) {
      const sentences = [words.noAmount, words.nothingCharged]
      return again(c, open, { tone: 'bad', sentences }, 422, form)
    }
    const receiptTo = form.receiptTo.trim() === '' ? null : emailAddress.safeParse(form.receiptTo)
    if (receiptTo?.success === false)
      return again(c, open, { tone: 'bad', sentences: [words.wrongAddress] }, 422, form)
    const isKept = form.methodToken === '' && form.kept !== ''
    // Who has the cookie of a kept method once typed it here: nobody is asked twice whether they are a person.
    if (form.methodToken === '' && !isKept && !isPerson(c, open, form, judged)) {
      return again(c, open, { tone: 'warn', sentences: [words.pressAgain] }, 409, form)
    }
    const order: PressOrder = {
      linkId: visit.linkId,
      visitor: visit.visitor,
      version: form.version,
      choice,
      receiptTo: receiptTo?.data ?? null,
      // Whoever types for a customer reads their own language.
      language: isByPhone(visit) ? null : setting.language,
      address: tools.addresses.sign(parts.addressOf(c)),
      nonce: form.nonce,
      returnUrl: `${parts.publicUrl}${withLanguage(c, `${path}/return`)}`,
    }
    if (form.methodToken === '' && !isKept) {
      const answer = await parts.payments.payByCheckout(visit.companyId, order, setting.language)
      return pressed(c, open, form, answer)
    }
    const pressedBy = await pressBy(tools, c, open, form)
    if (pressedBy === null) return pressed(c, open, form, { refused: 'type-again' })
    const answer = await parts.payments.payByFields(visit.companyId, order, pressedBy.by)
    const response = await pressed(c, open, form, answer)
    if (pressedBy.cookie !== null && !('refused' in answer))
      response.headers.append('set-cookie', pressedBy.cookie)
    return response
  })

  routes.post('/pay/:companyKey/:slug/begun', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    const judged = open && nonces.judge(form.nonce, 'pay', subjectOf(open.visit))
    // Our page's script tells it by fetch; a form that is sent here is nobody's typing.
    const { headers } = c.req.raw
    if (
      !open ||
      judged !== 'good' ||
      !isFromOurPage(headers, parts.publicUrl) ||
      isScanner(headers) ||
      headers.get('sec-fetch-mode') === 'navigate'
    ) {
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
    if (open === null) return visitOver(tools, c)
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
    return seeOther(withLanguage(c, open.path))
  })

  routes.post('/pay/:companyKey/:slug/renew', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(tools, c)
    const { visit, setting, path, page } = open
    const { words } = setting
    const judged = nonces.judge(form.nonce, 'renew', subjectOf(visit))
    const back = withLanguage(c, path)
    if (judged === 'forged' || judged === 'too-old' || isCrossSite(c.req.raw.headers)) return seeOther(back)
    const renewal = await renewLink(ports, nonces, visit.companyId, visit.linkId, form.nonce)
    if (renewal === 'not-offered') return seeOther(back)
    const addresses = setting.formats.list(page.ask.link.sentTo.map(maskedAddress))
    const company = page.ask.company.name
    return messagePage({
      ...setting,
      company,
      title: words.renewedTitle,
      text: {
        sent: words.renewed(addresses),
        already: words.renewedAlready(addresses),
        'too-often': words.renewTooOften(company),
      }[renewal],
      status: 200,
    })
  })

  return routes

  async function show(c: Context, open: OpenVisit): Promise<Response> {
    const { page, setting, path, visit } = open
    if (page.state === 'payable') return again(c, open, null)
    const stateKey = stateKeyOf(page, open.gateway)
    const renewNonce = nonces.make('renew', subjectOf(visit))
    const question = await questionOf(tools, open)
    const verifyUrl = page.state === 'processing' ? (page.request?.actionUrl ?? null) : null
    const shown = { ask: page.ask, setting, path, stateKey, renewNonce, verifyUrl, question }
    if (page.state === 'done') {
      const paid = await paidPayment(ports, open)
      if (paid === null) return plainStatePage('paid', shown)
      const isOwn = page.request?.visitor === visit.visitor
      const receiptNonce = isOwn ? nonces.make('receipt', subjectOf(visit)) : null
      return successPage(shown, { ...paid, receiptTo: shownReceiptTo(open), receiptNonce })
    }
    return page.state === 'gone' ? seeOther(withLanguage(c, path)) : plainStatePage(page.state, shown)
  }

  /** The pay page, with what there is to say about the tries so far; a form's choice stands as it was sent. */
  async function again(
    c: Context,
    open: OpenVisit,
    notice: Notice | null,
    status?: 409 | 422,
    form: PageForm | null = null,
  ): Promise<Response> {
    const { page, setting, path, visit, gateway } = open
    if (page.state !== 'payable') return seeOther(withLanguage(c, path))
    return payPage({
      ask: page.ask,
      held: page.held,
      choice: shownChoice(page, setting.formats, form),
      setting,
      path,
      publicOrigin: new URL(parts.publicUrl).origin,
      nonce: nonces.make('pay', subjectOf(visit)),
      stateKey: stateKeyOf(page, gateway),
      mark: markOf(page),
      notices: notice === null ? await noticesOf(open) : [notice],
      gateway: gateway === null ? 'closed' : gateway.isReachable ? gateway.capabilities : 'down',
      receiptTo: form === null ? await receiptAddress(open) : form.receiptTo,
      kept:
        form === null
          ? await openKept(tools, c, open)
          : { ...(await openKept(tools, c, open)), remembers: form.remember === 'yes' },
      byPhone: isByPhone(visit),
      question: await questionOf(tools, open),
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
    const { path } = open
    if ('done' in answer) return seeOther(withLanguage(c, path))
    const fresh = (await openVisit(tools, c)) ?? open
    const told = refusalNotice(answer.refused, form, fresh.page, fresh.setting)
    return told === null ? seeOther(withLanguage(c, path)) : again(c, fresh, told.notice, told.status, form)
  }

  /** Without scripts nothing tells a person's press from a machine's but what a landing page asks for. */
  function isPerson(c: Context, { page }: OpenVisit, form: PageForm, nonce: 'good' | 'too-fast'): boolean {
    const { headers } = c.req.raw
    const ticked = page.ask.link.openedAt !== null || form.person === 'yes'
    const { publicUrl } = parts
    return doubtAbout({ headers, publicUrl, nonce, gesture: '', ticked, honeypot: form.website }) === null
  }

  async function noticesOf({ page, setting, visit }: OpenVisit): Promise<Notice[]> {
    const { words } = setting
    const { ask, request } = page
    const notices: Notice[] = isByPhone(visit) ? [{ tone: 'warn', sentences: [words.byPhone] }] : []
    // What staff opened for a telephone call came in no mail.
    if (!isByPhone(visit)) notices.push(...sinceTheMail(ask, words))
    if (request === null || request.visitor !== visit.visitor) return notices
    if (request.state === 'requires-action' && request.actionUrl !== null) {
      const link = { href: request.actionUrl, text: words.goToBank }
      notices.push({ tone: 'warn', sentences: [words.bankAsks], link })
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
        const receipt = request.receiptTo === null ? [] : [words.receiptGoes(request.receiptTo)]
        notices.push({ tone: 'good', sentences: [words.received(amount, payment.number), ...receipt] })
      }
    }
    return notices
  }

  /** Whoever holds the link sees that it is paid; the payer's address is theirs. */
  function shownReceiptTo({ page, visit }: OpenVisit): string | null {
    const { receiptTo = null, visitor } = page.request ?? {}
    return receiptTo === null || visitor === visit.visitor ? receiptTo : maskedAddress(receiptTo)
  }

  async function receiptAddress(open: OpenVisit): Promise<string> {
    const { page, visit } = open
    if (page.request?.receiptTo && page.request.visitor === visit.visitor) return page.request.receiptTo
    // Whoever is at the telephone has no mail: the customer's own address for invoices is the likeliest.
    if (isByPhone(visit)) return page.ask.customer.invoiceEmails[0] ?? ''
    return addressOnFile(tools, open)
  }
}
