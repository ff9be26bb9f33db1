import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agedProfile, contentOf, LATER_STEPS, visit } from '../testing/aged-profile.ts'
import { temporaryFolder } from '../testing/desktop-under-test.ts'
import { watchedDatabase } from '../testing/watched-database.ts'
import { PROFILE_FILE, UpdateFailedError, UpdateNeedsRoomError } from './migrate-profile.ts'
import type { MigrationStep } from './migration.ts'
import { type MigrationDisk, nodeDisk } from './migration-disk.ts'
import { STEPS } from './migrations.ts'
import { openWriter } from './open-profile.ts'

const NEXT = STEPS.length + 1
const SNAPSHOT = `florin.before-${LATER_STEPS.length}.db`
const LATER = { steps: LATER_STEPS }

const folder = temporaryFolder()
const aged = join(folder.path, 'aged')
let old: ReturnType<typeof contentOf>
let made: ReturnType<typeof contentOf>
let here: string
let copies = 0

beforeAll(async () => {
  await agedProfile({ path: aged, remove: () => undefined })
  old = contentOf(aged)
  here = copyOf(aged)
  visit(here, LATER)
  made = contentOf(here)
})
beforeEach(() => {
  here = copyOf(aged)
})
afterAll(() => folder.remove())

function copyOf(profile: string): string {
  const copy = join(folder.path, `copy-${++copies}`)
  cpSync(profile, copy, { recursive: true })
  return copy
}

/** Calls `before` ahead of each statement and of each change of a file. */
function watched(directory: string, before: (what: string) => void) {
  const disk = Object.fromEntries(
    Object.entries(nodeDisk).map(([name, act]) => [
      name,
      (...args: unknown[]) => {
        before(`disk ${name}`)
        return (act as (...args: unknown[]) => unknown)(...args)
      },
    ]),
  ) as unknown as MigrationDisk
  return { ...LATER, disk, open: () => watchedDatabase(openWriter(join(directory, PROFILE_FILE)), before) }
}

/** One step more than this Florin's, that goes wrong in its own way. */
function oneStep(step: Partial<MigrationStep> & { sql: string }): { steps: MigrationStep[] } {
  return { steps: [...STEPS, { version: NEXT, name: 'made up', ...step }] }
}

/** What a start with these steps fails with. */
function failureOf(directory: string, instead: Parameters<typeof visit>[1]): UpdateFailedError {
  try {
    visit(directory, instead)
  } catch (error) {
    expect(error).toBeInstanceOf(UpdateFailedError)
    return error as UpdateFailedError
  }
  throw new Error('it went through')
}

test('a profile is brought up to date, step by step, with a copy of what it was beside it', () => {
  visit(here, LATER)
  const { orders, routes, scope_cursor, ...others } = contentOf(here)
  expect(others).toEqual({ ...old, orders: undefined, scope_cursor: undefined })
  expect(scope_cursor).toEqual([])
  expect(orders?.map(row => JSON.parse(row))).toEqual(
    old.orders?.map(row => ({ ...JSON.parse(row), route: JSON.parse(row).id })),
  )
  expect(routes?.map(row => JSON.parse(row).name)).toEqual(['Miami'])
  expect(contentOf(here, SNAPSHOT)).toEqual(old)
  expect(readdirSync(here).filter(name => name.endsWith('.part') || name.endsWith('.json'))).toEqual([])
})

test('the copy stays until the next migration has made its own', () => {
  visit(here, LATER)
  visit(here, LATER)
  expect(existsSync(join(here, SNAPSHOT))).toBe(true)
  const next = LATER_STEPS.length + 1
  visit(here, {
    steps: [...LATER_STEPS, { version: next, name: 'more', sql: 'CREATE TABLE more (id TEXT) STRICT;' }],
  })
  expect(existsSync(join(here, SNAPSHOT))).toBe(false)
  expect(contentOf(here, `florin.before-${next}.db`)).toEqual(made)
})

test('a new profile and one that is up to date cost one look for a file, and no copy', () => {
  const touched: string[] = []
  const fresh = join(folder.path, 'fresh')
  const seen = (what: string) => void (what.startsWith('disk') && touched.push(what))
  visit(fresh, watched(fresh, seen))
  visit(fresh, watched(fresh, seen))
  expect(touched).toEqual(['disk exists', 'disk exists'])
  expect(readdirSync(fresh).sort()).toEqual(['florin.db', 'florin.lock'])
})

test('killed before any statement or any change of a file, the next start brings it up to date', {
  timeout: 120_000,
}, () => {
  const images: { what: string; image: string }[] = []
  visit(
    here,
    watched(here, what => images.push({ what, image: copyOf(here) })),
  )
  expect(images.length).toBeGreaterThan(60)
  for (const { what, image } of images) {
    visit(image, LATER)
    expect(contentOf(image), what).toEqual(made)
  }
})

test('whichever statement or change of a file fails, the old data is untouched or the new whole', {
  timeout: 120_000,
}, () => {
  const ended = { asBefore: 0, whole: 0 }
  for (let n = 1; ; n++) {
    const profile = copyOf(aged)
    let count = 0
    let what = ''
    const failing = watched(profile, doing => {
      if (++count !== n) return
      what = doing
      throw new Error('the n-th one fails')
    })
    let isThrough = true
    try {
      visit(profile, failing)
    } catch {
      isThrough = false
    }
    if (isThrough && count < n) break
    const now = contentOf(profile)
    if (Object.hasOwn(now, 'routes')) {
      ended.whole++
      expect(now, what).toEqual(made)
      visit(profile, LATER)
    } else {
      ended.asBefore++
      expect(now, what).toEqual(old)
      visit(profile)
    }
  }
  expect(ended.asBefore).toBeGreaterThan(50)
  expect(ended.whole).toBeGreaterThan(2)
})

