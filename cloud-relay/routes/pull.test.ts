import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { Lease, Problem, PullAnswer } from '../../shared/protocol/sync.ts'
import { pullAnswer } from '../../shared/protocol/sync.ts'
import { readPage } from '../ledger/read-page.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload, orderPayload, paymentPayload, productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

const FEW = { order: 0, payment: 1000 }

describeEachEngine('a pull', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  /** A page of at most `pageRows` rows, as the route would answer it. */
  async function page(
    device: TestDevice,
    pageRows: number,
    queued: string[] = [],
    pageBytes?: number,
  ): Promise<PullAnswer> {
    const { incarnation, cursor } = device
    const request = { protocol: 2, incarnation, cursor, queued, numbersLeft: FEW, epoch: 0 }
    const text = await relay.store.read(sql =>
      readPage(sql, device.companyId, request, relay.clock.now(), pageRows, pageBytes),
    )
    return JSON.parse(text) as PullAnswer
  }

  test('an answer fits its schema and carries the checksum of its rows', async () => {
    const answer = await desk.pulled()
    expect(pullAnswer.parse(answer)).toEqual(answer)
    const checksum = createHash('sha256').update(JSON.stringify(answer.rows)).digest('hex')
    expect(answer.checksum).toBe(checksum)
  })

  test('pages end where a revision ends, and together they are everything', async () => {
    const laptop = await joinTestCompany(desk)
    const customer = customerPayload(desk, 'PAGES')
    await desk.outcomes(
      desk.command('customer.add', customer),
      desk.command('order.create', orderPayload(desk, customer.customerId, '601', 6)),
      desk.command('product.add', productPayload(desk, 'P1')),
      desk.command('product.add', productPayload(desk, 'P2')),
    )
    const all = (await laptop.pulled()).rows
    const reader = Object.assign(Object.create(laptop), { cursor: { rev: 0, tag: '' } }) as TestDevice
    const pages: PullAnswer[] = []
    do {
      const next = await page(reader, 3)
      pages.push(next)
      reader.cursor = next.to
    } while (!pages.at(-1)?.complete)
    expect(pages.flatMap(({ rows }) => rows)).toEqual(all)
    for (const { rows, to } of pages) expect(rows.at(-1)?.rev ?? to.rev).toBe(to.rev)
    const revisions = pages.map(({ rows }) => new Set(rows.map(({ rev }) => rev)))
    const seen = revisions.flatMap(own => [...own])
    expect(seen).toHaveLength(new Set(seen).size)
    // The order, its six lines and the customer's balance are one revision, larger than the page.
    expect(Math.max(...pages.map(({ rows }) => rows.length))).toBe(8)
  })

  test('a page of pictures ends at its bytes, and the pages together are everything', async () => {
    const laptop = await joinTestCompany(desk)
    const { customerId } = customerPayload(desk, 'PICTURES')
    const creditId = desk.id()
    const pictures = [1, 2, 3].map(() => ({
      attachmentId: desk.id(),
      subject: `credits:${creditId}`,
      name: 'boxes.jpg',
      mime: 'image/jpeg' as const,
      content: `/9j/${'AAAA'.repeat(20_000)}AAA=`,
    }))
    await desk.outcomes(
      desk.command('customer.add', { ...customerPayload(desk, 'PICTURES'), customerId }),
      desk.command('credit.create', {
        creditId,
        number: '9901',
        customerId,
        invoiceId: null,
        reason: 'Damaged',
        creditedOn: '2026-11-25',
        lines: [{ lineId: null, description: 'Botrytis', amountCents: 100 }],
        note: '',
        submit: true,
      }),
      ...pictures.map(picture => desk.command('attachment.add', picture)),
    )
    const all = (await laptop.pulled()).rows
    expect(all.filter(({ table }) => table === 'attachments')).toHaveLength(3)
    const reader = Object.assign(Object.create(laptop), { cursor: { rev: 0, tag: '' } }) as TestDevice
    const pages: PullAnswer[] = []
    do {
      const next = await page(reader, 5_000, [], 100_000)
      pages.push(next)
      reader.cursor = next.to
    } while (!pages.at(-1)?.complete)
    expect(pages.flatMap(({ rows }) => rows)).toEqual(all)
    for (const { rows } of pages)
      expect(rows.filter(({ table }) => table === 'attachments').length).toBeLessThan(2)
  })

  test('a page tells outcomes only of commands whose revision it holds', async () => {
    const laptop = await joinTestCompany(desk)
    laptop.cursor = (await laptop.pulled()).to
    const commands = ['A', 'B', 'C'].map(code =>
      desk.command('product.add', productPayload(desk, `O-${code}`)),
    )
    const outcomes = await desk.outcomes(...commands)
    const ids = commands.map(({ id }) => id)
    const first = await page(laptop, 1, ids)
    expect(first).toMatchObject({ complete: false, to: { rev: outcomes[0]?.rev } })
    expect(first.outcomes).toEqual([outcomes[0]])
    const last = await page(laptop, 10, [...ids, desk.id()])
    expect(last.complete).toBe(true)
    expect(last.outcomes.toSorted((a, b) => a.rev - b.rev)).toEqual(outcomes)
  })

  test('a cursor the history does not hold is told to be rewound', async () => {
    const laptop = await joinTestCompany(desk)
    const { to } = await laptop.pulled()
    for (const cursor of [
      { rev: to.rev, tag: 'another tag' },
      { rev: to.rev + 1, tag: to.tag },
    ]) {
      laptop.cursor = cursor
      const answer = await laptop.pull()
      expect(answer.status).toBe(409)
      expect(((await answer.json()) as Problem).code).toBe('rewound')
    }
  })

  test('nothing new is an empty page at the same cursor', async () => {
    const { to } = await desk.pulled()
    expect(await desk.pulled()).toMatchObject({ rows: [], to, complete: true })
  })

  test('large answers are compressed for whoever takes it', async () => {
    desk.cursor = { rev: 0, tag: '' }
    const body = {
      protocol: 2,
      incarnation: desk.incarnation,
      cursor: desk.cursor,
      queued: [],
      numbersLeft: FEW,
    }
    const answer = await relay.app.request('/v1/pull', {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.accessToken}`, 'accept-encoding': 'gzip' },
      body: JSON.stringify(body),
    })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
  })

  test('a device low on numbers gets a block of the series, and no number twice', async () => {
    const laptop = await joinTestCompany(desk)
    const tablet = await joinTestCompany(desk)
    const mine = (await laptop.pulled([], { order: 0, payment: 0 })).leases
    const theirs = (await tablet.pulled([], { order: 99, payment: 100 })).leases
    expect(mine.map(({ series }) => series).toSorted()).toEqual(['order', 'payment'])
    expect(theirs.map(({ series }) => series)).toEqual(['order'])
    for (const lease of [...mine, ...theirs]) expect(lease.lastNumber - lease.firstNumber).toBe(199)
    const orders = [...mine, ...theirs].filter(({ series }) => series === 'order')
    expect(orders[1]!.firstNumber).toBe(orders[0]!.lastNumber + 1)
  })

  test('a block whose answer got lost is offered again, not another one', async () => {
    const laptop = await joinTestCompany(desk)
    const first = (await laptop.pulled([], FEW)).leases
    expect((await laptop.pulled([], FEW)).leases).toEqual(first)
    expect(first).toHaveLength(1)
  })

  test('a block that is in use is followed by the next', async () => {
    const laptop = await joinTestCompany(desk)
    await laptop.logIn('ana@aalsmeer.example', 'tulips and roses')
    const [first] = (await laptop.pulled([], FEW)).leases as [Lease]
    const customer = customerPayload(laptop, 'LEASED')
    await laptop.outcomes(
      laptop.command('customer.add', customer),
      laptop.command('order.create', orderPayload(laptop, customer.customerId, String(first.lastNumber))),
    )
    const leases = (await laptop.pulled([], FEW)).leases
    expect(leases).toHaveLength(2)
    expect(leases[0]).toEqual(first)
    expect(leases[1]!.firstNumber).toBeGreaterThan(first.lastNumber)
  })

  test('a number from outside every block is taken as a fact, logged, and never handed out again', async () => {
    const laptop = await joinTestCompany(desk)
    await laptop.logIn('ana@aalsmeer.example', 'tulips and roses')
    const [lease] = (await laptop.pulled([], { order: 1000, payment: 0 })).leases as [Lease]
    const foreign = lease.lastNumber + 37
    const customer = customerPayload(laptop, 'FOREIGN')
    const [, outcome] = await laptop.outcomes(
      laptop.command('customer.add', customer),
      laptop.command('payment.receive', paymentPayload(laptop, customer.customerId, String(foreign))),
    )
    expect(outcome?.outcome).toBe('accepted')
    expect(relay.logged.find(({ number }) => number === foreign)).toMatchObject({ series: 'payment' })
    const next = await relay.relay.inCompany(laptop.companyId, tx => tx.nextNumber('payment'))
    expect(next).toBe(String(foreign + 1))
  })

  test('a new incarnation starts without blocks', async () => {
    await desk.pulled([], FEW)
    desk.incarnation = desk.id()
    expect((await desk.pulled()).leases).toEqual([])
  })
})
