import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GatewayUnknown } from '../gateways/gateway.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { answerChallenge } from './testing/at-the-gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer, type SeenPage } from './testing/payer.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PNG = `data:image/png;base64,${Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]).toString('base64')}`

type Link = Awaited<ReturnType<PagesUnderTest['linked']>>
interface Case {
  state: string
  /** Brings the link there and answers the page that is seen then. */
  arrange(pages: PagesUnderTest, link: Link, payer: Payer): Promise<SeenPage>
  status: number
  en: string
  es: string
  /** Whether a card can be typed. */
  asksForCard?: true
  /** Whether a new link is offered. */
  renews?: true
}

const opened = async (_: PagesUnderTest, link: Link, payer: Payer) => payer.open(link.path)
const revoke = (pages: PagesUnderTest, linkId: string) =>
  pages.test.store.write(sql =>
    sql.run(
      `UPDATE entity SET doc = replace(replace(doc, '"state":"queued"', '"state":"revoked"'), '"state":"opened"', '"state":"revoked"')
        WHERE company_id = $1 AND tbl = 'payment_links' AND id = $2`,
      [pages.companyId, linkId],
    ),
  )

const CASES: readonly Case[] = [
  {
    state: 'not opened yet',
    arrange: (_, link, payer) => payer.get(link.path),
    status: 200,
    en: 'View and pay',
    es: 'Ver y pagar',
  },
  {
    state: 'payable',
    arrange: opened,
    status: 200,
    en: 'Pay $228.00',
    es: 'Pagar $228.00',
    asksForCard: true,
  },
  {
    state: 'not yet due',
    arrange: opened,
    status: 200,
    en: 'not due before December 23; you can pay now',
    es: 'no vence antes del 23 de diciembre; puede pagar ya',
    asksForCard: true,
  },
  {
    state: 'past due',
    async arrange(pages, link, payer) {
      pages.test.clock.pass(60 * DAY)
      return payer.open(link.path)
    },
    status: 200,
    en: 'days past due',
    es: 'días vencida',
    asksForCard: true,
  },
  {
    state: 'expired, for who was there',
    async arrange(pages, link, payer) {
      await payer.open(link.path)
      pages.test.clock.pass(25 * HOUR)
      return payer.get(payer.at)
    },
    status: 200,
    en: 'This link has expired',
    es: 'Este enlace ha caducado',
    renews: true,
  },
  {
    state: 'expired, for a stranger',
    async arrange(pages, link, payer) {
      pages.test.clock.pass(91 * DAY)
      return payer.get(link.path, { 'accept-language': 'es' })
    },
    status: 404,
    en: 'Este enlace no está activo',
    es: 'Este enlace no está activo',
    renews: true,
  },
  {
    state: 'revoked while it was open',
    async arrange(pages, link, payer) {
      await payer.open(link.path)
      await revoke(pages, link.linkId)
      await pages.setCompany({ phone: String(pages.test.clock.now()) })
      return payer.get(`${payer.at}?lang=en`)
    },
    status: 404,
    en: 'Open the link in your mail again',
    es: 'Open the link in your mail again',
  },
  {
    state: 'revoked, for a stranger',
    async arrange(pages, link, payer) {
      await revoke(pages, link.linkId)
      return payer.get(`${link.path}?lang=en`)
    },
    status: 404,
    en: 'This link is not active',
    es: 'This link is not active',
    renews: true,
  },
  {
    state: 'paid by check',
    async arrange(pages, link, payer) {
      await payer.open(link.path)
      await pages.receiveCheck(link.customerId, link.invoiceId, 228_00)
      return payer.get(payer.at)
    },
    status: 200,
    en: 'Already paid, thank you',
    es: 'Ya está pagado, gracias',
  },
  {
    state: 'paid here',
    async arrange(_, link, payer) {
      await payer.pay(await payer.open(link.path))
      return payer.get(payer.at)
    },
    status: 200,
    en: 'Paid, thank you',
    es: 'Pagado, gracias',
  },
  {
    state: 'withdrawn',
    async arrange(pages, link, payer) {
      await payer.open(link.path)
      await pages.voidOrder((await pages.get('invoices', link.invoiceId)).orderId)
      return payer.get(payer.at)
    },
    status: 200,
    en: 'Nothing is due',
    es: 'No hay nada que pagar',
  },
  {
    state: 'followed by a newer link',
    async arrange(pages, link, payer) {
      await pages.email(link.invoiceId)
      return payer.open(link.path)
    },
    status: 200,
    en: 'sent a newer mail about this, too. Pay it once',
    es: 'un correo más reciente sobre esto. Páguelo una sola vez',
    asksForCard: true,
  },
  {
    state: 'being paid by someone else',
    async arrange(_, link, payer) {
      const other = new Payer(payer.pages, '203.0.113.77')
      await other.pay(await other.open(link.path), 'challenge')
      return payer.open(link.path)
    },
    status: 200,
    en: 'Being paid at this moment',
    es: 'Se está pagando en este momento',
  },
  {
    state: 'being confirmed',
    async arrange(pages, link, payer) {
      const page = await payer.open(link.path)
      vi.spyOn(pages.gateway, 'confirm').mockRejectedValueOnce(new GatewayUnknown('no answer'))
      await payer.pay(page)
      return payer.get(payer.at)
    },
    status: 200,
    en: 'Your payment is being confirmed',
    es: 'Su pago se está confirmando',
  },
  {
    state: 'a bank debit under way',
    async arrange(_, link, payer) {
      await payer.pay(await payer.open(link.path), 'ach-clears')
      return payer.get(payer.at)
    },
    status: 200,
    en: 'Your bank payment is under way',
    es: 'Su pago bancario está en camino',
  },
  {
    state: 'waiting for the bank',
    async arrange(_, link, payer) {
      await payer.pay(await payer.open(link.path), 'challenge')
      return payer.get(payer.at)
    },
    status: 200,
    en: 'confirmed this payment yet. Continue there, or pay another way below. Continue at your bank',
    es: 'Continúe allí o pague de otra forma más abajo. Continuar en su banco',
    asksForCard: true,
  },
  {
    state: 'declined',
    async arrange(_, link, payer) {
      await payer.pay(await payer.open(link.path), 'declined')
      return payer.get(payer.at)
    },
    status: 200,
    en: 'The payment was declined and nothing was charged',
    es: 'El pago fue rechazado y no se cobró nada',
    asksForCard: true,
  },
  {
    state: 'kept as a credit after a check came first',
    async arrange(pages, link, payer) {
      const pressed = await payer.pay(await payer.open(link.path), 'challenge')
      await pages.receiveCheck(link.customerId, link.invoiceId, 228_00)
      await answerChallenge(pressed.location!, true)
      await pages.deliverWebhooks()
      return payer.get(payer.at)
    },
    status: 200,
    en: 'Kept as your credit',
    es: 'Queda como crédito a su favor',
  },
  {
    state: 'locked after declines',
    async arrange(_, link, payer) {
      for (let nth = 0; nth < 5; nth++) {
        const thief = new Payer(payer.pages, `198.51.100.${nth}`)
        await thief.pay(await thief.open(link.path), 'declined')
      }
      return payer.open(link.path)
    },
    status: 200,
    en: 'This link takes no more payments',
    es: 'Este enlace no acepta más pagos',
    renews: true,
  },
  {
    state: 'the account is paused',
    async arrange(pages, link, payer) {
      await payer.open(link.path)
      pages.network.isPaused = true
      const page = await payer.get(payer.at)
      pages.network.isPaused = false
      return page
    },
    status: 200,
    en: 'takes no payments online at the moment',
    es: 'no acepta pagos en línea en este momento',
  },
  {
    state: 'the gateway is away',
    async arrange(pages, link, payer) {
      await payer.open(link.path)
      pages.network.isDown = true
      pages.test.clock.pass(11_000)
      const page = await payer.get(payer.at)
      pages.network.isDown = false
      pages.test.clock.pass(11_000)
      return page
    },
    status: 200,
    en: 'The payment provider can’t be reached',
    es: 'No se puede conectar con el proveedor de pagos',
  },
]

