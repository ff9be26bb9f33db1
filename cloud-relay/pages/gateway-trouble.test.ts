import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

describeEachEngine('with the gateway in trouble', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  test('a charge whose answer is lost is found by a look, and posted once', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    pages.network.deadlineMs = 300
    const pressed = await payer.pay(page, 'lost-answer')
    pages.network.deadlineMs = 5_000
    const waiting = await payer.get(pressed.location!)
    expect(waiting.text).toContain('Your payment is being confirmed')
    expect((await new Payer(pages, '203.0.113.11').open(path)).text).toContain('Being paid at this moment')
    await pages.pass(11_000)
    expect((await payer.get(payer.at)).text).toContain('Paid, thank you')
    await pages.deliverWebhooks()
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('a charge that answers 5xx is unknown, never tried anew, and found', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await payer.pay(page, 'server-error')
    const again = await payer.get(payer.at)
    expect(again.text).toContain('being confirmed')
    await pages.deliverWebhooks()
    expect((await payer.get(payer.at)).text).toContain('Paid, thank you')
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('not reached: said before a card is asked for, and nothing is begun', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    pages.network.isDown = true
    const pressed = await payer.pay(page)
    expect(pressed.text).toContain('Nothing was charged')
    pages.test.clock.pass(11_000)
    const down = await payer.get(payer.at)
    expect(down.text).toContain('can’t be reached at the moment')
    expect(down.html).not.toContain('<iframe')
    pages.network.isDown = false
    pages.test.clock.pass(11_000)
    await payer.pay(await payer.get(payer.at))
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('a gateway that loses the answer to an opened attempt opens no second one', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await pages.setFaults({ api: { loseAnswerNext: 1 } })
    expect((await payer.pay(page)).text).toContain('Nothing was charged')
    pages.test.clock.pass(11_000)
    await payer.pay(await payer.get(payer.at))
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })
})
