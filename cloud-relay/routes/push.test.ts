import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { accept, put } from '../../shared/domain/command.ts'
import { COMMANDS } from '../../shared/domain/commands.ts'
import type { Role } from '../../shared/domain/user/user-row.ts'
import type { Problem, WireRow } from '../../shared/protocol/sync.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import {
  customerPayload,
  orderPayload,
  paymentPayload,
  productPayload,
  userPayload,
} from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

afterEach(() => vi.restoreAllMocks())

describeEachEngine('a push', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  /** The rows of a table that changed since `from`. */
  async function rowsSince(
    device: TestDevice,
    from: TestDevice['cursor'],
    table: string,
  ): Promise<WireRow[]> {
    device.cursor = from
    return (await device.pulled()).rows.filter(row => row.table === table)
  }

  async function problemOf(answer: Response): Promise<Problem> {
    return (await answer.json()) as Problem
  }

  /** A device on which a new user with these roles is logged in. */
  async function deviceOf(roles: Role[]): Promise<TestDevice> {
    const login = `${roles.join('-')}-${desk.seq}@aalsmeer.example`
    const user = userPayload(desk, login, roles)
    await desk.outcomes(desk.command('user.add', user))
    const set = await desk.request(
      'POST',
      `/v1/users/${user.userId}/password`,
      { password: 'peonies 2026' },
      true,
    )
    expect(set.status).toBe(204)
    const device = await joinTestCompany(desk)
    expect((await device.logIn(login, 'peonies 2026')).status).toBe(200)
    return device
  }

  test('a command sent twice is decided once', async () => {
    const decide = vi.spyOn(COMMANDS['product.add'], 'decide')
    const product = desk.command('product.add', productPayload(desk, 'TWICE'))
    const first = await desk.outcomes(product)
    const again = await desk.outcomes(product)
    expect(again).toEqual(first)
    expect(decide).toHaveBeenCalledTimes(1)
  })

  test('each command of a batch sees what those before it did, and gets its own revision', async () => {
    const customer = customerPayload(desk, 'BATCH')
    const order = orderPayload(desk, customer.customerId, '777', 3)
    const confirm = { orderId: order.orderId, issuedOn: '2026-11-23', expectedTotalCents: 684_00 }
    const before = (await desk.pulled()).to
    const outcomes = await desk.outcomes(
      desk.command('customer.add', customer),
      desk.command('order.create', order),
      desk.command('order.place', { orderId: order.orderId }),
      desk.command('order.confirm', confirm),
    )
    expect(outcomes.map(({ outcome, rev }) => [outcome, rev - before.rev])).toEqual([
      ['accepted', 1],
      ['accepted', 2],
      ['accepted', 3],
      ['accepted', 4],
    ])
    const invoices = await rowsSince(desk, before, 'invoices')
    expect(invoices).toMatchObject([{ rev: before.rev + 4, doc: { number: '777', openCents: 684_00 } }])
    const lines = await rowsSince(desk, before, 'order_lines')
    expect(lines.map(line => line.rev - before.rev)).toEqual([2, 2, 2])
  })

  test('a gap answers the number that is expected, and nothing is taken', async () => {
    const before = (await desk.pulled()).to
    const early = desk.command('product.add', productPayload(desk, 'EARLY'))
    const missing = early.seq
    const late = desk.command('product.add', productPayload(desk, 'LATE'))
    const answer = await desk.push(late)
    expect(answer.status).toBe(409)
    expect(await problemOf(answer)).toMatchObject({ code: 'gap', expectedSeq: missing })
    expect((await desk.pulled()).to).toEqual(before)
    expect(await desk.outcomes(early, late)).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }])
  })

  test('a copied desktop that takes the same sequence on is told that it forked', async () => {
    const twin = Object.assign(Object.create(desk), { seq: desk.seq }) as TestDevice
    await desk.outcomes(desk.command('product.add', productPayload(desk, 'ORIGINAL')))
    const answer = await twin.push(twin.command('product.add', productPayload(twin, 'COPY')))
    expect(answer.status).toBe(409)
    expect((await problemOf(answer)).code).toBe('forked')
  })

  test('another device may not use the incarnation', async () => {
    const laptop = await joinTestCompany(desk)
    laptop.incarnation = desk.incarnation
    const push = await laptop.push(
      laptop.command('product.add', productPayload(laptop, 'X'), { userId: desk.userId }),
    )
    expect((await problemOf(push)).code).toBe('forked')
    expect((await problemOf(await laptop.pull())).code).toBe('forked')
  })

  test('a known command under a new incarnation answers its outcome and counts in the new sequence', async () => {
    const product = desk.command('product.add', productPayload(desk, 'REBORN'))
    const [first] = await desk.outcomes(product)
    desk.incarnation = desk.id()
    desk.seq = 1
    const next = desk.command('product.add', productPayload(desk, 'NEXT'))
    const outcomes = await desk.outcomes({ ...product, seq: 1 }, next)
    expect(outcomes).toMatchObject([first, { outcome: 'accepted' }])
    expect((await desk.pulled()).lastSeq).toBe(2)
  })

  test('a refused request takes a revision and comes back to its author as a row', async () => {
    await desk.outcomes(desk.command('product.add', productPayload(desk, 'TAKEN')))
    const before = (await desk.pulled()).to
    const second = desk.command('product.add', productPayload(desk, 'TAKEN'))
    const [outcome] = await desk.outcomes(second)
    const refusal = { code: 'product-code-taken', params: { code: 'TAKEN' }, field: 'code' }
    expect(outcome).toEqual({ id: second.id, outcome: 'refused', rev: before.rev + 1, refusal })
    const issues = await rowsSince(desk, before, 'sync_issues')
    expect(issues).toMatchObject([
      {
        rev: before.rev + 1,
        doc: {
          commandId: second.id,
          name: 'product.add',
          payload: second.payload,
          code: 'product-code-taken',
          field: 'code',
          userId: desk.userId,
          deviceId: desk.deviceId,
          state: 'open',
        },
      },
    ])
  })

  test('a claim given up can be taken by another in the same batch', async () => {
    const first = productPayload(desk, 'OLD-CODE')
    await desk.outcomes(desk.command('product.add', first))
    const renamed = { productId: first.productId, changes: { code: { from: 'OLD-CODE', to: 'NEW-CODE' } } }
    const outcomes = await desk.outcomes(
      desk.command('product.change', renamed),
      desk.command('product.add', productPayload(desk, 'OLD-CODE')),
      desk.command('product.add', productPayload(desk, 'NEW-CODE')),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'refused'])
  })

  test('a payload that does not fit is refused with its field', async () => {
    const wrong = { ...productPayload(desk, 'WRONG'), priceAE4: -1 }
    const [outcome] = await desk.outcomes(desk.command('product.add', wrong))
    expect(outcome).toMatchObject({ outcome: 'refused', refusal: { code: 'invalid', field: 'priceAE4' } })
  })

  test('a name nobody knows is refused and kept, whatever it is', async () => {
    const odd = desk.command('product.add', productPayload(desk, 'ODD'), { name: 'make\0coffee' })
    const [outcome] = await desk.outcomes(odd)
    expect(outcome).toMatchObject({ outcome: 'refused', refusal: { code: 'unknown-command' } })
  })

  test('a user who never logged in on the device is refused', async () => {
    const laptop = await joinTestCompany(desk)
    const [outcome] = await laptop.outcomes(
      laptop.command('product.add', productPayload(laptop, 'GHOST'), { userId: desk.userId }),
    )
    expect(outcome).toMatchObject({ outcome: 'refused', refusal: { code: 'unknown-user' } })
  })

  test('money taken by a user who never logged in on the device is posted, with a task', async () => {
    const customer = customerPayload(desk, 'UNBOUND')
    await desk.outcomes(desk.command('customer.add', customer))
    const laptop = await joinTestCompany(desk)
    const before = (await laptop.pulled()).to
    const payment = paymentPayload(laptop, customer.customerId, '8802')
    const [outcome] = await laptop.outcomes(
      laptop.command('payment.receive', payment, { userId: desk.userId }),
    )
    expect(outcome?.outcome).toBe('accepted')
    expect(await rowsSince(laptop, before, 'tasks')).toMatchObject([
      { doc: { kind: 'fact-needs-review', params: { reason: 'unknown-user', user: desk.userId } } },
    ])
  })

  test.each([
    ['cashier', 'refused'],
    ['receivables', 'refused'],
    ['credit-manager', 'refused'],
    ['sales-manager', 'accepted'],
    ['sales', 'refused'],
    ['sales-allocations', 'refused'],
    ['admin', 'accepted'],
  ] as const)('a product added by %s is %s', async (role, expected) => {
    const device = await deviceOf([role])
    const [outcome] = await device.outcomes(
      device.command('product.add', productPayload(device, `BY-${role}`)),
    )
    expect(outcome?.outcome).toBe(expected)
    if (expected === 'refused') expect(outcome?.refusal?.code).toBe('not-allowed')
  })

  test('money taken by someone without the right is posted, with a task', async () => {
    const customer = customerPayload(desk, 'FACT')
    await desk.outcomes(desk.command('customer.add', customer))
    const device = await deviceOf(['sales'])
    const before = (await device.pulled()).to
    const payment = paymentPayload(device, customer.customerId, '8801')
    const [outcome] = await device.outcomes(device.command('payment.receive', payment))
    expect(outcome).toMatchObject({ outcome: 'accepted', refusal: null })
    const payments = await rowsSince(device, before, 'payments')
    expect(payments).toMatchObject([{ id: payment.paymentId, doc: { totalCents: 100_00, status: 'posted' } }])
    expect(await rowsSince(device, before, 'tasks')).toMatchObject([
      {
        doc: {
          kind: 'fact-needs-review',
          state: 'open',
          customerId: customer.customerId,
          subject: `payments:${payment.paymentId}`,
          params: { command: 'payment.receive', reason: 'not-your-customer' },
        },
      },
    ])
  })

  test('a command of the relay is refused when a desktop sends it, fact or not', async () => {
    const capture = {
      paymentId: desk.id(),
      number: '1',
      linkId: desk.id(),
      attemptId: 'ch_1',
      method: 'card' as const,
      reference: 'Visa 4242',
      receivedOn: '2026-11-23',
      capturedAt: relay.clock.now(),
      totalCents: 100,
      feeCents: 0,
      currency: 'USD',
      receiptTo: null,
      language: null,
      invoiceIds: null,
      credits: null,
    }
    const before = (await desk.pulled()).to
    const [outcome] = await desk.outcomes(desk.command('payment.capture', capture))
    expect(outcome).toMatchObject({ outcome: 'refused', refusal: { code: 'not-allowed' } })
    expect(await rowsSince(desk, before, 'payments')).toEqual([])
  })

  test('money of a gateway that could not be posted is a task for the staff', async () => {
    vi.spyOn(COMMANDS['payment.capture'], 'decide').mockImplementation(() => {
      throw new Error('a bug')
    })
    const before = (await desk.pulled()).to
    const payload = {
      paymentId: desk.id(),
      number: '9001',
      linkId: desk.id(),
      attemptId: 'ch_9',
      method: 'card',
      reference: 'Visa 4242',
      receivedOn: '2026-11-23',
      capturedAt: relay.clock.now(),
      totalCents: 342_00,
      feeCents: 0,
      currency: 'USD',
      receiptTo: null,
      invoiceIds: null,
    }
    const capture = {
      id: desk.id(),
      name: 'payment.capture',
      payload,
      actor: { kind: 'relay' },
      at: relay.clock.now(),
    } as const
    const outcome = await relay.relay.inCompany(desk.companyId, company => company.run(capture))
    expect(outcome.outcome).toBe('quarantined')
    const params = { command: 'payment.capture', amountCents: 342_00, reference: 'Visa 4242' }
    const tasks = await rowsSince(desk, before, 'tasks')
    expect(tasks).toMatchObject([{ doc: { kind: 'command-quarantined', state: 'open', params } }])
  })

  test('a command that crashes is quarantined and told, and the queue moves on', async () => {
    vi.spyOn(COMMANDS['customer.add'], 'decide').mockImplementation(() => {
      throw new Error('a bug')
    })
    const before = (await desk.pulled()).to
    const crashing = desk.command('customer.add', customerPayload(desk, 'CRASH'))
    const next = desk.command('product.add', productPayload(desk, 'AFTER-CRASH'))
    const outcomes = await desk.outcomes(crashing, next)
    expect(outcomes).toMatchObject([
      { outcome: 'quarantined', rev: before.rev + 1, refusal: null },
      { outcome: 'accepted', rev: before.rev + 2 },
    ])
    expect(await rowsSince(desk, before, 'customers')).toEqual([])
    const issues = await rowsSince(desk, before, 'sync_issues')
    expect(issues).toMatchObject([{ doc: { code: 'quarantined', payload: crashing.payload } }])
    const kept = await relay.store.read(sql =>
      sql.one<{ payload: string; error: string }>('SELECT payload, error FROM quarantine WHERE cmd_id = $1', [
        crashing.id,
      ]),
    )
    expect(JSON.parse(kept?.payload ?? '')).toEqual(crashing.payload)
    expect(JSON.parse(kept?.error ?? '')).toBe('a bug')
    const alert = relay.logged.find(line => line.alert === true && line.id === crashing.id)
    expect(alert?.msg).toBe('command quarantined')
    vi.restoreAllMocks()
    expect(await desk.outcomes(crashing)).toEqual([outcomes[0]])
  })

  test('a command that would write over a row it never read is quarantined', async () => {
    const victim = productPayload(desk, 'VICTIM')
    await desk.outcomes(desk.command('product.add', victim))
    const before = (await desk.pulled()).to
    vi.spyOn(COMMANDS['customer.add'], 'decide').mockImplementation(() => {
      const { productId, ...fields } = victim
      return accept([put('products', { id: productId, ...fields, code: 'STOLEN' })])
    })
    const outcomes = await desk.outcomes(
      desk.command('customer.add', customerPayload(desk, 'THIEF')),
      desk.command('product.add', productPayload(desk, 'STOLEN')),
    )
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['quarantined', 'accepted'])
    const products = await rowsSince(desk, before, 'products')
    expect(products).toMatchObject([{ rev: before.rev + 2, doc: { code: 'STOLEN' } }])
    expect(products[0]?.id).not.toBe(victim.productId)
  })

  test('a command that would take a claim another row holds is quarantined', async () => {
    const holder = productPayload(desk, 'HELD')
    await desk.outcomes(desk.command('product.add', holder))
    vi.spyOn(COMMANDS['customer.add'], 'decide').mockImplementation(payload => {
      const { productId: _, ...fields } = holder
      return accept([put('products', { ...fields, id: payload.customerId })])
    })
    const outcomes = await desk.outcomes(desk.command('customer.add', customerPayload(desk, 'GRABBER')))
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['quarantined'])
  })

  test('a fact whose payload does not fit is kept, not refused', async () => {
    const wrong = { ...paymentPayload(desk, desk.id(), '8899'), totalCents: 0.5 }
    const [outcome] = await desk.outcomes(desk.command('payment.receive', wrong))
    expect(outcome).toMatchObject({ outcome: 'quarantined' })
  })

  test('two desks that add the same customer code apart both succeed', async () => {
    const laptop = await joinTestCompany(desk)
    await laptop.logIn('ana@aalsmeer.example', 'tulips and roses')
    const outcomes = await Promise.all([
      desk.outcomes(desk.command('customer.add', customerPayload(desk, 'SAME'))),
      laptop.outcomes(laptop.command('customer.add', customerPayload(laptop, 'SAME'))),
    ])
    expect(outcomes.flat().map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
  })

  test('a push of a newer protocol waits for the relay to be updated', async () => {
    const body = {
      protocol: 99,
      incarnation: desk.incarnation,
      commands: [desk.command('task.close', { taskId: desk.id() })],
    }
    desk.seq -= 1
    const answer = await desk.request('POST', '/v1/push', body)
    expect(answer.status).toBe(409)
    expect((await problemOf(answer)).code).toBe('busy')
  })
})
