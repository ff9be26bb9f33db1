import type { Context } from 'hono'
import { row } from '../../shared/domain/view.ts'
import type { LinkPage } from '../links/page-state.ts'
import type { Visit } from '../links/visits.ts'
import type { KnownGateway } from './gateway-check.ts'
import type { PageTools } from './page-parts.ts'
import { otherLanguage, type PageSetting, pageSetting } from './page-setting.ts'
import { pageWords } from './page-words.ts'
import { answeredBy, askedAbout, type QuestionForm } from './question-form.ts'
import { browserLanguage, chosenLanguage } from './read-request.ts'
import { maskedAddress, messagePage } from './state-pages.ts'

/** A visit with its page loaded. */
export interface OpenVisit {
  visit: Visit
  page: LinkPage
  gateway: KnownGateway | null
  setting: PageSetting
  /** `/pay/COMPANY/SLUG`. */
  path: string
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
  const setting = pageSetting(page.ask, language, path, ports.clock.now(), cspNonce, capabilities, companyKey)
  return { visit, page, gateway, setting, path }
}

/** What a pay form's nonce is about. */
export function subjectOf(visit: Visit): string {
  return `${visit.linkId} ${visit.visitor}`
}

/** The address that the visit's mail went to; empty where that is not known any more. */
export async function addressOnFile({ ports }: PageTools, { page, visit }: OpenVisit): Promise<string> {
  const { sentTo } = page.ask.link
  if (sentTo.length < 2) return sentTo[0] ?? ''
  const view = await ports.gatherIn(visit.companyId, () => [row('mails', visit.mailId)])
  return view.get('mails', visit.mailId)?.recipient ?? sentTo[0] ?? ''
}

/** The form for a question, as it stands at the foot of a visit's pages; null where nobody could answer. */
export async function questionOf(
  tools: PageTools,
  open: OpenVisit,
  typed: Pick<QuestionForm, 'name' | 'message' | 'error'> = { name: '', message: '', error: '' },
): Promise<QuestionForm | null> {
  const address = await addressOnFile(tools, open)
  if (address === '') return null
  return {
    action: `${open.path}/question`,
    nonce: tools.nonces.make('ask', subjectOf(open.visit)),
    about: askedAbout(open.page.ask),
    answeredBy: answeredBy(open.page.ask),
    answeredTo: maskedAddress(address),
    ...typed,
  }
}

/** The page for whose visit is over: its address alone opens nothing. */
export function visitOver({ ports }: PageTools, c: Context): Response {
  const language = browserLanguage(c)
  const words = pageWords(language)
  return messagePage({
    language,
    otherLanguageHref: otherLanguage(c.req.path, language),
    cspNonce: Buffer.from(ports.random.bytes(12)).toString('base64url'),
    company: null,
    title: words.reopenTitle,
    text: words.reopenText,
    status: 404,
  })
}

/** A page's address in the language that the payer chose. */
export function withLanguage(c: Context, path: string): string {
  const chosen = chosenLanguage(c)
  return chosen === null ? path : `${path}?lang=${chosen}`
}
