import { beforeEach, expect, test } from 'vitest'
import type { SessionState } from '../../../shared/protocol/desk.ts'
import { useSession } from '../../store/session.ts'
import { createRun } from './create-run.ts'

interface Asked {
  id: string
  commandId: string
  answer(value: string): void
  fail(error: unknown): void
}
const asked: Asked[] = []
const run = createRun<string, { id: string; name: string }, string>(
  (_order, { id }, commandId) => new Promise((answer, fail) => asked.push({ id, commandId, answer, fail })),
)
const SUBJECTS = ['Petal', 'Bloom', 'Garden'].map(name => ({ id: name.toLowerCase(), name }))
const settled = () => new Promise(resolve => setImmediate(resolve))
const results = () => run.use.getState().results

beforeEach(() => {
  run.forget()
  asked.length = 0
})

async function answerNext(how: 'ok' | 'bad' = 'ok') {
  const next = asked.at(-1)!
  if (how === 'ok') next.answer('made')
  else next.fail(new Error('connection-lost'))
  await settled()
}

test('one is made at a time, each with its result', async () => {
  run.start('order', SUBJECTS)
  expect(asked).toMatchObject([{ id: 'petal' }])
  await answerNext()
  expect(run.use.getState().state).toBe('running')
  expect(results()).toMatchObject([{ subject: { name: 'Petal' }, made: 'made', error: null }])
  expect(asked).toHaveLength(2)
  await answerNext()
  await answerNext()
  expect(run.use.getState().state).toBe('done')
  expect(results().map(({ subject }) => subject.name)).toEqual(['Petal', 'Bloom', 'Garden'])
})

test('a stopped run begins none after the one under way, and goes on where it was', async () => {
  run.start('order', SUBJECTS)
  run.stop()
  await answerNext()
  expect(run.use.getState()).toMatchObject({
    state: 'stopped',
    waiting: [{ name: 'Bloom' }, { name: 'Garden' }],
  })
  expect(asked).toHaveLength(1)
  run.resume()
  await answerNext()
  await answerNext()
  expect(run.use.getState()).toMatchObject({ state: 'done', waiting: [] })
})

test('one that failed holds up no other; tried again it has the same command, so that it goes out once', async () => {
  run.start('order', SUBJECTS)
  await answerNext('bad')
  await answerNext()
  await answerNext()
  expect(results().map(result => result.error !== null)).toEqual([true, false, false])
  run.retryFailed()
  await answerNext()
  expect(run.use.getState().state).toBe('done')
  expect(results().every(result => result.error === null)).toBe(true)
  expect(asked).toHaveLength(4)
  expect(asked[3]!.commandId).toBe(asked[0]!.commandId)
})

test('several are made side by side, their results in order', async () => {
  const answers: (() => void)[] = []
  const many = createRun<string, { id: string; name: string }, string>(
    (_order, { id }) => new Promise(answer => answers.push(() => answer(id))),
    { atOnce: 2 },
  )
  many.start('order', SUBJECTS)
  expect(answers).toHaveLength(2)
  answers[1]!()
  answers[0]!()
  await settled()
  expect(many.use.getState().results.map(({ made }) => made)).toEqual(['petal', 'bloom'])
  answers[2]!()
  await settled()
  expect(many.use.getState()).toMatchObject({ state: 'done', results: [{}, {}, { made: 'garden' }] })
})

test('the answer of a run that was given up is no result of the next', async () => {
  run.start('first', SUBJECTS)
  run.start('second', [{ id: 'wedding', name: 'Wedding' }])
  await answerNext()
  expect(results()).toEqual([])
  await answerNext()
  expect(results()).toMatchObject([{ subject: { name: 'Wedding' } }])
  expect(run.use.getState().state).toBe('done')
})

test('a run is not gone on with by another user', async () => {
  const logIn = (id: string) => useSession.getState().setSession({ user: { id } } as SessionState)
  logIn('jorge')
  run.start('order', SUBJECTS)
  logIn('lucia')
  await answerNext()
  expect(run.use.getState()).toMatchObject({ state: 'none', waiting: [], results: [] })
  expect(asked).toHaveLength(1)
})
