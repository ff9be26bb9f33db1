import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { WireCommand } from '../../shared/protocol/sync.ts'
import { reportMail } from '../mail/bounces/report-mails.ts'
import { type MailUnderTest, startMailUnderTest } from '../mail/testing/mail-under-test.ts'
import { Payer } from '../pages/testing/payer.ts'
import type { Store } from '../ports.ts'
import { openSqlite } from '../store/sqlite.ts'
import { describeEachEngine, type EngineDatabase, testRandom } from '../testing/each-engine.ts'
import { runCommand } from './run-command.ts'

const MINUTE = 60_000

/** A relay that sends mail and takes payments, whose database can be put back under it. */
class Accident {
  readonly database: EngineDatabase
  readonly folder = mkdtempSync(join(tmpdir(), 'florin-accident-'))
  readonly said: string[] = []
  /** Every command that the desktop ever sent, as its outbox keeps them. */
  readonly outbox: WireCommand[] = []
  #store: Store
  #under: MailUnderTest | null = null

  constructor(database: EngineDatabase) {
    this.database = database
    this.#store = database.open()
  }

  get under(): MailUnderTest {
    return this.#under!
  }

  get store(): Store {
    return this.#store
  }

  async start(): Promise<void> {
    const current = () => this.#store
    const store: Store = {
      engine: this.#store.engine,
      read: work => current().read(work),
      write: work => current().write(work),
      close: () => current().close(),
    }
    this.#under = await startMailUnderTest(store)
    const { device } = this.#under.pages
    const push = device.push.bind(device)
    device.push = (...commands) => {
      this.outbox.push(...commands)
      return push(...commands)
    }
  }

  async run(...args: string[]): Promise<void> {
    const { clock } = this.under.pages.test
    const place = this.database.place()
    const env = 'folder' in place ? { FLORIN_DATA: place.folder } : { DATABASE_URL: place.url }
    const code = await runCommand(args, env, { clock, random: testRandom, say: line => this.said.push(line) })
    expect(code, this.said.join('\n')).toBe(0)
  }

  /** Stops the relay, puts the backup in place and starts it again. */
  async restore(file: string, damage: () => void = () => {}): Promise<void> {
    await this.#store.close()
    damage()
    await this.run('restore', file, ...('url' in this.database.place() ? ['--force'] : []))
    this.#store = this.database.open()
  }

  /** What a desktop does after a restore: it leaves its incarnation and sends again what it kept. */
  async sendAgain(): Promise<void> {
    const { device } = this.under.pages
    device.incarnation = device.id()
    device.seq = 0
    await device.renew()
    for (const command of this.outbox.splice(0)) {
      device.seq += 1
      await device.outcomes({ ...command, seq: device.seq })
    }
  }

