import pino from 'pino'
import { beforeEach, expect, test } from 'vitest'
import type { JobHandler, Store } from '../ports.ts'
import { realTimers } from '../real-timers.ts'
import { migrate } from '../store/migrate.ts'
import { createTestClock, describeEachEngine, type TestClock, testRandom } from '../testing/each-engine.ts'
import { enqueueJobs } from './enqueue-jobs.ts'
import { createJobWorker } from './job-worker.ts'

interface JobRow {
  job_key: string
  state: string
  run_at: number
  attempts: number
  lease: string
  last_error: string
}

describeEachEngine('jobs', database => {
  let store: Store
  let clock: TestClock
  const log = pino({ level: 'silent' })
  const mail = (key: string) => ({ kind: 'mail.send' as const, key, payload: { mailId: key } })

  beforeEach(async () => {
    store = database.open()
    clock = createTestClock()
    await migrate(store, clock)
    await store.write(sql => sql.run('DELETE FROM job'))
  })

  const workerWith = (handler: JobHandler) =>
    createJobWorker({ store, clock, random: testRandom, timers: realTimers, log }, { 'mail.send': handler })

  const enqueue = (companyId: string, key: string, runAt = clock.now()) =>
    store.write(sql => enqueueJobs(sql, companyId, [{ job: mail(key), runAt }], clock.now()))

  const jobRow = (key: string) =>
    store.read(sql =>
      sql.one<JobRow>(
        'SELECT job_key, state, run_at, attempts, lease, last_error FROM job WHERE job_key = $1',
        [key],
      ),
    )

  test('a job runs once, with what it was given, and its key stays taken', async () => {
    const seen: unknown[] = []
    const worker = workerWith(async ({ signal: _, ...job }) => {
      seen.push(job)
      return { done: true }
    })
    await enqueue('c1', 'm1')
    await enqueue('c1', 'm1')
    expect(await worker.runDue()).toBe(1)
    await enqueue('c1', 'm1')
    expect(await worker.runDue()).toBe(0)
    const enqueuedAt = clock.now()
    expect(seen).toEqual([{ companyId: 'c1', key: 'm1', payload: { mailId: 'm1' }, attempts: 0, enqueuedAt }])
    expect(await jobRow('m1')).toMatchObject({ state: 'done', attempts: 1, lease: '' })
  })

  test('a job is not run before its time', async () => {
    const worker = workerWith(async () => ({ done: true }))
    await enqueue('c1', 'later', clock.now() + 1)
    expect(await worker.runDue()).toBe(0)
    clock.pass(1)
    expect(await worker.runDue()).toBe(1)
  })

  test('a job that asks for it is tried again at its instant, and knows how often it was tried', async () => {
    const tries: number[] = []
    const worker = workerWith(async ({ attempts }) => {
      tries.push(attempts)
      return attempts < 2 ? { retryAt: clock.now() + 1000, error: '451 try later' } : { done: true }
    })
    await enqueue('c1', 'm1')
    await worker.runDue()
    expect(await jobRow('m1')).toMatchObject({
      state: 'queued',
      run_at: clock.now() + 1000,
      last_error: '451 try later',
    })
    expect(await worker.runDue()).toBe(0)
    clock.pass(1000)
    await worker.runDue()
    clock.pass(1000)
    await worker.runDue()
    expect(tries).toEqual([0, 1, 2])
    expect(await jobRow('m1')).toMatchObject({ state: 'done' })
  })

  test('a job given up is kept and never run again', async () => {
    const worker = workerWith(async () => ({ failed: 'no such mailbox\0' }))
    await enqueue('c1', 'm1')
    await worker.runDue()
    clock.pass(86_400_000)
    expect(await worker.runDue()).toBe(0)
    expect(await jobRow('m1')).toMatchObject({ state: 'failed', last_error: 'no such mailbox ' })
  })

  test('a job that crashes is tried again, later each time and within the hour', async () => {
    const worker = workerWith(async () => {
      throw new Error('a bug')
    })
    await enqueue('c1', 'm1')
    const waits: number[] = []
    for (let n = 0; n < 14; n++) {
      await worker.runDue()
      const row = await jobRow('m1')
      expect(row).toMatchObject({ state: 'queued', last_error: 'a bug', attempts: n + 1 })
      waits.push(row!.run_at - clock.now())
      clock.pass(waits.at(-1)!)
    }
    expect(waits[0]).toBeGreaterThanOrEqual(2_500)
    expect(waits[0]).toBeLessThanOrEqual(5_000)
    expect(waits[4]).toBeGreaterThan(waits[0]!)
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(3_600_000)
  })

  test('several workers share the queue and run no job twice', async () => {
    const ran: string[] = []
    const stores =
      store.engine === 'postgres' ? [store, database.open(), database.open()] : [store, store, store]
    const workers = stores.map(own =>
      createJobWorker(
        { store: own, clock, random: testRandom, timers: realTimers, log },
        {
          'mail.send': async ({ key }) => {
            ran.push(key)
            return { done: true }
          },
        },
      ),
    )
    const keys = Array.from({ length: 30 }, (_, at) => `m${at}`)
    for (const [at, key] of keys.entries()) await enqueue(`c${at % 7}`, key)
    let begun = 1
    while (begun > 0) {
      begun = (await Promise.all(workers.map(worker => worker.runDue()))).reduce((sum, own) => sum + own, 0)
    }
    expect(ran.toSorted()).toEqual(keys.toSorted())
  })

  test('a job whose worker died is taken over when its lease ends', async () => {
    await enqueue('c1', 'm1')
    const dead = workerWith(() => new Promise(() => {}))
    void dead.runDue()
    await expect.poll(async () => (await jobRow('m1'))?.lease).not.toBe('')
    const tries: number[] = []
    const heir = workerWith(async ({ attempts }) => {
      tries.push(attempts)
      return { done: true }
    })
    expect(await heir.runDue()).toBe(0)
    clock.pass(120_000)
    expect(await heir.runDue()).toBe(1)
    expect(tries).toEqual([1])
    expect(await jobRow('m1')).toMatchObject({ state: 'done' })
    await dead.stop(0)
    expect(await jobRow('m1')).toMatchObject({ state: 'done', attempts: 2 })
  })

  test('a company with many jobs does not keep the others waiting', async () => {
    const ran: string[] = []
    const gate = Promise.withResolvers<void>()
    const worker = workerWith(async ({ companyId, key }) => {
      ran.push(`${companyId} ${key}`)
      await gate.promise
      return { done: true }
    })
    for (let n = 0; n < 6; n++) await enqueue('many', `m${n}`, clock.now() - 100 + n)
    await enqueue('few', 'f0')
    const running = worker.runDue()
    await expect.poll(() => ran).toEqual(['many m0', 'few f0', 'many m1', 'many m2', 'many m3'])
    gate.resolve()
    expect(await running).toBe(5)
    expect(await worker.runDue()).toBe(2)
  })

  test('no crowd of mails hides a payment to be looked up, of this company or another', async () => {
    const crowd = Array.from({ length: 250 }, (_, n) => ({
      job: mail(`m${n}`),
      runAt: clock.now() - 1000 + n,
    }))
    const lookUp = (key: string) => ({
      job: { kind: 'gateway.reconcile' as const, key, payload: { requestId: key } },
      runAt: clock.now(),
    })
    await store.write(async sql => {
      await enqueueJobs(sql, 'many', [...crowd, lookUp('r1')], clock.now())
      await enqueueJobs(sql, 'few', [lookUp('r2')], clock.now())
    })
    const ran: string[] = []
    const handler: JobHandler = async ({ companyId, key }) => {
      ran.push(`${companyId} ${key}`)
      return { done: true }
    }
    const handlers = { 'mail.send': handler, 'gateway.reconcile': handler }
    await createJobWorker({ store, clock, random: testRandom, timers: realTimers, log }, handlers).runDue()
    expect(ran.slice(0, 3).toSorted()).toEqual(['few r2', 'many m0', 'many r1'])
  })

  test('kinds without a handler stay where they are', async () => {
    const worker = createJobWorker({ store, clock, random: testRandom, timers: realTimers, log }, {})
    await enqueue('c1', 'm1')
    expect(await worker.runDue()).toBe(0)
    expect(await jobRow('m1')).toMatchObject({ state: 'queued', attempts: 0 })
  })

  test('a stop lets running jobs finish, and gives back those that do not', async () => {
    let finish = () => {}
    const worker = workerWith(async ({ key, signal }) => {
      if (key === 'obeys')
        await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
      if (key === 'gives-up') {
        await new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      }
      if (key === 'hangs') {
        await new Promise<void>(resolve => {
          finish = resolve
        })
      }
      return { done: true }
    })
    for (const key of ['obeys', 'gives-up', 'hangs']) await enqueue('c1', key)
    worker.start()
    await expect
      .poll(async () =>
        (await Promise.all(['obeys', 'gives-up', 'hangs'].map(jobRow))).every(row => row?.lease),
      )
      .toBe(true)
    await worker.stop(200)
    expect(await jobRow('obeys')).toMatchObject({ state: 'done' })
    expect(await jobRow('gives-up')).toMatchObject({ state: 'queued', attempts: 0, lease: '' })
    expect(await jobRow('hangs')).toMatchObject({ state: 'queued', attempts: 0, lease: '' })
    finish()
    await enqueue('c1', 'after')
    expect(await worker.runDue()).toBe(0)
  })

  test('a running worker finds jobs by itself and sooner when nudged', async () => {
    const ran: string[] = []
    const worker = workerWith(async ({ key }) => {
      ran.push(key)
      return { done: true }
    })
    worker.start()
    await enqueue('c1', 'm1')
    worker.nudge()
    await expect.poll(() => ran).toEqual(['m1'])
    await enqueue('c1', 'm2')
    await expect.poll(() => ran, { timeout: 5_000 }).toEqual(['m1', 'm2'])
    expect(worker.isAlive()).toBe(true)
    await worker.stop(0)
  })
})
