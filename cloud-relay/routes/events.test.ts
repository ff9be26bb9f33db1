import { createParser } from 'eventsource-parser'
import { beforeAll, expect, test } from 'vitest'
import { ACCESS_TOKEN_LASTS } from '../auth/tokens.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { productPayload } from '../testing/payloads.ts'
import { type RelayUnderTest, startRelayUnderTest } from '../testing/relay-under-test.ts'
import { createTestCompany, joinTestCompany, type TestDevice } from '../testing/test-device.ts'

describeEachEngine('the stream of heads', database => {
  let relay: RelayUnderTest
  let desk: TestDevice

  beforeAll(async () => {
    relay = await startRelayUnderTest(database.open())
    desk = await createTestCompany(relay)
  })

  /** Heads as they come; ends with the stream. */
  async function* heads(device = desk): AsyncGenerator<number> {
    const answer = await device.request('GET', '/v1/events')
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const found: number[] = []
    const parser = createParser({ onEvent: event => found.push(JSON.parse(event.data).head) })
    const decoder = new TextDecoder()
    for await (const chunk of answer.body!) {
      parser.feed(decoder.decode(chunk, { stream: true }))
      while (found.length > 0) yield found.shift()!
    }
  }

  test('tells the head at once, and each new one', async () => {
    const stream = heads()
    const { rev } = (await desk.pulled()).to
    expect((await stream.next()).value).toBe(rev)
    const next = stream.next()
    const [outcome] = await desk.outcomes(desk.command('product.add', productPayload(desk, 'LIVE')))
    expect((await next).value).toBe(outcome?.rev)
    await stream.return(undefined)
  })

  test('nobody without an access token hears it', async () => {
    const answer = await relay.app.request('/v1/events')
    expect(answer.status).toBe(401)
  })

  test('ends when the access token does', async () => {
    const stream = heads()
    await stream.next()
    relay.clock.pass(ACCESS_TOKEN_LASTS)
    const companyId = desk.companyId
    await relay.relay.inCompany(companyId, tx =>
      tx.run({
        id: desk.id(),
        name: 'user.add',
        payload: {},
        actor: { kind: 'relay' },
        at: relay.clock.now(),
      }),
    )
    expect((await stream.next()).done).toBe(true)
    await desk.renew()
  })

  test('ends when the device is switched off', async () => {
    const laptop = await joinTestCompany(desk)
    const stream = heads(laptop)
    await stream.next()
    const end = stream.next()
    await desk.request('POST', `/v1/devices/${laptop.deviceId}/revoke`, undefined, true)
    await desk.outcomes(desk.command('product.add', productPayload(desk, 'UNHEARD')))
    expect((await end).done).toBe(true)
  })

  test('a wait ends by itself, by its signal, and at once when there is news already', async () => {
    const { rev } = (await desk.pulled()).to
    const { waitForHead } = relay.relay
    const never = new AbortController()
    expect(await waitForHead(desk.companyId, rev, 5, never.signal)).toBe(rev)
    expect(await waitForHead(desk.companyId, rev - 1, 60_000, never.signal)).toBe(rev)
    const aborted = new AbortController()
    const waiting = waitForHead(desk.companyId, rev, 60_000, aborted.signal)
    aborted.abort()
    expect(await waiting).toBe(rev)
  })

  test('ends when the relay stops', async () => {
    const stream = heads()
    await stream.next()
    const end = stream.next()
    relay.stop()
    expect((await end).done).toBe(true)
  })
})
