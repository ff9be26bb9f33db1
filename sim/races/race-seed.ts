import { customerPayload, orderPayload, paymentPayload } from '../../cloud-relay/testing/payloads.ts'
import type { Rows, TableName } from '../../shared/domain/tables.ts'
import { row } from '../../shared/domain/view.ts'
import { type SeededRandom, seededRandom } from '../../shared/lib/seeded-random.ts'
import { raceViolations } from './race-laws.ts'
import { deskActsOnOrder, linksToOrders, pendingOrders } from './race-orders.ts'
import type { RaceWorld } from './race-world.ts'
import { RacingPayer } from './racing-payer.ts'

export interface RaceTotals {
  seeds: number
  payers: number
  presses: number
  captures: number
  overpayments: number
  'acts at the desk': number
  'lost answers': number
  violations: number
}

const MINUTE = 60_000
const BUSINESS_DAY = '2026-11-23'

/** One race: 2–50 payers on overlapping links of one customer, with retries, lost answers and work at the desk. */
export async function raceSeed(
  world: RaceWorld,
  seed: number,
  say: (line: string) => void,
): Promise<Omit<RaceTotals, 'seeds'>> {
  const random = seededRandom(seed)
  world.random = random
  world.trouble = 0
  world.lostAnswers = 0
  world.faults = []
  const number = nextNumbers(seed)
  const since = (await world.books('0')).cursor
  await settle(world, {
    payerPicksInvoices: random.chance(0.6),
    partialPayments: random.chance(0.5),
    partialMinimumCents: random.pick([0, 50_00]),
  })
  const { customerId, invoiceIds, early } = await customerWithInvoices(world, random, number)
  const orderIds = await pendingOrders(world, random, customerId, number)
  const links = [
    ...early,
    ...(await linksTo(world, random, customerId, invoiceIds, number)),
    ...(await linksToOrders(world, random, orderIds)),
  ]
  const count = random.chance(0.15) ? random.between(11, 50) : random.between(2, 10)
  const payers = Array.from({ length: count }, (_, nth) => {
    const { linkId, mailId } = random.pick(links)
    return new RacingPayer(world, random, linkId, mailId, `payer ${nth}`)
  })
  const isDeskBusy = random.chance(0.6)
  let acts = 0
  world.trouble = random.pick([0, 0.05, 0.2])
  for (let round = random.between(4, 10); round > 0; round--) {
    const acting = payers.filter(() => random.chance(Math.min(1, 6 / count)))
    const work: Promise<unknown>[] = acting.map(payer => payer.act())
    if (isDeskBusy && random.chance(0.4)) {
      const isOrder = orderIds.length > 0 && random.chance(0.5)
      work.push(
        isOrder
          ? deskActsOnOrder(world, random, random.pick(orderIds))
          : deskActs(world, random, customerId, random.pick(invoiceIds), number),
      )
      acts++
    }
    if (random.chance(0.3)) work.push(world.deliverWebhooks())
    if (random.chance(0.1)) {
      work.push(world.misreport(random.pick([{ dropNext: 1 }, { duplicateNext: 2 }, { reorderNext: 2 }])))
    }
    await Promise.all(work)
    world.clock.pass(random.pick([1_500, 5_000, 20_000, 70_000, 11 * MINUTE]))
    if (random.chance(0.5)) await world.runJobs()
  }
  await quietEnd(world)
  const books = (await world.books(since)).attempts
  const presses = payers.flatMap(payer => payer.presses)
  const linkIds = links.map(link => link.linkId)
  const race = { customerId, linkIds, invoiceIds, orderIds, presses, books, isDeskBusy }
  const found = await raceViolations(world, race)
  for (const violation of [...found.violations, ...world.faults]) say(`seed ${seed}: ${violation}`)
  return {
    payers: count,
    presses: presses.length,
    captures: found.captures,
    overpayments: found.overpayments,
    'acts at the desk': acts,
    'lost answers': world.lostAnswers,
    violations: found.violations.length + world.faults.length,
  }
}

/** Numbers of documents that no other seed's have. */
function nextNumbers(seed: number): () => string {
  let nth = 0
  return () => `${seed}-${++nth}`
}

async function rowOf<T extends TableName>(world: RaceWorld, table: T, id: string): Promise<Rows[T]> {
  const view = await world.relay.gatherIn(world.device.companyId, () => [row(table, id)])
  return view.get(table, id)!
}

async function settle(world: RaceWorld, wanted: Record<string, unknown>): Promise<void> {
  const company = (await rowOf(world, 'companies', 'company')) as unknown as Record<string, unknown>
  const all: Record<string, unknown> = {
    ...wanted,
    paymentsAccount: { gateway: 'sandbox', status: 'active' },
  }
  const changes = Object.fromEntries(
    Object.entries(all)
      .filter(([name, to]) => JSON.stringify(company[name]) !== JSON.stringify(to))
      .map(([name, to]) => [name, { from: company[name], to }]),
  )
  if (Object.keys(changes).length === 0) return
  if (!(await world.give('company.change', { changes }))) throw new Error('the settings were refused')
}

