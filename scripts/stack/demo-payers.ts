import type { DemoDeed } from '../../resources/demo/demo-stage.ts'
import { assert } from '../../shared/lib/assert.ts'

type PayerDeed = Exclude<DemoDeed, { deed: 'post' | 'payout' }>

/** What the demo's payers reach. */
export interface PayerPorts {
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void
  /** The address that was mailed. */
  payUrlOf(linkId: string): string
  ask(url: string, init: RequestInit): Promise<Response>
  askGateway(url: string, init: RequestInit): Promise<Response>
  /** Under which the gateway's own pages are. */
  gatewayUrl: string
}

/** A browser that went past a link's landing page. */
interface Visit {
  cookie: string
  /** The clean address of the pay page. */
  page: string
  /** Where the bank asks; null where it does not. */
  bank: string | null
}

const BROWSER = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
}
const PRESSED = {
  ...BROWSER,
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
  'sec-fetch-user': '?1',
}
/** Nobody presses a button within a second of seeing it. */
const READING_MS = 4_000

/** The demo's customers with their browsers: each deed is the requests that a person's would be. A deed that fails throws. */
export function createDemoPayers(ports: PayerPorts): { act(deed: PayerDeed): Promise<void> } {
  const visits = new Map<string, Visit>()
  const visitOf = (linkId: string) => {
    const visit = visits.get(linkId)
    assert(visit, 'the link was opened')
    return visit
  }

  async function open(linkId: string): Promise<void> {
    const url = ports.payUrlOf(linkId)
    const payer = { 'x-demo-payer': linkId }
    const landing = await text(ports.ask(url, { headers: { ...BROWSER, ...payer } }), 200)
    ports.pass(READING_MS)
    const body = new URLSearchParams({ nonce: fieldOf(landing, 'nonce'), gesture: 'pointer', website: '' })
    const opened = await ports.ask(url, { method: 'POST', headers: { ...PRESSED, ...payer }, body })
    const location = opened.headers.get('location')
    if (location === null) throw new Error(`not opened: ${opened.status}`)
    const cookie = opened.headers.getSetCookie().map(set => set.split(';')[0])
    visits.set(linkId, { cookie: cookie.join('; '), page: new URL(location, url).href, bank: null })
  }

  async function pay(linkId: string, card: string, receiptTo: string): Promise<void> {
    const visit = visitOf(linkId)
    const kept = { cookie: visit.cookie, 'x-demo-payer': linkId }
    const html = await text(ports.ask(visit.page, { headers: { ...BROWSER, ...kept } }), 200)
    ports.pass(READING_MS)
    const typed: [string, string][] = [
      ['methodToken', await tokenOf(card, keyOf(html))],
      ['receiptTo', receiptTo],
    ]
    const body = new URLSearchParams([...formOf(html), ...typed])
    const answer = await ports.ask(visit.page, { method: 'POST', headers: { ...PRESSED, ...kept }, body })
    const location = answer.headers.get('location')
    if (location === null && answer.status !== 422) throw new Error(`not paid: ${answer.status}`)
    visit.bank = location?.startsWith(ports.gatewayUrl) ? location : null
  }

  /** What the gateway's own fields give the page for what was typed into them. */
  async function tokenOf(number: string, key: string): Promise<string> {
    const typed = { key, kind: 'card', number, expiry: '1234', cvc: number.length < 16 ? '1234' : '123' }
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'POST', headers, body: JSON.stringify(typed) }
    const { token } = JSON.parse(await text(ports.askGateway(`${ports.gatewayUrl}/tokens`, request), 200))
    return token
  }

  async function approve(linkId: string): Promise<void> {
    const { bank, page, cookie } = visitOf(linkId)
    assert(bank !== null, 'the bank asked')
    const key = new URL(bank).searchParams.get('key') ?? ''
    const body = new URLSearchParams({ key, answer: 'approve' })
    await ports.askGateway(bank, { method: 'POST', body })
    const headers = { ...BROWSER, cookie, 'x-demo-payer': linkId }
    await ports.ask(`${page}/return`, { headers })
  }

  return {
    act(deed) {
      if (deed.deed === 'open') return open(deed.linkId)
      if (deed.deed === 'approve') return approve(deed.linkId)
      return pay(deed.linkId, deed.card, deed.receiptTo)
    },
  }
}

async function text(asked: Promise<Response>, expected: number): Promise<string> {
  const answer = await asked
  if (answer.status !== expected) throw new Error(`answered ${answer.status}`)
  return answer.text()
}

/** What a pay page's form sends as it stands: hidden fields, and the boxes that are ticked. */
function formOf(html: string): [string, string][] {
  const hidden = ['version', 'seen', 'nonce', 'shown'].map((name): [string, string] => [
    name,
    fieldOf(html, name),
  ])
  const choosing: [string, string][] = html.includes('name="choosing"') ? [['choosing', '1']] : []
  const boxes = [...html.matchAll(/name="pick" id="[^"]*" value="([^"]*)" checked/g)]
  return [...hidden, ...choosing, ...boxes.map((box): [string, string] => ['pick', box[1]!])]
}

/** The key of the gateway's fields that the page frames. */
function keyOf(html: string): string {
  const [, key] = /fields\?key=([\w-]+)/.exec(html) ?? []
  if (key === undefined) throw new Error('the page has no card fields')
  return key
}

function fieldOf(html: string, name: string): string {
  const [, value] = new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(html) ?? []
  if (value === undefined) throw new Error(`the page has no ${name}`)
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
}
