import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyCompany } from '../../cloud-relay/backup/verify-company.ts'
import type { RelayHttp } from '../../electron/backend/ports.ts'
import { homeAttention } from '../../electron/backend/store/queries/home-attention.ts'
import { homeCollected } from '../../electron/backend/store/queries/home-collected.ts'
import { homeLinks } from '../../electron/backend/store/queries/home-links.ts'
import { linksList } from '../../electron/backend/store/queries/links-list.ts'
import { type QueryContext, statementCache } from '../../electron/backend/store/queries/query-context.ts'
import { verifyProfile } from '../../electron/backend/store/verify-profile.ts'
import { desktopUnderTest, temporaryFolder } from '../../electron/backend/testing/desktop-under-test.ts'
import { type DemoRelay, openDemoRelay } from '../../scripts/stack/demo-relay.ts'
import { COMPANY_ROW } from '../../shared/domain/company/company-of.ts'
import { sumCents } from '../../shared/domain/money.ts'
import type { Rows, TableName } from '../../shared/domain/tables.ts'
import { addDays, businessDateAt } from '../../shared/lib/dates.ts'
import { LINK_LISTS } from '../../shared/protocol/home-asks.ts'
import { enrolAnswer, tokenAnswer } from '../../shared/protocol/sync.ts'
import { DESK_AT } from '../../shared/testing/desk.ts'
import { instantAt } from './demo-calendar.ts'
import users from './demo-users.json' with { type: 'json' }
import { playDemo } from './play-demo.ts'

const SETUP_TOKEN = 'only-for-this-test'

/** The demo as it stands when it was played at an instant. */
interface Played {
  house: DemoRelay
  companyId: string
  enrolmentCode: string
  file: string
  /** What went wrong on the way. */
  faults: string[]
  all<T extends TableName>(table: T): Promise<Rows[T][]>
  post(path: string, body: unknown, token?: string): Promise<unknown>
  remove(): Promise<void>
}

async function openHouse(present: () => number, faults: string[]) {
  const folder = temporaryFolder()
  const house = await openDemoRelay(
    {
      secret: new Uint8Array(32).fill(3),
      setupToken: SETUP_TOKEN,
      mailDomain: 'mail.florin.test',
      publicUrl: 'http://127.0.0.1:9',
      database: { kind: 'sqlite', folder: folder.path },
      sandbox: { port: 0, publicUrl: null, folder: folder.path },
    },
    line => faults.push(line),
    present,
  )
  async function remove(): Promise<void> {
    await house.close()
    folder.remove()
  }
  return { house, file: join(folder.path, 'relay.db'), remove }
}

async function playAt(present: number): Promise<Played> {
  const faults: string[] = []
  const { house, file, remove } = await openHouse(() => present, faults)
  const { companyId, enrolmentCode } = await playDemo({ ...house, now: () => present, log: () => {} })
  return {
    house,
    companyId,
    enrolmentCode,
    faults,
    file,
    remove,
    async all(table) {
      const rows = await house.relay.store.read(sql =>
        sql.all<{ doc: string }>('SELECT doc FROM entity WHERE company_id = $1 AND tbl = $2', [
          companyId,
          table,
        ]),
      )
      return rows.map(({ doc }) => JSON.parse(doc))
    },
    async post(path, body, token = '') {
      const headers = {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      }
      const answer = await house.send(path, { method: 'POST', headers, body: JSON.stringify(body) })
      return answer.json()
    },
  }
}

/** A desktop that joins with the code; a key of its own. */
async function enrol(played: Played): Promise<{
  companyId: string
  deviceId: string
  refreshToken: string
  privateKey: KeyObject
}> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const device = { name: 'Front desk', publicKey: key }
  const asked = { code: played.enrolmentCode, device }
  return { ...enrolAnswer.parse(await played.post('/v1/enrol', asked)), privateKey }
}

