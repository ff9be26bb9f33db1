import { type Context, Hono } from 'hono'
import { emailAddress } from '../../shared/lib/parse.ts'
import { orderOf } from '../links/ask.ts'
import { askStaff } from '../links/ask-staff.ts'
import { isCrossSite } from '../links/human-check.ts'
import type { NoncePurpose } from '../links/nonces.ts'
import { sendReceipt } from '../links/send-receipt.ts'
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
import { seeOther } from './page-shell.ts'
import { pageWords } from './page-words.ts'
import { answeredBy } from './question-form.ts'
import { readForm } from './read-request.ts'
import { maskedAddress, messagePage, questionPage } from './state-pages.ts'

/** What a payer can have sent besides money: a question to the staff, and the receipt to one more address. */
export function askRoutes(tools: PageTools): Hono {
  const { ports, nonces } = tools
  const routes = new Hono()

  routes.post('/pay/:companyKey/:slug/question', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(tools, c)
    const { visit, setting, page } = open
    const { words } = setting
    if (isCrossSite(c.req.raw.headers)) return seeOther(withLanguage(c, open.path))
    const again = (error: string) => askAgain(c, open, form.name, form.message, error)
    if (!isFresh(form.nonce, 'ask', open)) return again(words.askAgain)
    const replyTo = await addressOnFile(tools, open)
    const sent = () =>
      told(c, open, words.askedTitle, words.asked(answeredBy(page.ask), maskedAddress(replyTo)))
    // A machine that fills in every field hears what a person hears.
    if (form.website !== '') return sent()
    const numbers = page.ask.invoices.map(each => each.row.number)
    const shown = numbers.length > 5 ? `${numbers.slice(0, 5).join(', ')} …` : numbers.join(', ')
    const asked = await askStaff(ports, nonces, visit.companyId, {
      linkId: visit.linkId,
      nonce: form.nonce,
      name: form.name,
      message: form.message,
      replyTo,
      subject: language =>
        pageWords(language).questionAbout(shown, page.ask.customer.name, orderOf(page.ask) !== null),
    })
    if (asked === 'empty') return again(words.askEmpty)
    if (asked === 'other') return again(words.askOther)
    if (asked === 'already') {
      const text = words.askedAlready(answeredBy(page.ask), maskedAddress(replyTo))
      return told(c, open, words.askedTitle, text)
    }
    if (asked === 'too-often')
      return told(c, open, words.tooManyTitle, words.askTooOften(page.ask.company.name))
    return asked === 'sent' ? sent() : seeOther(withLanguage(c, open.path))
  })

  routes.post('/pay/:companyKey/:slug/receipt', async c => {
    const form = await readForm(c)
    const open = await openVisit(tools, c)
    if (open === null) return visitOver(tools, c)
    const { visit, setting, page, path } = open
    const { words } = setting
    const { request } = page
    // Whoever holds the link sees that it is paid; the receipt is its payer's to send.
    const isOwn = request?.visitor === visit.visitor && request.paymentId !== null
    if (!isOwn || isCrossSite(c.req.raw.headers) || !isFresh(form.nonce, 'receipt', open)) {
      return seeOther(withLanguage(c, path))
    }
    const address = emailAddress.safeParse(form.receiptTo)
    if (!address.success) return told(c, open, words.otherReceipt, words.receiptWrong)
    if (form.website !== '') return told(c, open, words.renewedTitle, words.receiptSent(address.data))
    const sent = await sendReceipt(ports, nonces, visit.companyId, {
      paymentId: request.paymentId!,
      address: address.data,
      language: setting.language,
      company: page.ask.company.name,
      nonce: form.nonce,
    })
    if (sent === 'too-often') return told(c, open, words.tooManyTitle, words.receiptTooOften)
    if (sent === 'not-offered') return seeOther(withLanguage(c, path))
    if (sent === 'other') return told(c, open, words.otherReceipt, words.receiptOther(address.data))
    const text = sent === 'sent' ? words.receiptSent : words.receiptAlready
    return told(c, open, words.renewedTitle, text(address.data))
  })

  return routes

  function isFresh(nonce: string, purpose: NoncePurpose, { visit }: OpenVisit): boolean {
    return nonces.judge(nonce, purpose, subjectOf(visit)) === 'good'
  }

  function told(c: Context, { setting, page, path }: OpenVisit, title: string, text: string): Response {
    const back = { href: withLanguage(c, path), text: setting.words.backToPay }
    return messagePage({ ...setting, company: page.ask.company.name, title, text, status: 200, back })
  }

  async function askAgain(
    c: Context,
    open: OpenVisit,
    name: string,
    message: string,
    error: string,
  ): Promise<Response> {
    const question = await questionOf(tools, open, {
      name: name.slice(0, 100),
      message: message.slice(0, 4000),
      error,
    })
    return question === null
      ? seeOther(withLanguage(c, open.path))
      : questionPage(open.page.ask, open.setting, question)
  }
}
