import { beforeEach, expect, test, vi } from 'vitest'
import {
  forgetRun,
  type RunOrder,
  resumeRun,
  retryFailed,
  startRun,
  stopRun,
  useStatementRun,
} from './statement-run.ts'

interface Asked {
  name: string
  input: { customerId: string; commandId?: string }
  answer(value: unknown): void
  fail(error: unknown): void
}
const { asked } = vi.hoisted(() => ({ asked: [] as Asked[] }))
vi.mock('../../app/ask.ts', () => ({
  ask: (name: string, input: Asked['input']) =>
    new Promise((answer, fail) => asked.push({ name, input, answer, fail })),
}))

const ORDER: RunOrder = { way: 'mail', kind: 'unpaid', asOf: '2026-11-30', folder: '', withLink: true }
const CUSTOMERS = ['Petal', 'Bloom', 'Garden'].map(name => ({ customerId: name.toLowerCase(), name }))
const SENT = { recipients: ['pay@petal.example'], withLink: true }
const run = () => useStatementRun.getState()
const settled = () => new Promise(resolve => setImmediate(resolve))

beforeEach(() => {
  forgetRun()
  asked.length = 0
})

async function answerNext(how: 'ok' | 'bad' = 'ok') {
  const next = asked.at(-1)!
  if (how === 'ok') next.answer(SENT)
  else next.fail(new Error('connection-lost'))
  await settled()
}

test('statements are made one at a time, each with its result', async () => {
  startRun(ORDER, CUSTOMERS)
  expect(asked).toMatchObject([{ name: 'statement.send', input: { customerId: 'petal', withLink: true } }])
  await answerNext()
  expect(run()).toMatchObject({ state: 'running', results: [{ name: 'Petal', ...SENT, error: null }] })
  expect(asked).toHaveLength(2)
  await answerNext()
  await answerNext()
  expect(run().state).toBe('done')
  expect(run().results.map(result => result.name)).toEqual(['Petal', 'Bloom', 'Garden'])
})

test('a stopped run begins none after the one under way, and goes on where it was', async () => {
  startRun(ORDER, CUSTOMERS)
  stopRun()
  await answerNext()
  expect(run()).toMatchObject({ state: 'stopped', waiting: [{ name: 'Bloom' }, { name: 'Garden' }] })
  expect(asked).toHaveLength(1)
  resumeRun()
  await answerNext()
  await answerNext()
  expect(run()).toMatchObject({ state: 'done', waiting: [] })
})

test('one that failed holds up no other; tried again it is the same command, so that it goes out once', async () => {
  startRun(ORDER, CUSTOMERS)
  await answerNext('bad')
  await answerNext()
  await answerNext()
  expect(run().results.map(result => result.error !== null)).toEqual([true, false, false])
  retryFailed()
  await answerNext()
  expect(run()).toMatchObject({ state: 'done' })
  expect(run().results.every(result => result.error === null)).toBe(true)
  expect(asked).toHaveLength(4)
  expect(asked[3]!.input).toEqual(asked[0]!.input)
})
