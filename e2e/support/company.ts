import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { connectDesk } from '../../electron/backend/testing/desk-client.ts'
import type { CommandName } from '../../shared/domain/commands.ts'
import { newId as makeId } from '../../shared/lib/ids.ts'
import { aLine, customerFields, productFields } from '../../shared/testing/builders.ts'
import { startInbox } from './inbox.ts'
import { freePort, SETUP_TOKEN, startDesktop, startRelay } from './processes.ts'

export const ADMIN = { name: 'Elena Vos', login: 'elena@bloem.example', password: 'tulips in spring' }
export const COMPANY = {
  name: 'Bloem Wholesale',
  timeZone: 'America/New_York',
  currency: 'USD',
  language: 'en',
  email: 'billing@bloem.example',
} as const

/** A new id, as a screen makes it. */
export const newId = () =>
  makeId({ now: () => Date.now() }, { bytes: count => Uint8Array.from(randomBytes(count)) })

/** Where Stripe is, and the platform's keys: none of it, and payments are the sandbox's. */
export interface HouseOptions {
  stripeUrl?: string
  stripePlatform?: string
}

/** A relay with its own inbox and folder, as real processes. */
export async function startHouse(options: HouseOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'florin-e2e-'))
  const inbox = await startInbox()
  const ports = { port: await freePort(), sandboxPort: await freePort(), smtpPort: inbox.port, ...options }
  let relay = await startRelay({ folder, ...ports })
  const desktops: Awaited<ReturnType<typeof startDesktop>>[] = []
  const house = {
    folder,
    inbox,
    relayUrl: relay.ready.relay,
    gatewayUrl: relay.ready.gateway,
    setupToken: SETUP_TOKEN,
    /** Starts a desktop on a profile of its own; the same name again is the same profile. */
    async desktop(name: string, joinCode?: string) {
      const started = await startDesktop({
        folder,
        name,
        relayUrl: house.relayUrl,
        ...(joinCode === undefined ? {} : { join: joinCode }),
      })
      desktops.push(started)
      return started
    },
    stopRelay: () => relay.stop(),
    async startRelay() {
      relay = await startRelay({ folder, ...ports })
    },
    async stop() {
      for (const desktop of desktops)
        if (desktop.process.exitCode === null && !desktop.process.killed) await desktop.stop()
      if (relay.process.exitCode === null) await relay.stop()
      await inbox.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return house
}

let lastNumber = 0
const names = { newId, nextNumber: () => String(++lastNumber) }

export type House = Awaited<ReturnType<typeof startHouse>>
export type DeskClient = Awaited<ReturnType<typeof connectDesk>>

/** Gives a command that must be accepted. */
export async function give(desk: DeskClient, name: CommandName, payload: Record<string, unknown>) {
  return desk.ask('command', { name, payload })
}

/** Creates the company through the first desktop, with a payments account, two customers and some flowers. */
export async function furnish(desk: DeskClient, house: House): Promise<{ customerId: string }> {
  await desk.ask('company.create', {
    relayUrl: house.relayUrl,
    setupToken: house.setupToken,
    company: COMPANY,
    admin: ADMIN,
    deviceName: 'Front desk',
  })
  return stock(desk)
}

/** Gives a company that is there already a payments account, two customers and some flowers. */
export async function stock(desk: DeskClient): Promise<{ customerId: string }> {
  const account = { from: null, to: { gateway: 'sandbox', status: 'active' } }
  await give(desk, 'company.change', { changes: { paymentsAccount: account } })
  const customerId = newId()
  const petal = { code: 'PETAL', invoiceEmails: ['ines@petal.example'], creditLimitCents: 500_000 }
  await give(desk, 'customer.add', {
    customerId,
    ...customerFields(names, { ...petal, notes: 'Closes 4 PM on Fridays.' }),
  })
  const wedding = { code: 'WEDDING', name: 'Wedding Works NYC', invoiceEmails: ['pay@wedding.example'] }
  await give(desk, 'customer.add', { customerId: newId(), ...customerFields(names, wedding) })
  const bunches = {
    soldBy: 'unit',
    unitType: 'bunch',
    boxType: '',
    bunchesPerBox: 0,
    stemsPerBunch: 10,
  } as const
  for (const fields of [
    { code: 'RO-WH-60', description: 'Rose White Playa Blanca 60cm' },
    { code: 'RO-RD-60', description: 'Rose Freedom Red 60cm', priceAE4: 4200 },
    { code: 'EU-SD', description: 'Eucalyptus Silver Dollar bunch', ...bunches, priceAE4: 62_000 },
  ]) {
    await give(desk, 'product.add', { productId: newId(), ...productFields(names, fields) })
  }
  return { customerId }
}

/** From now on new orders have the company's charges that follow them, and 2.00 of fuel for each half box. */
export async function chargeNewOrders(desk: DeskClient): Promise<void> {
  const { charges, boxTypes } = await desk.ask('company.settings', {})
  const rated = boxTypes.map(type => (type.code === 'HB' ? { ...type, fuelCents: 200 } : type))
  await give(desk, 'company.change', {
    changes: {
      boxTypes: { from: boxTypes, to: rated },
      charges: { from: charges, to: charges.map(one => ({ ...one, onNewOrders: one.kind !== 'fixed' })) },
    },
  })
}

/** A draft order of one line of 2 half boxes, 228.00. The backend gives it its number. */
export function orderPayload(customerId: string) {
  return {
    orderId: newId(),
    customerId,
    orderedOn: '2026-11-20',
    shipOn: '2026-11-23',
    carrier: 'Own truck',
    shipToId: null,
    poNumber: '',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    lines: [aLine(names)],
  }
}

/** Waits until a question's answer fits; fails with the last one after `timeoutMs`. */
export async function until<T>(
  ask: () => Promise<T>,
  fits: (value: T) => boolean,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await ask()
    if (fits(value)) return value
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(value).slice(0, 600)}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