async function customerWithInvoices(world: RaceWorld, random: SeededRandom, number: () => string) {
  const { device } = world
  const customer = customerPayload(device, `C${number()}`)
  await world.give('customer.add', customer)
  const invoiceIds: string[] = []
  const early: { linkId: string; mailId: string }[] = []
  for (let nth = random.between(1, 5); nth > 0; nth--) {
    const lines = random.between(1, 2)
    const order = orderPayload(device, customer.customerId, number(), lines)
    await world.give('order.create', order)
    const { orderId } = order
    // Issued later and emailed first: a statement over this invoice alone.
    const isLater = invoiceIds.length === 0 && random.chance(0.5)
    const issuedOn = isLater ? '2026-12-05' : BUSINESS_DAY
    await world.give('order.confirm', { orderId, issuedOn, expectedTotalCents: 22_800 * lines })
    invoiceIds.push((await rowOf(world, 'orders', orderId)).invoiceId!)
    if (!isLater) continue
    const link = { linkId: device.id(), mailId: device.id() }
    early.push(link)
    await world.give('statement.email', {
      linkId: link.linkId,
      recipients: [{ mailId: link.mailId, address: 'ines@petal.example' }],
      subject: 'What is open',
      message: '',
      customerId: customer.customerId,
      statementKind: 'unpaid',
      statementOn: '2026-12-10',
    })
  }
  return { customerId: customer.customerId, invoiceIds, early }
}

/** Links to everything, to single invoices of it, and to an invoice of a later day; open credits lower what most ask for. */
async function linksTo(
  world: RaceWorld,
  random: SeededRandom,
  customerId: string,
  invoiceIds: string[],
  number: () => string,
) {
  const { device } = world
  const made: { linkId: string; mailId: string }[] = []
  const link = () => {
    const each = { linkId: device.id(), mailId: device.id() }
    made.push(each)
    const recipients = [{ mailId: each.mailId, address: 'ines@petal.example' }]
    return { linkId: each.linkId, recipients, subject: 'What is open', message: '' }
  }
  if (random.chance(0.6)) {
    const credit = { totalCents: random.pick([50_00, 100_00, 300_00]) }
    await world.give('payment.receive', paymentPayload(device, customerId, number(), credit))
  }
  for (let nth = random.between(1, 2); nth > 0; nth--) {
    await world.give('statement.email', {
      ...link(),
      customerId,
      statementKind: 'unpaid',
      statementOn: '2026-11-30',
    })
  }
  for (let nth = random.between(0, 2); nth > 0; nth--) {
    await world.give('document.email', { ...link(), invoiceId: random.pick(invoiceIds) })
  }
  return made
}

/** A check, a credit, or an edit of the order, as a person at the desk would do it beside the payers. */
async function deskActs(
  world: RaceWorld,
  random: SeededRandom,
  customerId: string,
  invoiceId: string,
  number: () => string,
): Promise<void> {
  const { device } = world
  const { openCents, orderId, revision, status } = await rowOf(world, 'invoices', invoiceId)
  if (status !== 'open') return
  const amountCents = Math.min(openCents, random.pick([10_00, 100_00, 228_00, 456_00]))
  const kind = random.pick(['check', 'check', 'ahead', 'credit', 'edit', 'void'])
  if (kind === 'check' && amountCents > 0) {
    const check = { totalCents: amountCents, applications: [{ invoiceId, amountCents }] }
    await world.give('payment.receive', paymentPayload(device, customerId, number(), check))
  } else if (kind === 'ahead') {
    await world.give('payment.receive', paymentPayload(device, customerId, number(), { totalCents: 60_00 }))
  } else if (kind === 'credit' && amountCents > 0) {
    const creditId = device.id()
    const lines = [{ lineId: null, description: 'Broken stems', amountCents }]
    await world.give('credit.create', {
      creditId,
      number: number(),
      customerId,
      invoiceId,
      reason: 'Quality',
      creditedOn: BUSINESS_DAY,
      lines,
      note: '',
      submit: true,
    })
    await world.give('credit.approve', {
      creditId,
      approvedOn: BUSINESS_DAY,
      expectedTotalCents: amountCents,
    })
  } else if (kind === 'edit') {
    const order = await rowOf(world, 'orders', orderId)
    const { shipOn, carrier, shipToId, poNumber, reference } = order
    const { salespersonId, buyerContactId, warehouseNote, invoiceNote } = order
    const line = {
      productId: null,
      description: 'Vase',
      soldAs: 'hard-good',
      boxType: '',
      boxes: 0,
      bunchesPerBox: 0,
    }
    await world.give('order.revise', {
      orderId,
      expectedRevision: revision,
      revisedOn: BUSINESS_DAY,
      header: {
        shipOn,
        carrier,
        shipToId,
        poNumber,
        reference,
        salespersonId,
        buyerContactId,
        warehouseNote,
        invoiceNote,
      },
      lines: [
        {
          ...line,
          lineId: device.id(),
          stemsPerBunch: 0,
          quantity: random.between(1, 5),
          priceE4: 100_0000,
          taxable: false,
        },
      ],
      charges: [],
      releasePayments: true,
    })
  } else if (kind === 'void') {
    await world.give('order.void', { orderId, voidedOn: BUSINESS_DAY, releasePayments: true })
  }
}

/** The network is whole again, reports arrive, jobs run, and everything that was under way ends. */
async function quietEnd(world: RaceWorld): Promise<void> {
  world.trouble = 0
  for (let turn = 0; turn < 12; turn++) {
    world.clock.pass(turn < 8 ? 6 * MINUTE : 3 * 60 * MINUTE)
    await world.deliverWebhooks()
    await world.runJobs()
  }
}
