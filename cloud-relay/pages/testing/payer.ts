import type { PagesUnderTest } from './pages-under-test.ts'
import { PUBLIC_URL } from './pages-under-test.ts'

/** A page as a payer sees it. */
export interface SeenPage {
  status: number
  /** Where it leads, for a redirect. */
  location: string | null
  html: string
  /** Its words without tags, one space between them. */
  text: string
  headers: Headers
}

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

/** A customer with a browser of their own: cookies, the headers browsers send, and forms filled in. */
export class Payer {
  readonly pages: PagesUnderTest
  readonly address: string
  readonly cookies = new Map<string, string>()
  /** The clean address, once past the landing page. */
  at = ''

  constructor(pages: PagesUnderTest, address = '203.0.113.7') {
    this.pages = pages
    this.address = address
  }

  async get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<SeenPage> {
    return this.#send(path, { method, headers: { 'sec-fetch-site': 'none', ...headers } })
  }

  async post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers: Record<string, string> = {},
  ): Promise<SeenPage> {
    return this.#send(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
        'sec-fetch-user': '?1',
        ...headers,
      },
    })
  }

  /** Opens a link as a person does, and answers the pay page. */
  async open(path: string): Promise<SeenPage> {
    const landing = await this.get(path)
    this.pages.test.clock.pass(3_000)
    const opened = await this.post(path, {
      nonce: fieldOf(landing, 'nonce'),
      gesture: 'pointer',
      website: '',
    })
    if (opened.location === null) throw new Error(`not opened: ${opened.status} ${opened.text}`)
    this.at = opened.location
    return this.get(this.at)
  }

  /** Presses Pay on a pay page with a token from the card fields. */
  async pay(
    page: SeenPage,
    outcome: Parameters<PagesUnderTest['methodToken']>[0] = 'success',
    fields: Record<string, string> = {},
  ): Promise<SeenPage> {
    const methodToken = await this.pages.methodToken(outcome)
    return this.press(page, { methodToken, receiptTo: 'ines@petalandstem.example', ...fields })
  }

  /** Sends a pay page's form as it stands, with these fields changed. */
  async press(page: SeenPage, fields: Record<string, string>): Promise<SeenPage> {
    // Nobody reads a page and presses within a second; without a card's token that alone counts as a machine.
    if (fields.methodToken === '') this.pages.test.clock.pass(1_500)
    const shown = formOf(page).filter(([name]) => !(name in fields))
    return this.post(this.at, [...shown, ...Object.entries(fields)])
  }

  /** What this browser sends with every request. */
  headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      'user-agent': BROWSER,
      'x-test-address': this.address,
      ...(cookie === '' ? {} : { cookie }),
    }
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<SeenPage> {
    const answer = await this.pages.app.request(`${PUBLIC_URL}${path}`, {
      ...init,
      headers: sent({ ...this.headers(), ...init.headers }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (name !== undefined && value !== undefined) this.cookies.set(name, value)
    }
    const html = await answer.text()
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      html,
      text: wordsOf(html),
      headers: answer.headers,
    }
  }
}

/** A header given as '' is not sent at all. */
function sent(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}

/** What a pay page's form sends as it stands: hidden fields, and the boxes that are ticked. */
export function formOf(page: SeenPage): [string, string][] {
  const names = ['version', 'seen', 'nonce', 'shown']
  const hidden = names.map((name): [string, string] => [name, fieldOf(page, name)])
  const choosing: [string, string][] = page.html.includes('name="choosing"') ? [['choosing', '1']] : []
  const boxes = [...page.html.matchAll(/name="pick" id="[^"]*" value="([^"]*)" checked/g)]
  return [...hidden, ...choosing, ...boxes.map((box): [string, string] => ['pick', box[1]!])]
}

/** The value of a hidden field. */
export function fieldOf(page: SeenPage, name: string): string {
  const [, value] = new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(page.html) ?? []
  if (value === undefined) throw new Error(`no field ${name}: ${page.status} ${page.text.slice(0, 300)}`)
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
}

function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim()
}
