import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, PUBLIC_URL, startPagesUnderTest } from './testing/pages-under-test.ts'
import { fieldOf, formOf, Payer, type SeenPage } from './testing/payer.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
const HEADLESS = CHROME.replace('Chrome/', 'HeadlessChrome/')
/** What a program without a browser's fetch headers sends. */
const BARE = { 'sec-fetch-site': '', 'sec-fetch-mode': '', 'sec-fetch-dest': '', 'sec-fetch-user': '' }

type Machine = { pages: PagesUnderTest; path: string; agent: Payer; other: Payer }
type Behaviour = [name: string, behave: (machine: Machine) => Promise<unknown>]

const as = (agent: string, more: Record<string, string> = {}) => ({ 'user-agent': agent, ...more })
const wait = ({ pages }: Machine, ms: number) => pages.test.clock.pass(ms)

/** Sends the landing page's form as a machine fills it in. */
async function submit(
  machine: Machine,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
  afterMs = 3_000,
): Promise<SeenPage> {
  const landing = await machine.agent.get(machine.path, headers)
  wait(machine, afterMs)
  return machine.agent.post(machine.path, { nonce: fieldOf(landing, 'nonce'), ...fields }, headers)
}

/** Goes on to the pay page and sends its form without a card, as a crawler of forms does. */
async function submitOnwards(
  machine: Machine,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
  afterMs = 3_000,
): Promise<void> {
  const entered = await submit(machine, {}, headers, afterMs)
  if (entered.location === null) return
  machine.agent.at = entered.location
  const page = await machine.agent.get(entered.location, headers)
  wait(machine, afterMs)
  const filled = [...formOf(page), ['methodToken', ''], ['receiptTo', 'a@b.example']] as [string, string][]
  const action = `${entered.location}?lang=en`
  await machine.agent.post(action, [...filled, ...Object.entries(fields)], headers)
  await machine.agent.post(`${entered.location}/begun`, { nonce: fieldOf(page, 'nonce') }, headers)
}

/** What machines do with a link that they find in a mail, a chat or an address bar. */
const BEHAVIOURS: readonly Behaviour[] = [
  ['HEAD, as link checkers ask', m => m.agent.get(m.path, as(CHROME), 'HEAD')],
  [
    'GET twice from two networks, as gateways that look again do',
    async m => {
      await m.agent.get(m.path, as(CHROME))
      await m.other.get(m.path, as(CHROME))
    },
  ],
  [
    'GET, then HEAD, then GET a hundred times',
    async m => {
      for (let nth = 0; nth < 100; nth++) await m.agent.get(m.path, {}, nth % 3 === 1 ? 'HEAD' : 'GET')
    },
  ],
  [
    'OPTIONS and PUT',
    async m => void [await m.agent.get(m.path, {}, 'OPTIONS'), await m.agent.get(m.path, {}, 'PUT')],
  ],
  ['prefetch of a browser', m => m.agent.get(m.path, as(CHROME, { 'sec-purpose': 'prefetch' }))],
  [
    'prerender of a browser that presses',
    m => submit(m, { gesture: 'pointer' }, { 'sec-purpose': 'prefetch;prerender' }),
  ],
  ['prefetch of an older browser', m => submit(m, { gesture: 'pointer' }, { purpose: 'prefetch' })],
  ['Firefox getting ready', m => submit(m, { gesture: 'pointer' }, { 'x-moz': 'prefetch' })],
  [
    'Outlook SafeLinks: Chrome’s name, all scripts, a press at once',
    m => submit(m, { gesture: 'pointer' }, as(CHROME), 0),
  ],
  [
    'SafeLinks detonation: scripts run, the form is sent by script',
    m => submit(m, { gesture: '' }, as(CHROME, { 'sec-fetch-user': '' })),
  ],
  [
    'Mimecast: its own name',
    m => submit(m, { gesture: 'pointer' }, as('Mozilla/5.0 (compatible; Mimecast URL Protect)')),
  ],
  [
    'Proofpoint: its own name',
    m => submit(m, { gesture: 'pointer' }, as('Mozilla/5.0 Proofpoint-URL-Defense')),
  ],
  [
    'Barracuda: a GET, then a POST without a nonce',
    async m => {
      await m.agent.get(m.path)
      await m.agent.post(m.path, { gesture: 'pointer' })
    },
  ],
  [
    'Slack unfurls',
    m => submit(m, { gesture: 'pointer' }, as('Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)')),
  ],
  [
    'Teams unfurls',
    m =>
      submit(
        m,
        { gesture: 'pointer' },
        as('Mozilla/5.0 SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'),
      ),
  ],
  ['WhatsApp unfurls', m => submit(m, { gesture: 'pointer' }, as('WhatsApp/2.23.20.0'))],
  [
    'iMessage unfurls, under two more names',
    m =>
      submit(
        m,
        { gesture: 'pointer' },
        as(
          'Mozilla/5.0 (Macintosh) AppleWebKit/601.2.4 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
        ),
      ),
  ],
  ['Telegram unfurls', m => submit(m, { gesture: 'pointer' }, as('TelegramBot (like TwitterBot)'))],
  [
    'headless Chrome follows links and submits forms',
    m => submitOnwards(m, { gesture: 'pointer', person: 'yes' }, as(HEADLESS)),
  ],
  [
    'headless Chrome under an iPhone’s name submits every form by script',
    m => submitOnwards(m, {}, as(IPHONE, { 'sec-fetch-user': '' })),
  ],
  [
    'a crawler of forms fills in every field, the trap too',
    m => submitOnwards(m, { website: 'https://x.example', person: 'yes', gesture: 'pointer' }, as(CHROME)),
  ],
  ['a crawler of forms sends them as they stand', m => submitOnwards(m, {}, as(CHROME))],
  ['a scanner presses every button after 0 s', m => submitOnwards(m, { person: 'yes' }, as(CHROME), 0)],
  [
    'a program without browser headers sends the form',
    m => submitOnwards(m, { person: 'yes' }, as(CHROME, BARE)),
  ],
  ['curl', m => submit(m, { gesture: 'pointer' }, as('curl/8.9.1', BARE))],
  ['no name at all', m => submit(m, { gesture: 'pointer' }, as(''))],
  ['a POST without a nonce', m => m.agent.post(m.path, { gesture: 'pointer' })],
  [
    'a POST with a nonce of another link',
    async m => {
      const foreign = await m.pages.linked()
      const landing = await m.agent.get(foreign.path)
      wait(m, 3_000)
      await m.agent.post(m.path, { nonce: fieldOf(landing, 'nonce'), gesture: 'pointer' })
    },
  ],
  ['a press on a page kept for an hour', m => submit(m, { gesture: 'pointer' }, {}, 3_600_000)],
  ['a form on another site', m => submit(m, { gesture: 'pointer' }, { 'sec-fetch-site': 'cross-site' })],
  ['a frame of another site', m => submit(m, { gesture: 'pointer' }, { 'sec-fetch-site': 'same-site' })],
  [
    'a fetch by a script of somebody’s extension',
    m => submit(m, { gesture: 'pointer' }, { 'sec-fetch-mode': 'no-cors' }),
  ],
  [
    'looks at everything behind the landing page, with what a doubtful open shows',
    async m => {
      const entered = await submit(m, { gesture: '' })
      for (const path of ['', '/now', '/return', '/invoice/x.pdf'])
        await m.agent.get(`${entered.location}${path}`)
    },
  ],
]

