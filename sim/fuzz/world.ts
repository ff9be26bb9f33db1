import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createCompanyKeys } from '../../cloud-relay/links/company-keys.ts'
import { issueToken } from '../../cloud-relay/links/issue-token.ts'
import { createVisits } from '../../cloud-relay/links/visits.ts'
import type { Store } from '../../cloud-relay/ports.ts'
import { testRandom } from '../../cloud-relay/testing/each-engine.ts'
import {
  customerPayload,
  orderPayload,
  paymentPayload,
  productPayload,
} from '../../cloud-relay/testing/payloads.ts'
import { SETUP_TOKEN, startRelayUnderTest } from '../../cloud-relay/testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../../cloud-relay/testing/test-device.ts'
import type { PayloadOf } from '../../shared/domain/commands.ts'
import { assert } from '../../shared/lib/assert.ts'
import { deriveId } from '../../shared/lib/ids.ts'
import { type OwnProcess, startProcess } from './start-process.ts'

/** The secret of every relay under fire, which signs what the fuzzer forges and what it sends in earnest. */
const SECRET = new Uint8Array(32).fill(7)

/** Only in rows of the other company: an answer that carries it has crossed from one tenant to another. */
export const CANARY = 'Kanarievogel'

/** What the fuzzer knows of one company: all ids an insider could know, and tokens that are good. */
export interface KnownCompany {
  device: TestDevice
  /** A second device, on which nobody is logged in. */
  laptop: TestDevice
  companyKey: string
  customerId: string
  productId: string
  orderId: string
  lineId: string
  invoiceId: string
  paymentId: string
  linkId: string
  /** The secret part of a payment link. */
  linkToken: string
  visit: { slug: string; cookie: string }
}

/** A relay process with two companies behind it, and the store to look at what it wrote. */
export interface World {
  own: KnownCompany
  other: KnownCompany
  relay: OwnProcess<{ relay: string; gateway: string }>
  /** Ports of relay and sandbox gateway. */
  ports: { relay: number; gateway: number }
  /** The sandbox account of the own company. */
  account: { secretKey: string; publishableKey: string; webhookSecret: string }
  store: Store
  sandboxFile: string
}

const clock = { now: () => Date.now(), pass: () => undefined }

/**
 * Makes two companies through the front door, with orders, payments and links, then starts the relay as a process on the
 * same database. `open` opens a store on it; the process gets `env` to find it.
 */
export async function openWorld(
  folder: string,
  open: () => Store,
  env: Readonly<Record<string, string>>,
): Promise<World> {
  const making = open()
  const test = await startRelayUnderTest(making, clock)
  const keys = createCompanyKeys(test.relay)
  const own = await makeCompany(making, await createTestCompany(test), keys, 'Petal & Stem')
  const other = await makeCompany(making, await createTestCompany(test), keys, `${CANARY} Bloemen`)
  test.stop()
  await making.close()

  const relay = await startProcess<{ relay: string; gateway: string }>('cloud-relay/server.ts', [], {
    FLORIN_RELAY_PORT: '0',
    FLORIN_SANDBOX_PORT: '0',
    FLORIN_SANDBOX_DATA: folder,
    FLORIN_SETUP_TOKEN: SETUP_TOKEN,
    FLORIN_SECRET: Buffer.from(SECRET).toString('base64'),
    // Limits by address would answer nearly everything: each request may name the address it comes from.
    FLORIN_TRUSTED_PROXY: '127.0.0.1',
    ...env,
  })
  const { relay: url, gateway } = relay.ready
  for (const { companyKey, visit } of [own, other]) {
    // The account at the gateway is made when its company's page is first seen.
    const headers = { cookie: visit.cookie }
    const seen = await fetch(`${url}/pay/${companyKey}/${visit.slug}`, { headers })
    assert(seen.status === 200, `the pay page answers ${seen.status}`)
  }
  const sandboxFile = join(folder, 'sandbox-gateway.db')
  return {
    own,
    other,
    relay,
    ports: { relay: Number(new URL(url).port), gateway: Number(new URL(gateway).port) },
    account: accountIn(sandboxFile, own.device.companyId),
    store: open(),
    sandboxFile,
  }
}

async function makeCompany(
  store: Store,
  device: TestDevice,
  keys: ReturnType<typeof createCompanyKeys>,
  name: string,
): Promise<KnownCompany> {
  const laptop = await joinTestCompany(device, `${name} laptop`)
  const customer = customerPayload(device, 'C1', { name })
  const product = productPayload(device, 'P1')
  const order = orderPayload(device, customer.customerId, '10001', 2)
  const confirm = device.command('customer.add', customer)
  const steps = [confirm, device.command('product.add', product), device.command('order.create', order)]
  const confirmed = device.command('order.confirm', {
    orderId: order.orderId,
    issuedOn: '2026-11-23',
    expectedTotalCents: 456_00,
  })
  const invoiceId = deriveId(confirmed.id, 0)
  const payment = paymentPayload(device, customer.customerId, '5001')
  const [linkId, mailId] = [device.id(), device.id()]
  const account = { paymentsAccount: { from: null, to: { gateway: 'sandbox', status: 'active' } } }
  const outcomes = await device.outcomes(
    ...steps,
    confirmed,
    device.command('payment.receive', payment),
    device.command('company.change', { changes: account } as PayloadOf<'company.change'>),
    device.command('document.email', {
      invoiceId,
      recipients: [{ mailId, address: 'ines@petalandstem.example' }],
      subject: 'Your invoice',
      message: '',
      linkId,
    }),
  )
  const missed = outcomes.find(({ outcome }) => outcome !== 'accepted')
  assert(!missed, `the world was not made: ${JSON.stringify(missed)}`)
  // Registers the incarnation and leases its numbers, so that what follows has nothing to write.
  await device.pulled([], { order: 0, payment: 0 })
  await laptop.pulled([], { order: 0, payment: 0 })
  const companyKey = await keys.keyOf(device.companyId)
  const ports = { clock, random: testRandom }
  const { token } = await store.write(sql => issueToken(sql, device.companyId, { linkId, mailId }, ports))
  const visits = createVisits({ ...ports, secret: SECRET, publicUrl: 'http://127.0.0.1' })
  const visit = visits.begin(device.companyId, linkId, mailId)
  return {
    device,
    laptop,
    companyKey,
    customerId: customer.customerId,
    productId: product.productId,
    orderId: order.orderId,
    lineId: order.lines[0]!.lineId,
    invoiceId,
    paymentId: payment.paymentId,
    linkId,
    linkToken: token,
    visit: { slug: visit.slug, cookie: visits.cookieOf(visit).split(';')[0]! },
  }
}

function accountIn(sandboxFile: string, companyId: string): World['account'] {
  const db = new Sqlite(sandboxFile, { readonly: true })
  const text =
    'SELECT secret_key AS secretKey, publishable_key AS publishableKey, webhook_secret AS webhookSecret FROM account WHERE id = ?'
  const account = db.prepare(text).get(companyId) as World['account'] | undefined
  db.close()
  assert(account, 'the company has no account at the sandbox gateway')
  return account
}
