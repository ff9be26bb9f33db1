import { expect, test } from 'vitest'
import type { DeskEvent } from '../../shared/protocol/desk.ts'
import { AskClient, AskFault, AskRefused } from './ask-client.ts'
import type { Link, Question, Transport, TransportListener } from './transport.ts'

class FakeTransport implements Transport {
  sent: Question[] = []
  listener!: TransportListener
  start(listener: TransportListener) {
    this.listener = listener
  }
  send(question: Question) {
    this.sent.push(question)
  }
}

function client() {
  const transport = new FakeTransport()
  const events: DeskEvent[] = []
  const links: Link[] = []
  const asks = new AskClient(
    transport,
    event => events.push(event),
    link => links.push(link),
  )
  asks.start()
  return { transport, asks, events, links }
}

test('a question asked before the way is open is sent once it is', async () => {
  const { transport, asks } = client()
  const answer = asks.ask('sync.status', {})
  expect(transport.sent).toEqual([])
  transport.listener.opened()
  expect(transport.sent).toEqual([{ id: 1, ask: 'sync.status', input: {} }])
  transport.listener.message({ id: 1, ok: true, value: 'status' })
  await expect(answer).resolves.toBe('status')
})

test('a refusal and a fault are told apart', async () => {
  const { transport, asks } = client()
  transport.listener.opened()
  const refused = asks.ask('command', {})
  const faulty = asks.ask('devices.all', {})
  transport.listener.message({ id: 1, ok: false, refusal: { code: 'own-admin-role', params: {}, field: '' } })
  transport.listener.message({ id: 2, ok: false, fault: 'unreachable' })
  const refusal = await refused.catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(AskRefused)
  expect((refusal as AskRefused).refusal.code).toBe('own-admin-role')
  const fault = await faulty.catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(AskFault)
  expect((fault as AskFault).fault).toBe('unreachable')
})

test('after a broken connection a question and a command with its id are sent again, another change is not', async () => {
  const { transport, asks, links } = client()
  transport.listener.opened()
  const read = asks.ask('invoices.open', {})
  const command = { commandId: 'c1', name: 'payment.receive', payload: {} }
  const given = asks.ask('command', command)
  const change = asks.ask('devices.revoke', { deviceId: 'd1' })
  transport.sent.length = 0
  transport.listener.closed()
  const fault = await change.catch((error: unknown) => error)
  expect((fault as AskFault).fault).toBe('connection-lost')
  transport.listener.opened()
  expect(transport.sent.map(question => question.ask)).toEqual(['invoices.open', 'command'])
  transport.listener.message({ id: 1, ok: true, value: 7 })
  transport.listener.message({ id: 2, ok: true, value: { commandId: 'c1', number: '5001' } })
  await expect(read).resolves.toBe(7)
  await expect(given).resolves.toEqual({ commandId: 'c1', number: '5001' })
  expect(links).toEqual(['open', 'away', 'open'])
})

test('a change given while the connection is down waits for it and is sent once', () => {
  const { transport, asks } = client()
  transport.listener.opened()
  transport.listener.closed()
  void asks.ask('command', { name: 'order.place', payload: {} })
  transport.listener.closed()
  transport.listener.opened()
  expect(transport.sent.map(question => question.ask)).toEqual(['command'])
})

test('events reach the one who listens', () => {
  const { transport, events } = client()
  transport.listener.message({ event: 'changed', tables: ['orders'] })
  expect(events).toEqual([{ event: 'changed', tables: ['orders'] }])
})
