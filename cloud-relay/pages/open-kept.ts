import type { Context } from 'hono'
import type { GatewayCapabilities } from '../gateways/gateway.ts'
import type { PressBy } from '../links/paid-by.ts'
import { isByPhone } from '../links/phone-visit.ts'
import { keptFor, wasAgreed } from '../links/saved-methods.ts'
import { type KeptChoice, rememberWords } from './kept-choice.ts'
import { addressOnFile, type OpenVisit, subjectOf } from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import type { PageForm } from './read-request.ts'

/** What this browser's payer had kept and can pay with now: at the gateway in use, by a way it takes. */
export async function openKept(tools: PageTools, c: Context, open: OpenVisit): Promise<KeptChoice> {
  const nonce = tools.nonces.make('forget', subjectOf(open.visit))
  const { companyId } = open.visit
  const customerId = open.page.ask.customer.id
  const { request } = open.page
  const { ports } = tools
  const isTriedHere = request !== null && request.visitor === open.visit.visitor && !isByPhone(open.visit)
  const remembers =
    isTriedHere && (await ports.store.read(sql => wasAgreed(sql, companyId, request.id, request.confirms)))
  const browser = tools.browsers.read(c.req.header('cookie'), { companyId, customerId })
  if (browser === null || open.gateway === null || isByPhone(open.visit))
    return { methods: [], nonce, remembers }
  const kept = await ports.store.read(sql => keptFor(sql, companyId, customerId, ports.clock.now(), browser))
  const { name, capabilities } = open.gateway
  return {
    methods: kept.filter(each => each.gateway === name && capabilities.saves.includes(each.kind)),
    nonce,
    remembers,
  }
}

/**
 * What a form pays by, with the cookie that its browser gets where something is to be kept or is paid with again. Null
 * where it names a kept method that this browser does not have (any more).
 */
export async function pressBy(
  tools: PageTools,
  c: Context,
  open: OpenVisit,
  form: PageForm,
): Promise<{ by: PressBy; cookie: string | null } | null> {
  const { companyId } = open.visit
  const owner = { companyId, customerId: open.page.ask.customer.id }
  const given = () => tools.browsers.give(c.req.header('cookie'), owner)
  const from = { ip: tools.parts.addressOf(c), userAgent: c.req.header('user-agent') ?? '' }
  if (form.methodToken === '') {
    const kept = (await openKept(tools, c, open)).methods.find(each => each.id === form.kept)
    return kept === undefined ? null : { by: { kept, agreed: from }, cookie: given().cookie }
  }
  const capabilities: GatewayCapabilities | undefined = open.gateway?.capabilities
  const mayKeep = capabilities !== undefined && capabilities.saves.length > 0 && !isByPhone(open.visit)
  if (form.remember !== 'yes' || !mayKeep) {
    return { by: { methodToken: form.methodToken, consent: null }, cookie: null }
  }
  const { browser, cookie } = given()
  const agreedBy = form.receiptTo.trim() || (await addressOnFile(tools, open))
  const words = rememberWords(capabilities, open.page.ask, open.setting).join(' ')
  return { by: { methodToken: form.methodToken, consent: { browser, agreedBy, words, ...from } }, cookie }
}