  async stop(): Promise<void> {
    await this.under.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

describeEachEngine('a restore', database => {
  let accident: Accident
  let nth = 0
  beforeAll(async () => {
    accident = new Accident(database)
    await accident.start()
  })
  afterAll(() => accident.stop())
  beforeEach(() => {
    accident.under.inbox.messages.length = 0
    accident.said.length = 0
  })

  async function backUp(): Promise<string> {
    const file = join(accident.folder, `${nth++}.db`)
    await accident.run('backup', file)
    return file
  }

  const mailsTo = (address: string) =>
    accident.under.inbox.messages.filter(message => message.to.includes(address)).length

  test('sends no mail again that went out after the backup', async () => {
    const { pages } = accident.under
    const invoiceId = await pages.invoice(await pages.customer())
    const { mailId } = await pages.email(invoiceId, { to: 'queued@petal.example' })
    const file = await backUp()
    await pages.pass(0)
    expect(mailsTo('queued@petal.example')).toBe(1)
    await accident.restore(file)
    expect(await pages.get('mails', mailId)).toMatchObject({ state: 'queued' })
    await pages.pass(MINUTE)
    expect(mailsTo('queued@petal.example')).toBe(1)
    expect(await pages.get('mails', mailId)).toMatchObject({ state: 'sent', attempts: 1, lastError: '' })
  })

  test('sends no mail again that came back after the backup, and tells so', async () => {
    const { pages } = accident.under
    const { mailId } = await pages.email(await pages.invoice(await pages.customer()), {
      to: 'gone@petal.example',
    })
    const file = await backUp()
    await pages.pass(0)
    const report = { mailId, report: 'bounced', recipient: '', status: '5.1.1', error: '550 gone' } as const
    await pages.test.relay.inCompany(pages.companyId, tx => reportMail(tx, report, pages.test.clock.now()))
    await accident.restore(file)
    await accident.under.pages.pass(MINUTE)
    expect(mailsTo('gone@petal.example')).toBe(1)
    expect(await accident.under.pages.get('mails', mailId)).toMatchObject({
      state: 'undelivered',
      lastError: 'it had come back before the relay was put back to a backup',
    })
  })

  test('sends no mail again whose command comes back from a desktop', async () => {
    const { pages } = accident.under
    const invoiceId = await pages.invoice(await pages.customer())
    const file = await backUp()
    const { mailId } = await pages.email(invoiceId, { to: 'later@petal.example' })
    await pages.pass(0)
    await accident.restore(file)
    await accident.sendAgain()
    await pages.pass(MINUTE)
    expect(mailsTo('later@petal.example')).toBe(1)
    expect(await pages.get('mails', mailId)).toMatchObject({ state: 'sent' })
  })

  test('sends no automatic invoice and no reminder again that went out after the backup, and knows of them', async () => {
    const { pages } = accident.under
    const changes = { remindersEnabled: { from: false, to: true } }
    await pages.give('company.change', { changes } as never)
    await pages.pass(0)
    pages.test.clock.pass(Date.UTC(2026, 11, 22, 20) - pages.test.clock.now())
    await pages.pass(0)
    const reminded = await pages.invoice(await pages.customer({ invoiceEmails: ['remind@petal.example'] }))
    const file = await backUp()
    const customer = { invoiceEmails: ['auto@petal.example'], automaticInvoices: 'on-confirm' as const }
    const invoiced = await pages.invoice(await pages.customer(customer))
    await pages.pass(0)
    await pages.pass(18 * 60 * MINUTE)
    const sent = () => [mailsTo('remind@petal.example'), mailsTo('auto@petal.example')]
    // The new invoice is due on the same day, and reminded of as well.
    expect(sent()).toEqual([1, 2])
    await accident.restore(file)
    await accident.sendAgain()
    await pages.pass(11 * MINUTE)
    await pages.pass(24 * 60 * MINUTE)
    expect(sent()).toEqual([1, 2])
    for (const invoiceId of [reminded, invoiced]) {
      const { lastMailId } = await pages.get('invoices', invoiceId)
      expect(await pages.get('mails', lastMailId!)).toMatchObject({ state: 'sent', kind: 'reminder' })
    }
  })

  test('loses no captured payment, lets nobody pay twice, and posts it once', async () => {
    const { pages } = accident.under
    const { linkId, invoiceId, path } = await pages.linked()
    const file = await backUp()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    await accident.restore(file)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 0, totalCents: 0 })
    const other = new Payer(pages, '203.0.113.8')
    expect((await other.open(path)).text).not.toContain('Pay $228.00')
    await pages.deliverWebhooks()
    await pages.pass(11 * MINUTE)
    await pages.pass(11 * MINUTE)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
    const leases = await accident.store.read(sql =>
      sql.all('SELECT invoice_id FROM pay_lease WHERE invoice_id = $1', [invoiceId]),
    )
    expect(leases).toEqual([])
  })

  test('a link mailed after the backup opens once its command came back', async () => {
    const { pages } = accident.under
    const file = await backUp()
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    await accident.restore(file)
    await accident.sendAgain()
    await pages.pass(11 * MINUTE)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await new Payer(pages, '203.0.113.9').get(path)).text).toContain('Already paid')
  })
})

describe('a restore over a database that nobody can read', () => {
  let accident: Accident
  const folder = mkdtempSync(join(tmpdir(), 'florin-blind-'))
  beforeAll(async () => {
    accident = new Accident({ open: () => openSqlite(join(folder, 'relay.db')), place: () => ({ folder }) })
    await accident.start()
  })
  afterAll(async () => {
    await accident.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('jumps past all numbers that were leased, and calls the mails of before probably sent', async () => {
    const { pages, inbox } = accident.under
    const invoiceId = await pages.invoice(await pages.customer())
    const early = await pages.email(invoiceId)
    const file = join(accident.folder, 'backup.db')
    await accident.run('backup', file)
    const late = await pages.email(invoiceId)
    await pages.pass(0)
    expect(inbox.messages).toHaveLength(2)
    const numbers = () =>
      accident.store.read(sql =>
        sql.all<{ next_number: number }>('SELECT next_number FROM number_series ORDER BY series'),
      )
    const before = await numbers()
    pages.test.clock.pass(1000)
    await accident.restore(file, () => writeFileSync(join(folder, 'relay.db'), 'nothing of sense'))
    expect(accident.said.join('\n')).toContain('There was no database before that could be read.')
    expect(await numbers()).toEqual(before.map(({ next_number }) => ({ next_number: next_number + 10_000 })))
    await accident.sendAgain()
    await pages.pass(MINUTE)
    expect(inbox.messages).toHaveLength(2)
    for (const { mailId } of [early, late]) {
      expect(await pages.get('mails', mailId)).toMatchObject({ state: 'probably-sent' })
    }
    const next = await pages.email(invoiceId)
    await pages.pass(MINUTE)
    expect(inbox.messages).toHaveLength(3)
    expect(await pages.get('mails', next.mailId)).toMatchObject({ state: 'sent' })
  })
})
