import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { answerChallenge } from './testing/at-the-gateway.ts'
import { creditInvoice } from './testing/credit-invoice.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { fieldOf, formOf, Payer, type SeenPage } from './testing/payer.ts'

describeEachEngine('a payer who may choose', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), { methods: ['card', 'ach'] })
  })
  afterAll(() => pages.stop())
  beforeEach(() =>
    pages.setCompany({ payerPicksInvoices: true, partialPayments: true, partialMinimumCents: 50_00 }),
  )

  const open = async (invoiceIds: string[]) =>
    Promise.all(invoiceIds.map(async id => (await pages.get('invoices', id)).openCents))
  const picksOf = (page: SeenPage) =>
    formOf(page).flatMap(([name, value]) => (name === 'pick' ? [value] : []))

  /** Presses Pay with these of the page's boxes ticked, an amount typed, and the amount that the button named. */
  async function press(
    payer: Payer,
    page: SeenPage,
    choice: { picks: number[]; amount?: string; shown: number },
    outcome: Parameters<PagesUnderTest['methodToken']>[0] = 'success',
  ): Promise<SeenPage> {
    const boxes = picksOf(page)
    const rest = formOf(page).filter(([name]) => name !== 'pick' && name !== 'shown')
    return payer.post(payer.at, [
      ...rest,
      ...choice.picks.map((at): [string, string] => ['pick', boxes[at]!]),
      ['shown', String(choice.shown)],
      ['amount', choice.amount ?? ''],
      ['methodToken', await pages.methodToken(outcome)],
      ['receiptTo', 'ines@petalandstem.example'],
    ])
  }

  test('pays the invoices picked, and the link stays payable for the rest', async () => {
    const { invoiceIds, linkId, path } = await pages.linkedStatement(3)
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.text).toContain('Choose which invoices to pay')
    expect(picksOf(page)).toHaveLength(3)
    await press(payer, page, { picks: [1], shown: 228_00 })
    expect(await open(invoiceIds)).toEqual([228_00, 0, 228_00])
    expect((await pages.get('payment_links', linkId)).state).toBe('opened')
    const after = await payer.get(payer.at)
    expect(after.text).toMatch(/Your payment of \$228\.00 was received \(payment number \d+\)/)
    expect(after.text).toContain('Pay $456.00')
    await payer.pay(after)
    expect(await open(invoiceIds)).toEqual([0, 0, 0])
    expect((await pages.get('payment_links', linkId)).state).toBe('paid')
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 2, totalCents: 3 * 228_00 })
  })

  test('pays in part, oldest due first among the picked', async () => {
    const { invoiceIds, linkId, path } = await pages.linkedStatement(3)
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await press(payer, page, { picks: [1, 2], amount: '$300.00', shown: 300_00 })
    expect(await open(invoiceIds)).toEqual([228_00, 0, 156_00])
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 300_00 })
    expect((await payer.get(payer.at)).text).toContain('Pay $384.00')
  })

  test.each<[string, { picks: number[]; amount?: string; shown: number }, number, string]>([
    ['less than the minimum', { picks: [0, 1], amount: '49.99', shown: 49_99 }, 422, 'At least $50.00'],
    [
      'more than is open',
      { picks: [0], amount: '228.01', shown: 228_01 },
      422,
      'No more than $228.00 is open',
    ],
    ['nothing picked', { picks: [], shown: 0 }, 422, 'Choose at least one invoice'],
    ['no amount', { picks: [0], amount: 'all of it', shown: 228_00 }, 422, 'This is not an amount'],
    ['another amount than the button named', { picks: [0], shown: 456_00 }, 409, 'The total is $228.00 now'],
  ])('%s charges nothing and keeps what was chosen', async (_, choice, status, words) => {
    const { linkId, path } = await pages.linkedStatement(2)
    const payer = new Payer(pages)
    const refused = await press(payer, await payer.open(path), choice)
    expect(refused.status).toBe(status)
    expect(refused.text).toContain(words)
    expect(refused.text).toContain('Nothing was charged')
    expect(picksOf(refused)).toHaveLength(choice.picks.length)
    expect(refused.html).toContain(
      `name="amount" inputmode="decimal" autocomplete="off" maxlength="30" value="${choice.amount ?? ''}"`,
    )
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
  })

  test('a picked invoice that changed is not charged; one that was not picked disturbs nobody', async () => {
    const { customerId, invoiceIds, linkId, path } = await pages.linkedStatement(3)
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await pages.receiveCheck(customerId, invoiceIds[1]!, 28_00)
    const refused = await press(payer, page, { picks: [0, 1], shown: 456_00 })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('$28.00 was applied to invoice')
    expect(refused.text).toContain('Pay $428.00')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    const second = await press(payer, page, { picks: [2], shown: 228_00 })
    expect(second.status, 'a form is pressed once').toBe(303)
    await press(payer, await payer.get(payer.at), { picks: [2], shown: 228_00 })
    expect(await open(invoiceIds)).toEqual([228_00, 200_00, 0])
  })

  test('two payers pay different invoices of one link at once, and the page says who is at which', async () => {
    const { invoiceIds, linkId, path } = await pages.linkedStatement(2)
    const [one, two] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    const [pageOne, pageTwo] = [await one.open(path), await two.open(path)]
    const challenged = await press(one, pageOne, { picks: [0], shown: 228_00 }, 'challenge')
    const seen = await two.get(two.at)
    expect(seen.text).toContain('Being paid at this moment')
    expect(picksOf(seen)).toHaveLength(1)
    const busy = await press(two, pageTwo, { picks: [0, 1], shown: 456_00 })
    expect(busy.text).toContain('Someone is paying one of these invoices right now. Nothing was charged.')
    await press(two, seen, { picks: [0], shown: 228_00 })
    expect(await open(invoiceIds)).toEqual([228_00, 0])
    await answerChallenge(challenged.location!, true)
    await pages.deliverWebhooks()
    expect(await open(invoiceIds)).toEqual([0, 0])
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 2, totalCents: 456_00 })
  })

  test('while a bank debit takes its days, the other invoices can be paid', async () => {
    const { invoiceIds, path } = await pages.linkedStatement(2)
    const payer = new Payer(pages)
    await press(payer, await payer.open(path), { picks: [0], shown: 228_00 }, 'ach-clears')
    const page = await payer.get(payer.at)
    expect(page.text).toContain('Bank payment under way')
    await press(payer, page, { picks: [0], shown: 228_00 })
    expect(await open(invoiceIds)).toEqual([228_00, 0])
    await pages.pass(2 * 60_000)
    await pages.deliverWebhooks()
    expect(await open(invoiceIds)).toEqual([0, 0])
  })

  test('paid by check meanwhile, money for a picked invoice is kept, not moved to one that was not picked', async () => {
    const { customerId, invoiceIds, linkId, path } = await pages.linkedStatement(2)
    const payer = new Payer(pages)
    const pressed = await press(payer, await payer.open(path), { picks: [0], shown: 228_00 }, 'challenge')
    await pages.receiveCheck(customerId, invoiceIds[0]!, 228_00)
    await answerChallenge(pressed.location!, true)
    await pages.deliverWebhooks()
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 228_00 })
    expect(await open(invoiceIds)).toEqual([0, 228_00])
  })

  test('without scripts the total follows a press of its own, and Pay charges what its button names', async () => {
    const { invoiceIds, linkId, path } = await pages.linkedStatement(2)
    const payer = new Payer(pages)
    const page = await payer.open(path)
    const fields = formOf(page).filter(([name]) => name !== 'pick')
    const chosen: [string, string][] = [...fields, ['pick', picksOf(page)[1]!], ['amount', '100']]
    const shown = await payer.post(payer.at, [...chosen, ['act', 'update']])
    expect(shown.status).toBe(200)
    expect(shown.text).toContain('Pay $100.00 at the payment provider')
    expect(shown.text).toContain('of $456.00 open')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    // Who presses Pay without the update is shown the new total first.
    pages.test.clock.pass(2_000)
    const early = await payer.post(payer.at, [...chosen, ['methodToken', ''], ['receiptTo', '']])
    expect(early.status).toBe(409)
    expect(early.text).toContain('Pay $100.00 at the payment provider')
    pages.test.clock.pass(2_000)
    const pressed = await payer.post(payer.at, [...formOf(early), ['amount', '100'], ['methodToken', '']])
    expect(pressed.location).toContain(`${pages.sandbox.publicOrigin}/`)
    expect(await open(invoiceIds)).toEqual([228_00, 228_00])
  })

  test.each([
    ['en', '10', 'At least $50.00 can be paid at a time.'],
    ['en', '99999', 'No more than $456.00 is open.'],
    ['en', 'abc', 'This is not an amount.'],
    ['es', '-5', 'Esto no es un importe.'],
    ['es', '10', 'Se pueden pagar al menos $50.00 cada vez.'],
  ])(
    'without scripts, %s: %s is told at its field, and no button names an amount',
    async (language, amount, words) => {
      const { linkId, path } = await pages.linkedStatement(2)
      const payer = new Payer(pages)
      await payer.open(path)
      const page = await payer.get(`${payer.at}?lang=${language}`)
      for (const act of ['update', '']) {
        pages.test.clock.pass(2_000)
        const form: [string, string][] = [
          ...formOf(page),
          ['amount', amount],
          ['act', act],
          ['methodToken', ''],
        ]
        const told = await payer.post(`${payer.at}?lang=${language}`, form)
        expect(told.status).toBe(422)
        expect(told.html).toContain('aria-describedby="part-wrong" aria-invalid="true"')
        expect(told.html).toContain(`<p class="err" id="part-wrong" aria-live="polite">${words}</p>`)
        expect(told.text).not.toMatch(/(Pay|Pagar) \$/)
        expect(told.html).toContain(
          `<button class="no-js " disabled>${language === 'es' ? 'Revise' : 'Check'}`,
        )
        expect(told.html).not.toMatch(/class="amt"[^>]*>\$/)
        expect(fieldOf(told, 'shown')).toBe('')
      }
      const mended: [string, string][] = [...formOf(page), ['amount', '60'], ['act', 'update']]
      const paid = await payer.post(`${payer.at}?lang=${language}`, mended)
      expect(paid.status).toBe(200)
      expect(paid.text).toMatch(/(Pay|Pagar) \$60\.00/)
      expect(paid.html).not.toContain('aria-invalid="true"')
      expect(paid.html).not.toMatch(/<button[^>]* disabled/)
      expect((await pages.paymentsOf(linkId)).count).toBe(0)
    },
  )

  test.each([
    ['en', 'Choose at least one invoice.'],
    ['es', 'Elija al menos una factura.'],
  ])(
    'without scripts, %s: with nothing picked the page says so, and names no amounts of nothing',
    async (language, words) => {
      const { path } = await pages.linkedStatement(2)
      const payer = new Payer(pages)
      await payer.open(path)
      const page = await payer.get(`${payer.at}?lang=${language}`)
      const none = formOf(page).filter(([name]) => name !== 'pick')
      const told = await payer.post(`${payer.at}?lang=${language}`, [...none, ['act', 'update']])
      expect(told.html).toContain(`<label for="part">${words}</label>`)
      expect(told.html).toContain(`disabled>${words}</button>`)
      expect(told.text).not.toContain('$0.00')
    },
  )

  test.each([
    ['en', 'Total $228.00 · paid so far $28.00 · open $200.00'],
    ['es', 'Total $228.00 · pagado hasta ahora $28.00 · pendiente $200.00'],
  ])(
    '%s: a part-paid invoice shows its total, what is paid and what is open; nothing looks like a discount',
    async (language, words) => {
      const { customerId, invoiceIds, path } = await pages.linkedStatement(2)
      await pages.receiveCheck(customerId, invoiceIds[0]!, 28_00)
      const payer = new Payer(pages)
      await payer.open(path)
      const page = await payer.get(`${payer.at}?lang=${language}`)
      expect(page.text.split(words)).toHaveLength(2)
      expect(page.text.split(words.slice(0, 13))).toHaveLength(2)
      expect(page.html).not.toMatch(/<(s|del|strike)>/)
    },
  )

  test.each([
    [
      'en',
      'Total $228.00 · credits $36.50 · open $191.50',
      'paid so far $28.00 · credits $36.50 · open $163.50',
    ],
    [
      'es',
      'Total $228.00 · créditos $36.50 · pendiente $191.50',
      'pagado hasta ahora $28.00 · créditos $36.50 · pendiente $163.50',
    ],
  ])('%s: a credit is not called paid; both are named where both were', async (language, credited, both) => {
    const { customerId, invoiceId, path } = await pages.linked()
    const shown = async () => {
      const payer = new Payer(pages)
      await payer.open(path)
      return (await payer.get(`${payer.at}?lang=${language}`)).text
    }
    await creditInvoice(pages, customerId, invoiceId, 36_50)
    expect(await shown()).toContain(credited)
    await pages.receiveCheck(customerId, invoiceId, 28_00)
    expect(await shown()).toContain(both)
  })

  test('where the company allows neither, nothing is to choose, and a made-up choice charges nothing', async () => {
    await pages.setCompany({ payerPicksInvoices: false, partialPayments: false })
    const { linkId, path } = await pages.linkedStatement(2)
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.html).not.toContain('name="pick"')
    expect(page.html).not.toContain('name="amount"')
    const picks = [...(await pages.get('payment_links', linkId)).id].length > 0 ? `${linkId}~22800~1` : ''
    const forged = await payer.pay(page, 'success', { choosing: '1', pick: picks, shown: '22800' })
    expect(forged.status).toBe(409)
    const part = await payer.pay(await payer.get(payer.at), 'success', { amount: '100', shown: '10000' })
    expect(part.status).toBe(422)
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
  })

  test('a single invoice may be paid in part, in Spanish too', async () => {
    const { invoiceId, path } = await pages.linked({ customer: { language: 'es' } })
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.text).toContain('Pagar otro importe')
    await payer.pay(page, 'success', { amount: '100,00', shown: '10000' })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(128_00)
    expect((await payer.get(payer.at)).text).toContain('Recibimos su pago de $100.00')
  })
})