describeEachEngine('links and machines', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const clockOf = async (linkId: string) => (await pages.get('payment_links', linkId)).openedAt
  const opens = async () =>
    (
      await pages.test.store.read(sql =>
        sql.all<{ id: string }>("SELECT cmd_id AS id FROM command_log WHERE name = 'link.record-open'"),
      )
    ).length

  test('the corpus has at least 20 behaviours', () => expect(BEHAVIOURS.length).toBeGreaterThanOrEqual(20))

  test.each(BEHAVIOURS)(
    '%s: no clock, no request to pay, and a person’s press still works',
    async (_, behave) => {
      const { linkId, path } = await pages.linked()
      const machine = {
        pages,
        path,
        agent: new Payer(pages, '198.51.100.1'),
        other: new Payer(pages, '192.0.2.44'),
      }
      await behave(machine)
      expect(await clockOf(linkId)).toBeNull()
      expect(
        await pages.test.store.read(sql =>
          sql.all('SELECT id FROM pay_request WHERE link_id = $1', [linkId]),
        ),
      ).toEqual([])
      await new Payer(pages).open(path)
      expect(await clockOf(linkId)).not.toBeNull()
    },
  )

  test('a nonce replayed by a scanner that read the mail behind the person starts nothing more', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    pages.test.clock.pass(2_000)
    const form = { nonce: fieldOf(landing, 'nonce'), gesture: 'pointer' }
    await payer.post(path, form)
    const at = await clockOf(linkId)
    const before = await opens()
    for (let nth = 0; nth < 5; nth++) {
      pages.test.clock.pass(1_000)
      await new Payer(pages, '192.0.2.9').post(path, form)
    }
    expect(await clockOf(linkId)).toBe(at)
    expect(await opens()).toBe(before)
  })

  test('200 people, by mouse, touch, keyboard and without scripts, start 200 clocks, once each', async () => {
    const { customerId, invoiceId } = await pages.linked()
    expect(customerId).not.toBe('')
    const before = await opens()
    const ways: Record<string, string>[] = [
      { gesture: 'pointer' },
      { gesture: 'touch' },
      { gesture: 'key' },
      { gesture: '', person: 'yes' },
    ]
    const started: string[] = []
    for (let nth = 0; nth < 200; nth++) {
      const { linkId, mailId } = await pages.email(invoiceId)
      const path = await pages.linkPath(linkId, mailId)
      const person = new Payer(pages, `203.0.113.${nth}`)
      const agent = nth % 2 === 0 ? CHROME : IPHONE
      // Safari before 16.4 and other old browsers send no fetch headers, but the form's origin.
      const headers = nth % 5 === 0 ? as(agent, { ...BARE, origin: PUBLIC_URL }) : as(agent)
      const landing = await person.get(path, as(agent))
      pages.test.clock.pass(1_200 + nth * 10)
      const entered = await person.post(
        path,
        { nonce: fieldOf(landing, 'nonce'), website: '', ...ways[nth % ways.length]! },
        headers,
      )
      // People come back, reload and open the mail again.
      await person.get(entered.location!)
      await person.get(path)
      if ((await clockOf(linkId)) !== null) started.push(linkId)
    }
    expect(new Set(started).size).toBe(200)
    expect((await opens()) - before).toBe(200)
  }, 120_000)
})
