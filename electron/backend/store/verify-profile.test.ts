import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { verifyProfile } from './verify-profile.ts'

let here: ReturnType<typeof desktopUnderTest>

beforeEach(async () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId })
  const applications = [{ invoiceId: invoice.id, amountCents: 100_00 }]
  aPayment(desk, { customerId, totalCents: 150_00, applications })
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
})

afterEach(() => here.remove())

const findings = () => verifyProfile(here.profile.reader).findings

test('the books of a company at work are proved', () => {
  const { counts, receivablesCents } = verifyProfile(here.profile.reader)
  expect(findings()).toEqual([])
  expect(counts).toEqual({ orders: 1, orderLines: 1, invoices: 1, payments: 1, applications: 1, balances: 1 })
  expect(receivablesCents).toBe(228_00 - 150_00)
})

test.each([
  ['an open balance', 'UPDATE invoices SET openCents = openCents - 1', 'invoices', 'openCents'],
  ['an unapplied amount', 'UPDATE payments SET unappliedCents = 0', 'payments', 'unappliedCents'],
  ['an application', 'UPDATE applications SET amountCents = amountCents + 5', 'invoices', 'openCents'],
  ['a line total', 'UPDATE order_lines SET totalCents = totalCents + 1', 'order_lines', 'totalCents'],
  ['an order total', 'UPDATE orders SET totalCents = totalCents + 1', 'orders', 'totalCents'],
  ['a price', 'UPDATE order_lines SET priceE4 = priceE4 + 1', 'order_lines', 'totalCents'],
  ['a balance', 'UPDATE customer_balances SET openCents = 0', 'customer_balances', 'openCents'],
  ['a lost payment', 'DELETE FROM payments', 'applications', 'of an unknown payment'],
  ['a lost invoice', 'DELETE FROM invoices', 'applications', 'to an unknown invoice'],
])('%s changed by hand is found', (_what, sql, table, figure) => {
  here.profile.writer.exec(sql)
  expect(findings()).toContainEqual(expect.objectContaining({ table, figure }))
})

test('npm run verify names the row and ends with 1', () => {
  const cli = fileURLToPath(new URL('../verify-cli.ts', import.meta.url))
  const run = () => spawnSync(process.execPath, [cli, '--profile', here.directory.path], { encoding: 'utf8' })
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('every balance is proved') })
  here.profile.writer.exec('UPDATE invoices SET openCents = 1')
  const found = run()
  expect(found.status).toBe(1)
  expect(found.stdout).toMatch(/^invoices \d+ \([0-9a-f-]+\): openCents is 1, the entries prove 12800$/m)
})