test('a step that failed is not tried again at the next start, only another one is', () => {
  let tries = 0
  const run = () => {
    tries++
    throw new Error('a mistake of the step')
  }
  const wrong = { steps: [...STEPS, { version: NEXT, name: 'made up', run }] }
  const first = failureOf(here, wrong)
  expect(first.snapshot).toBe(join(here, `florin.before-${NEXT}.db`))
  expect(first.message).toContain('a mistake of the step')
  expect(failureOf(here, wrong).message).toBe(first.message)
  expect(tries).toBe(1)
  expect(contentOf(here)).toEqual(old)
  expect(contentOf(here, `florin.before-${NEXT}.db`)).toEqual(old)
  visit(here)
  expect(failureOf(here, wrong).message).toBe(first.message)
  visit(here, LATER)
  expect(contentOf(here)).toEqual(made)
})

test('a migration that dies in the middle three times is not begun a fourth time', () => {
  let death = here
  for (let times = 0; times < 3; times++) {
    let image = ''
    visit(
      death,
      watched(death, what => {
        if (what.includes('CREATE TABLE routes')) image = copyOf(death)
      }),
    )
    death = image
  }
  expect(failureOf(death, LATER).message).toContain('died 3 times')
  expect(contentOf(death)).toEqual(old)
})

test.each([
  ['an order that is gone', 'DELETE FROM orders', 'orders: 1 rows before, 0 now'],
  ['a table that is gone', 'DROP TABLE mails', 'mails: 0 rows before, no now'],
  [
    'a command that is gone',
    "DELETE FROM outbox WHERE payload LIKE '%TULIP%'",
    'outbox: 3 rows before, 2 now',
  ],
  [
    'a command written anew',
    "UPDATE outbox SET payload = replace(payload, ':', ': ')",
    'outbox: values differ',
  ],
  ['a column of the queue that is gone', 'ALTER TABLE outbox DROP COLUMN givenAt', 'outbox: values differ'],
  [
    'a sequence that moved',
    "UPDATE sync_state SET value = '9' WHERE name = 'nextSeq'",
    'sync_state: values differ',
  ],
  [
    'a number to be given twice',
    'UPDATE number_lease SET nextNumber = firstNumber - 1',
    'number_lease: values differ',
  ],
  ['a balance', 'UPDATE invoices SET openCents = openCents - 1', 'receivablesCents: 7800 before, 7799 now'],
  [
    'a balance nothing proves',
    'UPDATE payments SET totalCents = totalCents + 1',
    'no longer proved: payments',
  ],
])('%s fails the proof and is put back', (_what, sql, said) => {
  expect(failureOf(here, oneStep({ sql: `${sql};` })).message).toContain(said)
  expect(contentOf(here)).toEqual(old)
})

test('a step may change what it names, with its reason, and its own proof counts', () => {
  const sql = 'DELETE FROM products;'
  const changes = { products: 'the range is given up' }
  expect(failureOf(here, oneStep({ sql, changes, proves: () => 'no product is left' })).message).toContain(
    `step ${NEXT} (made up): no product is left`,
  )
  visit(here, oneStep({ sql: 'DELETE FROM products', changes }))
  expect(contentOf(here).products).toEqual([])
})

test('no room for the copy: nothing is touched, and it is said how much is needed', () => {
  const disk: MigrationDisk = { ...nodeDisk, free: () => 1_000_000 }
  expect(() => visit(here, { ...LATER, disk })).toThrow(UpdateNeedsRoomError)
  expect(contentOf(here)).toEqual(old)
  expect(readdirSync(here)).not.toContain(SNAPSHOT)
  visit(here, LATER)
  expect(contentOf(here)).toEqual(made)
})

test('a disk that fills up in the middle leaves the old data, and the next start tries again', () => {
  const open = () => {
    const db = openWriter(join(here, PROFILE_FILE))
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
    return db
  }
  expect(() => visit(here, { ...LATER, open })).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }))
  expect(contentOf(here)).toEqual(old)
  visit(here, LATER)
  expect(contentOf(here)).toEqual(made)
})

// Checks that are switched off let through what the look at the finished file finds.
const DAMAGING = oneStep({
  sql: `CREATE TABLE odd (id INTEGER CHECK (id > 0)) STRICT;
PRAGMA ignore_check_constraints = ON;
INSERT INTO odd VALUES (-1);`,
})

test('a database found damaged after the migration is replaced by the copy', () => {
  const failed = failureOf(here, DAMAGING)
  expect(failed.message).toContain('CHECK constraint failed in odd')
  expect(contentOf(here)).toEqual(old)
  expect(failureOf(here, DAMAGING).message).toBe(failed.message)
  visit(here)
})

test('killed while the copy is put back, the next start puts it back', () => {
  const images: { what: string; image: string }[] = []
  const watching = { ...watched(here, what => images.push({ what, image: copyOf(here) })), ...DAMAGING }
  failureOf(here, watching)
  const putting = images.slice(images.findIndex(({ what }) => what === 'disk copy'))
  expect(putting.map(({ what }) => what)).toEqual([
    'disk copy',
    'disk remove',
    'disk remove',
    'disk rename',
    'disk write',
    'disk rename',
  ])
  for (const { what, image } of putting) {
    failureOf(image, DAMAGING)
    expect(contentOf(image), what).toEqual(old)
  }
})
