import { expect, inject, test } from 'vitest'
import { fuzzAll } from './fuzz-all.ts'

const SEED = 20_261

test('hostile requests, messages and answers break nothing and write nothing', {
  timeout: 240_000,
}, async () => {
  const lines: string[] = []
  const figures = await fuzzAll({
    seed: SEED,
    requests: 3_000,
    messages: 1_000,
    answers: 500,
    postgresUrl: inject('postgresUrl'),
    say: line => lines.push(line),
  })
  expect(figures.requests).toBe(3_000)
  expect(figures.messages).toBe(1_000)
  expect(figures.answers).toBeGreaterThanOrEqual(500)
  expect(lines.filter(line => line.includes('5xx'))).toEqual([])
})