describe('on a Wednesday', () => {
  let played: Played
  let desktop: ReturnType<typeof desktopUnderTest>
  let q: QueryContext

  beforeAll(async () => {
    played = await playAt(DESK_AT)
    const joined = await enrol(played)
    const { deviceId, refreshToken, privateKey } = joined
    const asked = `florin-token:${deviceId}:${refreshToken}`
    const signature = sign(null, Buffer.from(asked), privateKey).toString('base64')
    const answer = await played.post('/v1/token', {
      companyId: joined.companyId,
      deviceId,
      refreshToken,
      signature,
    })
    const token = tokenAnswer.parse(answer)
    await anyoneLogsIn(token.accessToken)
    const http: RelayHttp = {
      async request({ method, path, body, accessToken }) {
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` }
        const said = await played.house.send(path, { method, headers, body: JSON.stringify(body) })
        return { status: said.status, body: await said.json() }
      },
      async *heads() {},
    }
    const admin = (await played.all('users')).find(({ login }) => login === users[0]!.login)!
    desktop = desktopUnderTest({ userId: admin.id }, { http })
    const key = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
    desktop.sync.setState('companyId', joined.companyId)
    desktop.sync.setState('deviceId', deviceId)
    desktop.sync.setState('refreshToken', token.refreshToken)
    desktop.sync.setState('deviceKey', key)
    desktop.sync.setState('relayUrl', 'http://127.0.0.1:9')
    await desktop.exchange()
    const company = desktop.row('companies', COMPANY_ROW)!
    q = {
      sql: statementCache(desktop.profile.reader),
      rows: desktop.rows,
      company,
      user: admin,
      ownerId: null,
      today: businessDateAt(DESK_AT, company.timeZone),
      now: DESK_AT,
    }
  }, 120_000)

  afterAll(async () => {
    desktop.remove()
    await played.remove()
  })

  async function anyoneLogsIn(accessToken: string): Promise<void> {
    for (const { login, password } of users) {
      expect(await played.post('/v1/login', { login, password }, accessToken)).toHaveProperty('userToken')
    }
  }

  test('nothing was refused or went wrong, and nothing of the play is left that could act', async () => {
    expect(played.faults).toEqual([])
    const { store } = played.house.relay
    const counted = await store.read(sql =>
      sql.all<{ outcome: string; n: number }>(
        'SELECT outcome AS "outcome", COUNT(*) AS "n" FROM command_log WHERE company_id = $1 GROUP BY outcome',
        [played.companyId],
      ),
    )
    expect(counted).toHaveLength(1)
    expect(counted[0]).toMatchObject({ outcome: 'accepted' })
    const active = await store.read(sql =>
      sql.all<{ name: string }>('SELECT name FROM device WHERE company_id = $1 AND revoked_at IS NULL', [
        played.companyId,
      ]),
    )
    expect(active.map(device => device.name)).not.toContain('Demo')
  })

  test('the books are proved on both sides', () => {
    const db = new Sqlite(played.file, { readonly: true })
    expect(verifyCompany(db, played.companyId).findings).toEqual([])
    db.close()
    const { findings, counts } = verifyProfile(desktop.profile.writer)
    expect(findings).toEqual([])
    expect(Object.values(counts).every(count => count > 0)).toBe(true)
  })

  test('Home’s funnel narrows step by step, and its figures are those of the lists behind it', () => {
    const funnel = homeLinks(q)
    expect(funnel.sent.count).toBe(15)
    expect(funnel.opened.count).toBe(12)
    expect(funnel.paid.count).toBe(9)
    expect(funnel.sent.askedCents).toBeGreaterThan(funnel.opened.askedCents)
    expect(funnel.opened.askedCents).toBeGreaterThan(funnel.paid.askedCents)
    expect(funnel.paid.askedCents).toBeGreaterThan(0)
    const page = { search: '', sort: '', descending: false, offset: 0, limit: 100, days: 30 }
    const counts = LINK_LISTS.map(step => [step, linksList(q, { ...page, step }).count])
    expect(Object.fromEntries(counts)).toEqual({
      sent: 15,
      opened: 12,
      paid: 9,
      settled: 0,
      expired: 1,
      undelivered: 1,
      revoked: 1,
    })
    const kinds = homeAttention(q).map(({ kind }) => kind)
    for (const kind of ['overpayment', 'mail-undelivered']) expect(kinds).toContain(kind)
    expect(homeCollected(q).every(week => week.count > 0)).toBe(true)
  })

  test('what was captured is what the payouts are made of, and nothing is unexplained', async () => {
    const captured = (await played.all('payments')).filter(({ source }) => source === 'link')
    const payouts = await played.all('payouts')
    expect(captured).toHaveLength(9)
    const netCents = sumCents(captured.map(({ totalCents, feeCents }) => totalCents - feeCents))
    expect(sumCents(payouts.map(({ amountCents }) => amountCents))).toBe(netCents)
    for (const { isReconciled, state } of payouts) expect([isReconciled, state]).toEqual([true, 'paid'])
    for (const { feeCents } of captured) expect(feeCents).toBeGreaterThan(30)
    const kinds = (await played.all('tasks')).filter(({ state }) => state === 'open').map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['overpayment', 'mail-undelivered', 'possible-duplicate-payment']))
  })

  test('no mail of the past waits to be sent, and no clock runs of the links that wait for the newcomer', async () => {
    const waiting = await played.house.relay.store.read(sql =>
      sql.all<{ payload: string }>(
        "SELECT payload FROM job WHERE company_id = $1 AND kind = 'mail.send' AND state = 'queued'",
        [played.companyId],
      ),
    )
    const lastEvening = instantAt(addDays(q.today, -1), 18 * 60)
    const mails = new Map((await played.all('mails')).map(mail => [mail.id, mail]))
    expect(waiting.length).toBeGreaterThanOrEqual(8)
    for (const { payload } of waiting) {
      const mail = mails.get(JSON.parse(payload).mailId)
      expect(mail).toMatchObject({ state: 'queued' })
      expect(mail!.queuedAt).toBeGreaterThanOrEqual(lastEvening)
    }
    const fresh = (await played.all('payment_links')).filter(link => link.createdAt >= lastEvening)
    expect(fresh.length).toBeGreaterThanOrEqual(8)
    for (const { openedAt, sentAt } of fresh) expect([openedAt, sentAt]).toEqual([null, null])
  })
})

test.each(['2027-02-14', '2028-02-29'])(
  'played on %s, every link of the last weeks comes out as it was meant to',
  async today => {
    const played = await playAt(instantAt(today, 11 * 60))
    try {
      expect(played.faults).toEqual([])
      const links = await played.all('payment_links')
      const counts = Object.groupBy(links, ({ state }) => state)
      const told = Object.entries(counts).map(([state, rows]) => [state, rows!.length])
      expect(Object.fromEntries(told)).toMatchObject({ paid: 9, opened: 3, sent: 3, undelivered: 1 })
      const good = links.filter(
        link => link.state === 'opened' && link.activeUntilAt! > instantAt(today, 22 * 60),
      )
      expect(good.map(({ tryOutcome }) => tryOutcome).toSorted()).toEqual(['', 'declined'])
      const kinds = (await played.all('tasks')).filter(({ state }) => state === 'open').map(each => each.kind)
      expect(new Set(kinds)).toEqual(
        new Set(['overpayment', 'mail-undelivered', 'possible-duplicate-payment']),
      )
      const db = new Sqlite(played.file, { readonly: true })
      expect(verifyCompany(db, played.companyId).findings).toEqual([])
      db.close()
    } finally {
      await played.remove()
    }
  },
  60_000,
)

test('a wrong setup token plays nothing', async () => {
  const { house, remove } = await openHouse(() => DESK_AT, [])
  await expect(playDemo({ ...house, setupToken: 'a-wrong-one', log: () => {} })).rejects.toThrow(
    'wrong-setup-token',
  )
  await remove()
})
