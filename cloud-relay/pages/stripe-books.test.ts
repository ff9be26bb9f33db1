import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashId } from '../links/hash-id.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { testMethod } from '../testing/stripe-server/test-methods.ts'
import { Payer } from './testing/payer.ts'
import { type StripePages, startStripePages } from './testing/stripe-pages.ts'

const DAY = 24 * 3_600_000

describeEachEngine('the nightly comparison with Stripe’s books', database => {
  let at: StripePages
  beforeAll(async () => {
    at = await startStripePages(database.open(), [{ id: 'one', key: new Uint8Array(32).fill(1) }])
    await at.enter()
  })
  afterAll(() => at.stop())

  /** A link that is paid; answers the attempt, the payment and its charge at Stripe. */
  async function paid() {
    const { path, linkId } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const methodToken = at.account.makeToken(testMethod('success').id)
    await payer.press(await payer.open(path), { methodToken, receiptTo: '' })
    const attemptId = [...at.account.intents.keys()].at(-1)!
    const charge = [...at.account.charges.values()].at(-1)!
    return { attemptId, linkId, charge, paymentId: hashId(at.pages.companyId, 'payment', attemptId) }
  }
  const tasks = async () =>
    (await at.pages.taskParams('gateway-difference')).map(each => [each.what, each.differenceCents])
  /** What is told from here on, by kind: tasks come in no order. */
  async function watch() {
    const before = new Set(
      (await at.pages.taskParams('gateway-difference')).map(each => `${each.reference} ${each.what}`),
    )
    return async () =>
      (await at.pages.taskParams('gateway-difference'))
        .filter(each => !before.has(`${each.reference} ${each.what}`))
        .map(each => [each.what, each.differenceCents])
  }
  const movement = (source: string) => at.account.balance.transactions.find(each => each.source === source)!
  const rowsOf = (text: string) => at.pages.test.store.read(sql => sql.all(text, [at.pages.companyId]))

  test('nothing differs: no task, every movement kept, the payout explained to the cent', async () => {
    const { charge } = await paid()
    await at.pages.pass(DAY)
    const payout = at.account.balance.payOut()!
    await at.pages.pass(DAY)
    expect(await tasks()).toEqual([])
    expect(
      await rowsOf('SELECT payout_id, amount_cents, is_explained FROM payout WHERE company_id = $1'),
    ).toEqual([{ payout_id: payout.id, amount_cents: 22_800 - 691, is_explained: 1 }])
    expect(
      await rowsOf(
        "SELECT kind, net_cents, payout_id FROM movement WHERE company_id = $1 AND kind = 'payment'",
      ),
    ).toEqual([{ kind: 'payment', net_cents: 22_800 - 691, payout_id: payout.id }])
    expect(movement(charge.id).fee).toBe(691)
  })

  test('what the company sells by other ways at the same account is no payment of ours, and no difference', async () => {
    const intent = at.account.openIntent({
      amount: 5_000,
      currency: 'usd',
      description: 'A web shop',
      metadata: {},
      methodTypes: ['card'],
    })
    at.account.confirm(intent, testMethod('success'), 'https://shop.example')
    const before = (await at.pages.all('payments')).length
    await at.pages.pass(DAY)
    expect((await at.pages.all('payments')).length).toBe(before)
    expect(await tasks()).toEqual([])
    const kept = await rowsOf("SELECT net_cents FROM movement WHERE company_id = $1 AND kind = 'payment'")
    expect(kept).toContainEqual({ net_cents: movement(String(intent.latest_charge)).net })
  })

  test('a fee that was not known at the capture is written down, and is no difference', async () => {
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const methodToken = at.account.makeToken(testMethod('success').id)
    const page = await payer.open(path)
    await payer.press(page, { methodToken, receiptTo: '' })
    const attemptId = [...at.account.intents.keys()].at(-1)!
    const id = hashId(at.pages.companyId, 'payment', attemptId)
    const posted = await at.pages.get('payments', id)
    await at.pages.test.store.write(sql =>
      sql.run("UPDATE entity SET doc = $3 WHERE company_id = $1 AND tbl = 'payments' AND id = $2", [
        at.pages.companyId,
        id,
        JSON.stringify({ ...posted, feeCents: 0 }),
      ]),
    )
    await at.pages.pass(DAY)
    expect((await at.pages.get('payments', id)).feeCents).toBe(691)
    expect((await at.pages.paymentsOf(linkId)).count).toBe(1)
    expect(await tasks()).toEqual([])
  })

  test('each difference is one task, however often it is seen', async () => {
    const [dearer, taken, returned, disputed] = [await paid(), await paid(), await paid(), await paid()]
    movement(dearer.charge.id).fee += 7
    movement(taken.charge.id).amount += 1
    at.account.refund({ intentId: returned.attemptId, amount: 5_000, metadata: {} })
    at.account.dispute(disputed.attemptId, 'lost')
    await at.pages.pass(DAY)
    await at.pages.pass(DAY)
    expect((await tasks()).toSorted()).toEqual([
      ['amount', 1],
      ['fee', 7],
      ['returned', -5_000],
    ])
    expect(await at.pages.openTasks('gateway-difference', returned.paymentId)).toBe(1)
    // A dispute that is lost is no difference: it is charged back.
    expect(await at.pages.get('payments', disputed.paymentId)).toMatchObject({
      disputeState: 'lost',
      returnedCents: 22_800,
    })
  })

  test('two charges of one amount in the books are not explained by one payment, nor one in another currency', async () => {
    const fresh = await watch()
    const [twice, foreign] = [await paid(), await paid()]
    const { transactions } = at.account.balance
    transactions.push({ ...movement(twice.charge.id), id: 'txn_twice' })
    movement(foreign.charge.id).currency = 'cad'
    await at.pages.pass(DAY)
    await at.pages.pass(DAY)
    expect(await fresh()).toEqual([
      ['amount', 22_800],
      ['amount', 22_800],
    ])
    transactions.splice(
      transactions.findIndex(each => each.id === 'txn_twice'),
      1,
    )
    movement(foreign.charge.id).currency = 'usd'
  })

  test('a dispute of Stripe’s from the first word to the appeal that is won, to the cent', async () => {
    const fresh = await watch()
    const sale = await paid()
    const state = async () => (await at.pages.get('payments', sale.paymentId)).disputeState
    at.account.dispute(sale.attemptId, 'warning_needs_response')
    await at.deliver()
    expect(await state()).toBe('inquiry')
    at.account.dispute(sale.attemptId, 'needs_response')
    await at.deliver()
    expect(await state()).toBe('open')
    const [task] = (await at.pages.taskParams('payment-disputed')).filter(each => each.state === 'open')
    expect(task).toMatchObject({
      amountCents: 22_800,
      feeCents: 1_500,
      gateway: /^stripe:test/.exec(String(task?.gateway))?.input,
    })
    expect(String(task?.dueOn)).toMatch(/^\d{4}-\d\d-\d\d$/)
    await at.pages.pass(DAY)
    at.account.dispute(sale.attemptId, 'lost')
    await at.deliver()
    await at.pages.pass(DAY)
    expect(await at.pages.get('payments', sale.paymentId)).toMatchObject({
      disputeState: 'lost',
      returnedCents: 22_800,
    })
    at.account.dispute(sale.attemptId, 'won')
    await at.deliver()
    for (let night = 0; night < 3; night++) await at.pages.pass(DAY)
    expect(await at.pages.get('payments', sale.paymentId)).toMatchObject({
      disputeState: 'won',
      returnedCents: 0,
      unappliedCents: 0,
    })
    expect(await fresh()).toEqual([])
  })

  test('a payment that the books do not have, and a payout that does not add up', async () => {
    const fresh = await watch()
    const { charge, paymentId } = await paid()
    const { transactions } = at.account.balance
    transactions.splice(transactions.indexOf(movement(charge.id)), 1)
    const payout = at.account.balance.payOut()!
    payout.amount -= 60
    await at.pages.pass(DAY)
    await at.pages.pass(DAY)
    expect(
      (await at.pages.taskParams('payout-unexplained')).map(each => [each.reference, each.differenceCents]),
    ).toContainEqual([payout.id, -60])
    expect(await fresh()).toEqual([['not-in-books', -22_800]])
    expect(await at.pages.openTasks('gateway-difference', paymentId)).toBe(1)
  })

  test('money that nothing reported is found in the books, and posted once', async () => {
    const { path, linkId } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const page = await payer.open(path)
    const methodToken = at.account.makeToken(testMethod('server-error').id)
    await payer.press(page, { methodToken, receiptTo: '' })
    await at.pages.test.store.write(sql =>
      sql.run('DELETE FROM pay_request WHERE company_id = $1 AND link_id = $2', [at.pages.companyId, linkId]),
    )
    await at.pages.pass(DAY)
    await at.pages.pass(DAY)
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })
})
