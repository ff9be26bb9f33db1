import { beforeAll, expect, test } from 'vitest'
import type { EnrolAnswer, Problem } from '../../shared/protocol/sync.ts'
import { devicesAnswer } from '../../shared/protocol/sync.ts'
import { ENROLMENT_CODE_LASTS } from '../auth/enrolment-code.ts'
import { hashSecret } from '../auth/secret-text.ts'
import { ACCESS_TOKEN_LASTS, USER_TOKEN_LASTS } from '../auth/tokens.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { userPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import {
  ADMIN,
  companyRequest,
  createTestCompany,
  joinTestCompany,
  newDeviceKey,
  postJson,
  type TestDevice,
} from '../testing/test-device.ts'

const WINDOW = 15 * 60_000

describeEachEngine('access', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  const codeOf = async (answer: Response) => ((await answer.json()) as Problem).code

  /** Someone new with a password, logged in at a device of their own. */
  async function someone(login: string, roles: ('admin' | 'sales')[]): Promise<TestDevice> {
    const user = userPayload(desk, login, roles)
    await desk.outcomes(desk.command('user.add', user))
    const body = { password: 'first password' }
    expect((await desk.request('POST', `/v1/users/${user.userId}/password`, body, true)).status).toBe(204)
    const device = await joinTestCompany(desk)
    expect((await device.logIn(login, 'first password')).status).toBe(200)
    return device
  }

  test('a wrong setup token makes no company, and ten of them close the door for 15 minutes', async () => {
    const { publicKey } = newDeviceKey()
    const address = { 'x-test-address': '203.0.113.1' }
    const wrong = { ...companyRequest(publicKey), setupToken: 'not the setup token' }
    for (let n = 0; n < 10; n++) {
      expect(await codeOf(await postJson(relay, '/v1/companies', wrong, address))).toBe('wrong-setup-token')
    }
    const right = await postJson(relay, '/v1/companies', companyRequest(publicKey), address)
    expect([right.status, await codeOf(right)]).toEqual([429, 'too-many-tries'])
    const elsewhere = { 'x-test-address': '203.0.113.2' }
    expect((await postJson(relay, '/v1/companies', companyRequest(publicKey), elsewhere)).status).toBe(201)
    relay.clock.pass(WINDOW)
    expect((await postJson(relay, '/v1/companies', companyRequest(publicKey), address)).status).toBe(201)
    await desk.renew()
  })

  test('a device key that is no Ed25519 key is refused with its field', async () => {
    const answer = await postJson(relay, '/v1/companies', companyRequest('bm90IGEga2V5'))
    expect(await answer.json()).toMatchObject({ status: 400, code: 'invalid', field: 'device.publicKey' })
  })

  test('an enrolment code works once, however it is typed, and not after an hour', async () => {
    const makeCode = async () => {
      const answer = await desk.request('POST', '/v1/enrolment-codes', undefined, true)
      return ((await answer.json()) as { code: string }).code
    }
    const enrol = (code: string) =>
      postJson(relay, '/v1/enrol', { code, device: { name: 'Till', publicKey: newDeviceKey().publicKey } })
    const code = await makeCode()
    const typed = code.toLowerCase().replaceAll('-', ' ')
    const first = await enrol(typed)
    expect(first.status).toBe(201)
    expect((await first.json()) as EnrolAnswer).toMatchObject({
      companyId: desk.companyId,
      companyName: 'Aalsmeer Floral Co.',
    })
    expect(await codeOf(await enrol(code))).toBe('wrong-code')
    const late = await makeCode()
    relay.clock.pass(ENROLMENT_CODE_LASTS)
    expect(await codeOf(await enrol(late))).toBe('wrong-code')
    expect(await codeOf(await enrol('AAAAAAAA-BBBB-CCCC-DDDD'))).toBe('wrong-code')
    await desk.renew()
  })

  test('a lost answer locks no device out, and an older refresh token is good with its device key alone', async () => {
    const laptop = await joinTestCompany(desk)
    const before = laptop.refreshToken
    const lost = await laptop.renew(before)
    expect(lost.status).toBe(200)
    const again = await laptop.renew(before)
    expect(again.status).toBe(200)
    expect((await laptop.renew()).status).toBe(200)
    const newest = laptop.refreshToken
    const thief = Object.assign(Object.create(laptop), newDeviceKey()) as TestDevice
    expect(await codeOf(await thief.renew(before))).toBe('unauthorized')
    // A profile put back to an older copy has no other one.
    expect((await laptop.renew(before)).status).toBe(200)
    expect((await laptop.renew(newest)).status).toBe(200)
  })

  test('a late twin of a request that was answered locks no device out', async () => {
    const laptop = await joinTestCompany(desk)
    const first = laptop.refreshToken
    await laptop.renew(first)
    await laptop.renew(first)
    const kept = laptop.refreshToken
    const twin = await laptop.renew(first)
    expect([twin.status, laptop.refreshToken]).toEqual([200, kept])
    expect((await laptop.renew(kept)).status).toBe(200)
    expect(laptop.refreshToken).not.toBe(kept)
  })

  test('a relay put back to an old backup knows the tokens it has forgotten', async () => {
    const laptop = await joinTestCompany(desk)
    const old = laptop.refreshToken
    const { companyId, deviceId } = laptop
    const where = 'WHERE company_id = $1 AND device_id = $2'
    const device = () =>
      relay.store.read(sql =>
        sql.one<{ renewal: number }>(`SELECT renewal FROM device ${where}`, [companyId, deviceId]),
      )
    const backup = (await device())!.renewal
    for (let times = 0; times < 3; times++) await laptop.renew()
    await relay.store.write(sql =>
      sql.run(`UPDATE device SET renewal = $3 ${where}`, [companyId, deviceId, backup]),
    )
    expect((await laptop.renew()).status).toBe(200)
    expect((await device())!.renewal).toBe(backup + 4)
    expect((await laptop.renew()).status).toBe(200)
    expect((await laptop.renew(old)).status).toBe(200)
  })

  test('a device that the relay has forgotten is told so, if its token is of this relay', async () => {
    const laptop = await joinTestCompany(desk)
    const { companyId, deviceId } = laptop
    await relay.store.write(sql =>
      sql.run('DELETE FROM device WHERE company_id = $1 AND device_id = $2', [companyId, deviceId]),
    )
    expect(await codeOf(await laptop.renew())).toBe('device-unknown')
    expect(await codeOf(await laptop.renew(`0.${'A'.repeat(43)}`))).toBe('unauthorized')
  })

  test('a refresh token that the relay did not make is worth nothing, however new it says it is', async () => {
    const laptop = await joinTestCompany(desk)
    const [renewal, proof] = laptop.refreshToken.split('.')
    const other = await joinTestCompany(desk)
    for (const forged of [
      `${Number(renewal) + 1}.${proof}`,
      `${renewal}.${'A'.repeat(43)}`,
      other.refreshToken,
    ]) {
      expect(await codeOf(await laptop.renew(forged))).toBe('unauthorized')
    }
    expect((await laptop.renew()).status).toBe(200)
  })

  test('a device enrolled before renewals were numbered goes on', async () => {
    const laptop = await joinTestCompany(desk)
    const token = 'x'.repeat(43)
    await relay.store.write(sql =>
      sql.run('UPDATE device SET renewal = 0, refresh_hash = $3 WHERE company_id = $1 AND device_id = $2', [
        laptop.companyId,
        laptop.deviceId,
        hashSecret(token),
      ]),
    )
    expect(await codeOf(await laptop.renew('y'.repeat(43)))).toBe('unauthorized')
    expect((await laptop.renew(token)).status).toBe(200)
    expect((await laptop.renew()).status).toBe(200)
  })

  test('a refresh token is worth nothing without the device that signs', async () => {
    const laptop = await joinTestCompany(desk)
    const thief = Object.assign(Object.create(laptop), {
      privateKey: newDeviceKey().privateKey,
    }) as TestDevice
    expect(await codeOf(await thief.renew())).toBe('unauthorized')
  })

  test('access ends after 15 minutes, and a token that was touched is none', async () => {
    const laptop = await joinTestCompany(desk)
    expect((await laptop.pull()).status).toBe(200)
    const whole = laptop.accessToken
    laptop.accessToken = `${whole.slice(0, -1)}${whole.endsWith('A') ? 'B' : 'A'}`
    const touched = await laptop.pull()
    expect(touched.headers.get('www-authenticate')).toBe('Bearer')
    expect([touched.status, await codeOf(touched)]).toEqual([401, 'unauthorized'])
    laptop.accessToken = whole
    relay.clock.pass(ACCESS_TOKEN_LASTS)
    expect(await codeOf(await laptop.pull())).toBe('unauthorized')
    await desk.renew()
  })

  test('a device that was switched off is told so at once, everywhere', async () => {
    const laptop = await joinTestCompany(desk)
    const path = `/v1/devices/${laptop.deviceId}/revoke`
    expect((await desk.request('POST', path, undefined, true)).status).toBe(204)
    expect((await desk.request('POST', path, undefined, true)).status).toBe(204)
    const pull = await laptop.pull()
    expect([pull.status, await codeOf(pull)]).toEqual([403, 'device-revoked'])
    expect(await codeOf(await laptop.renew())).toBe('device-revoked')
    expect(await codeOf(await laptop.logIn(ADMIN.login, ADMIN.password))).toBe('device-revoked')
    const listed = devicesAnswer.parse(
      await (await desk.request('GET', '/v1/devices', undefined, true)).json(),
    )
    expect(listed.devices.find(({ deviceId }) => deviceId === laptop.deviceId)).toMatchObject({
      name: 'Laptop',
      revoked: true,
    })
    expect(listed.devices.find(({ deviceId }) => deviceId === desk.deviceId)?.revoked).toBe(false)
  })

  test('a device of another company is not there', async () => {
    const other = await createTestCompany(relay)
    const path = `/v1/devices/${desk.deviceId}/revoke`
    expect(await codeOf(await other.request('POST', path, undefined, true))).toBe('not-found')
    expect((await desk.pull()).status).toBe(200)
    const user = `/v1/users/${desk.userId}/password`
    expect(await codeOf(await other.request('POST', user, { password: 'my own words' }, true))).toBe(
      'not-found',
    )
  })

  test('an unknown login, a wrong password and a user who was switched off are answered alike', async () => {
    const device = await someone('former@aalsmeer.example', ['sales'])
    await desk.outcomes(
      desk.command('user.change', { userId: device.userId, changes: { active: { from: true, to: false } } }),
    )
    const answers = await Promise.all([
      desk.logIn('nobody@aalsmeer.example', ADMIN.password),
      desk.logIn(ADMIN.login, 'wrong password'),
      device.logIn('former@aalsmeer.example', 'first password'),
    ])
    const texts = await Promise.all(answers.map(answer => answer.text()))
    expect(new Set(texts).size).toBe(1)
    expect(JSON.parse(texts[0]!)).toMatchObject({ status: 403, code: 'wrong-login' })
  })

  test('a login is closed at its device after ten wrong passwords, others are not', async () => {
    relay.clock.pass(WINDOW)
    await desk.renew()
    const laptop = await joinTestCompany(desk)
    const login = (device: TestDevice, name: string, password: string, address: string) =>
      relay.app.request('/v1/login', {
        method: 'POST',
        headers: { authorization: `Bearer ${device.accessToken}`, 'x-test-address': address },
        body: JSON.stringify({ login: name, password }),
      })
    for (let n = 0; n < 10; n++) {
      expect(await codeOf(await login(laptop, ADMIN.login, 'wrong', `198.51.100.${n}`))).toBe('wrong-login')
    }
    const right = await login(laptop, ADMIN.login, ADMIN.password, '198.51.100.77')
    expect([right.status, right.headers.get('retry-after'), await codeOf(right)]).toEqual([
      429,
      '900',
      'too-many-tries',
    ])
    expect((await login(desk, ADMIN.login, ADMIN.password, '198.51.100.77')).status).toBe(200)
    relay.clock.pass(WINDOW)
    await Promise.all([laptop.renew(), desk.renew()])
    expect((await login(laptop, ADMIN.login, ADMIN.password, '198.51.100.77')).status).toBe(200)
  })

  test('good logins are not counted as tries', async () => {
    for (let n = 0; n < 12; n++) expect((await desk.logIn(ADMIN.login, ADMIN.password)).status).toBe(200)
  })

  test('only an admin invites, lists and switches off; everyone sets their own password', async () => {
    const sales = await someone('sam@aalsmeer.example', ['sales'])
    const tries = [
      ['POST', '/v1/enrolment-codes', undefined],
      ['GET', '/v1/devices', undefined],
      ['POST', `/v1/devices/${desk.deviceId}/revoke`, undefined],
      ['POST', `/v1/users/${desk.userId}/password`, { password: 'mine now, thanks' }],
    ] as const
    for (const [method, path, body] of tries) {
      expect(await codeOf(await sales.request(method, path, body, true))).toBe('not-allowed')
    }
    const own = `/v1/users/${sales.userId}/password`
    relay.clock.pass(1)
    expect((await sales.request('POST', own, { password: 'second password' }, true)).status).toBe(204)
    expect(await codeOf(await sales.logIn('sam@aalsmeer.example', 'first password'))).toBe('wrong-login')
    expect((await sales.logIn('SAM@aalsmeer.example', 'second password')).status).toBe(200)
  })

  test('a new password ends the logins made with the old one', async () => {
    const admin = await someone('second-admin@aalsmeer.example', ['admin'])
    expect((await admin.request('GET', '/v1/devices', undefined, true)).status).toBe(200)
    relay.clock.pass(1)
    const path = `/v1/users/${admin.userId}/password`
    await desk.request('POST', path, { password: 'set by the admin' }, true)
    expect(await codeOf(await admin.request('GET', '/v1/devices', undefined, true))).toBe('unauthorized')
  })

  test('a login counts only at its own device, and for a working day', async () => {
    const laptop = await joinTestCompany(desk)
    laptop.userToken = desk.userToken
    expect(await codeOf(await laptop.request('GET', '/v1/devices', undefined, true))).toBe('unauthorized')
    expect(await codeOf(await desk.request('GET', '/v1/devices'))).toBe('unauthorized')
    relay.clock.pass(USER_TOKEN_LASTS)
    await desk.renew()
    expect(await codeOf(await desk.request('GET', '/v1/devices', undefined, true))).toBe('unauthorized')
  })

  test('secrets are in no table and in no line of the log', async () => {
    await desk.logIn(ADMIN.login, ADMIN.password)
    const laptop = await joinTestCompany(desk)
    await laptop.logIn(ADMIN.login, ADMIN.password)
    const secrets = [laptop.refreshToken, laptop.accessToken, laptop.userToken, ADMIN.password]
    const rows = await relay.store.read(async sql => [
      await sql.all('SELECT * FROM device'),
      await sql.all('SELECT * FROM member'),
      await sql.all('SELECT * FROM enrolment_code'),
      await sql.all('SELECT * FROM command_log'),
      await sql.all('SELECT * FROM entity'),
    ])
    const text = JSON.stringify([rows, relay.logged])
    for (const secret of secrets) expect(text).not.toContain(secret)
  })
})
