import { beforeAll, expect, test } from 'vitest'
import type { RecoverRequest } from '../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { ADMIN, createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

describeEachEngine('a recovery', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  function ask(device: TestDevice, fields: Partial<RecoverRequest> = {}): Promise<Response> {
    return device.request('POST', '/v1/recover', {
      protocol: PROTOCOL,
      reason: 'relay-put-back',
      from: device.incarnation,
      to: device.id(),
      logins: [],
      highestNumbers: { order: 0, payment: 0 },
      ...fields,
    })
  }

  async function nextNumber(series: string): Promise<number> {
    const found = await relay.store.read(sql =>
      sql.one<{ next_number: number }>(
        'SELECT next_number FROM number_series WHERE company_id = $1 AND series = $2',
        [desk.companyId, series],
      ),
    )
    return found!.next_number
  }

  test('takes a new incarnation in, which starts its sequence anew; asking again changes nothing', async () => {
    const to = desk.id()
    expect((await ask(desk, { to })).status).toBe(200)
    expect(await (await ask(desk, { to })).json()).toEqual({ epoch: 1 })
    desk.incarnation = to
    desk.seq = 0
    const [outcome] = await desk.outcomes(desk.command('customer.add', customerPayload(desk, 'REC1')))
    expect(outcome?.outcome).toBe('accepted')
  })

  test('never takes the incarnation of another device', async () => {
    const laptop = await joinTestCompany(desk)
    const answer = await ask(laptop, { to: desk.incarnation })
    expect(await answer.json()).toMatchObject({ code: 'forked' })
  })

  test('moves a series past the numbers a desktop was leased, but not to where nobody was', async () => {
    const next = await nextNumber('order')
    await ask(desk, { highestNumbers: { order: next + 500, payment: 0 } })
    expect(await nextNumber('order')).toBe(next + 501)
    await ask(desk, { highestNumbers: { order: 999_999_999, payment: 0 } })
    expect(await nextNumber('order')).toBe(next + 501)
  })

  test('knows who logged in by the tokens of their logins, on this device only', async () => {
    const laptop = await joinTestCompany(desk)
    await laptop.logIn(ADMIN.login, ADMIN.password)
    const other = await joinTestCompany(desk)
    const forget = (device: TestDevice) =>
      relay.store.write(sql =>
        sql.run('DELETE FROM device_user WHERE company_id = $1 AND device_id = $2', [
          device.companyId,
          device.deviceId,
        ]),
      )
    await forget(laptop)
    await ask(other, { logins: [laptop.userToken] })
    await ask(laptop, { logins: [laptop.userToken, 'x'.repeat(60)] })
    const bound = async (device: TestDevice) =>
      relay.store.read(sql =>
        sql.all('SELECT user_id FROM device_user WHERE company_id = $1 AND device_id = $2', [
          device.companyId,
          device.deviceId,
        ]),
      )
    expect(await bound(laptop)).toEqual([{ user_id: laptop.userId }])
    expect(await bound(other)).toEqual([])
    // One that joined again is a new device: its old tokens count.
    await ask(other, { logins: [laptop.userToken], reason: 'joined-again' })
    expect(await bound(other)).toEqual([{ user_id: laptop.userId }])
  })

  test('a relay put back compares its captured payments with the gateway', async () => {
    const to = desk.id()
    await ask(desk, { to, reason: 'desktop-copied' })
    await ask(desk, { to: desk.id(), reason: 'relay-put-back' })
    const jobs = await relay.store.read(sql =>
      sql.all<{ job_key: string }>(
        "SELECT job_key FROM job WHERE company_id = $1 AND kind = 'gateway.reconcile'",
        [desk.companyId],
      ),
    )
    expect(jobs.some(({ job_key }) => job_key === `compare:recovery:${to}`)).toBe(false)
    expect(jobs.length).toBeGreaterThan(0)
  })
})