describeEachEngine('every state of a link', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), { methods: ['card', 'ach'] })
  })
  afterAll(() => pages.stop())

  test.each(CASES)('$state: a page of its own, in both languages', async each => {
    for (const language of ['en', 'es'] as const) {
      const link = await pages.linked({ customer: { language } })
      const page = await each.arrange(pages, link, new Payer(pages, '203.0.113.50'))
      expect(page.status).toBe(each.status)
      expect(page.text).toContain(each[language])
      expect(page.html.includes('<iframe')).toBe(each.asksForCard === true)
      expect(/action="[^"]*\/renew/.test(page.html)).toBe(each.renews === true)
      expect(page.html.match(/<h1/g)?.length ?? 0, 'one heading').toBe(
        each.state === 'not opened yet' ? 0 : 1,
      )
      expect(page.headers.get('cache-control')).toBe('no-store')
      // The sandbox is a test account; a page that knows no company knows nothing of its accounts either.
      const test = language === 'es' && page.html.includes('lang="es"') ? 'PRUEBA' : 'TEST'
      expect(page.text.includes(`${test}`) && page.html.includes('class="banner"')).toBe(page.status !== 404)
    }
  })

  test('the logo comes from our own origin, to who has seen a page that shows it', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    expect((await payer.get(path)).html).not.toContain('<img')
    await pages.setCompany({ logo: PNG })
    for (const page of [await payer.get(path), await payer.open(path)]) {
      const [, src] = /<img src="([^"]+)"/.exec(page.html)!
      expect(src).toMatch(new RegExp(`^/l/${pages.companyKey}/[A-Za-z0-9_-]{22}/logo$`))
      expect(page.headers.get('content-security-policy')).toContain("img-src 'self';")
      const logo = await new Payer(pages).get(src!)
      expect(logo.status).toBe(200)
      expect(logo.headers.get('content-type')).toBe('image/png')
      const wrong = src!.replace(/\/[^/]{22}\//, `/${'A'.repeat(22)}/`)
      expect((await new Payer(pages).get(wrong)).status).toBe(404)
    }
    const stranger = await payer.get(`/l/${pages.companyKey}/${'A'.repeat(43)}`)
    expect(stranger.html).not.toContain('<img')
    await pages.setCompany({ logo: '' })
  })
})
