import { beforeAll, expect, test } from 'vitest'
import { row } from '../../shared/domain/view.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload, orderPayload, userPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

describeEachEngine('who sees kept cards and takes one by telephone', database => {
  let relay: RelayUnderTest
  let desk: TestDevice
  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  async function someone(roles: ('sales' | 'cashier' | 'sales-manager')[], manageOwnCustomers: boolean) {
    const user = { ...userPayload(desk, `${desk.id()}@aalsmeer.example`, roles), manageOwnCustomers }
    await desk.outcomes(desk.command('user.add', user))
    const body = { password: 'first password' }
    await desk.request('POST', `/v1/users/${user.userId}/password`, body, true)
    const device = await joinTestCompany(desk)
    expect((await device.logIn(user.login, 'first password')).status).toBe(200)
    return device
  }
  async function customerOf(salespersonId: string | null): Promise<string> {
    const payload = customerPayload(desk, desk.id().slice(-12), { salespersonId })
    const [outcome] = await desk.outcomes(desk.command('customer.add', payload))
    expect(outcome?.outcome).toBe('accepted')
    return payload.customerId
  }
  const kept = async (device: TestDevice, customerId: string) =>
    (await device.request('POST', '/v1/kept-methods', { customerId, removeId: null }, true)).status
  const phone = async (device: TestDevice, customerId: string) =>
    (await device.request('POST', '/v1/phone-page', { customerId, invoiceIds: [desk.id()] }, true)).status

  test('an admin for every customer, someone with own customers for these, others for none', async () => {
    const manager = await someone(['sales-manager'], true)
    const cashier = await someone(['cashier'], false)
    const sales = await someone(['sales'], false)
    const [own, other] = [await customerOf(manager.userId), await customerOf(null)]
    expect(await Promise.all([kept(desk, own), kept(desk, other)])).toEqual([200, 200])
    expect(await Promise.all([kept(manager, own), kept(manager, other)])).toEqual([200, 403])
    expect(await Promise.all([kept(cashier, own), kept(sales, other)])).toEqual([403, 403])
    expect(await Promise.all([phone(cashier, own), phone(cashier, other)])).toEqual([200, 200])
    expect(await Promise.all([phone(manager, own), phone(manager, other)])).toEqual([200, 403])
    expect(await phone(sales, other)).toBe(403)
  })

  test('for an order, also whoever has it as salesperson and is narrowed to own orders', async () => {
    const sales = await someone(['sales'], false)
    const manager = await someone(['sales-manager'], true)
    const customerId = await customerOf(null)
    const orderOf = async (salespersonId: string | null) => {
      const order = orderPayload(desk, customerId, desk.id().slice(-12))
      const { orderId } = order
      const given = [
        desk.command('order.create', { ...order, salespersonId }),
        desk.command('order.place', { orderId }),
      ]
      for (const { outcome } of await desk.outcomes(...given)) expect(outcome).toBe('accepted')
      return orderId
    }
    const [theirs, nobodys, managers] = [
      await orderOf(sales.userId),
      await orderOf(null),
      await orderOf(manager.userId),
    ]
    const ask = async (device: TestDevice, orderId: string, whose = customerId) =>
      (await device.request('POST', '/v1/phone-page', { customerId: whose, invoiceIds: [], orderId }, true))
        .status
    expect(await Promise.all([ask(desk, theirs), ask(sales, theirs), ask(sales, nobodys)])).toEqual([
      200, 200, 403,
    ])
    // An order of their own opens no other customer's payments, and own customers are narrower than own orders.
    expect(await ask(sales, theirs, await customerOf(null))).toBe(403)
    expect(await ask(manager, managers)).toBe(403)
    expect(await phone(sales, customerId)).toBe(403)
    // The invoice of an own order, too, as `payment.receive` has it.
    const confirmed = { orderId: theirs, issuedOn: '2026-11-23', expectedTotalCents: 228_00 }
    const [outcome] = await desk.outcomes(desk.command('order.confirm', confirmed))
    expect(outcome?.outcome).toBe('accepted')
    const view = await relay.relay.gatherIn(desk.companyId, () => [row('orders', theirs)])
    const { invoiceId } = view.get('orders', theirs)!
    const asked = { customerId, invoiceIds: [invoiceId] }
    expect((await sales.request('POST', '/v1/phone-page', asked, true)).status).toBe(200)
  })

  test('it is asked for invoices, as older desktops do, or for an order, not for both and not for nothing', async () => {
    const customerId = await customerOf(null)
    const ask = async (what: object) =>
      (await desk.request('POST', '/v1/phone-page', { customerId, ...what }, true)).status
    const id = desk.id()
    expect(await ask({ invoiceIds: [id] })).toBe(200)
    expect(await ask({ invoiceIds: [], orderId: id })).toBe(200)
    expect(await ask({ invoiceIds: [id], orderId: id })).toBe(400)
    expect(await ask({ invoiceIds: [] })).toBe(400)
  })

  test('without a login, nobody', async () => {
    const customerId = await customerOf(null)
    const answer = await desk.request('POST', '/v1/kept-methods', { customerId, removeId: null })
    expect(answer.status).toBe(401)
  })
})
