import { numbersOf } from '../../shared/domain/numbers/numbered-commands.ts'
import { newId } from '../../shared/lib/ids.ts'
import { type Lease, SERIES, type Series, type WireCommand } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'
import type { HeldCompany } from './held-company.ts'
import { moveSeriesPast, takeNumbers } from './number-series.ts'

/** A device with fewer numbers left than this gets a block more. */
export const LOW_WATER = 100
const BLOCK = 200

/**
 * A block whose numbers were never seen may be one whose answer got lost: it is offered again this often before the
 * device gets another.
 */
const OFFERS = 5

/** How far past a series a number is believed to come from it: one lost with a backup, not one that was made up. */
export const BELIEVABLE = 100_000

const LEASE = [
  'company_id',
  'incarnation_id',
  'lease_id',
  'device_id',
  'series',
  'first_number',
  'last_number',
  'seen_number',
  'offers',
  'leased_at',
]

/** Every block of the incarnation, oldest first. */
export async function leasesOf(sql: Sql, companyId: string, incarnation: string): Promise<Lease[]> {
  const rows = await sql.all<Lease>(
    `SELECT lease_id AS "id", series AS "series", first_number AS "firstNumber", last_number AS "lastNumber"
     FROM number_lease WHERE company_id = $1 AND incarnation_id = $2 ORDER BY first_number`,
    [companyId, incarnation],
  )
  return rows
}

/** Leases a block of each series the device runs low on. */
export async function topUpLeases(
  { sql, companyId, clock, random }: HeldCompany,
  deviceId: string,
  incarnation: string,
  numbersLeft: Readonly<Record<Series, number>>,
): Promise<void> {
  for (const series of SERIES) {
    if (numbersLeft[series] >= LOW_WATER) continue
    const newest = await sql.one<{
      lease_id: string
      first_number: number
      seen_number: number
      offers: number
    }>(
      `SELECT lease_id, first_number, seen_number, offers FROM number_lease
       WHERE company_id = $1 AND incarnation_id = $2 AND series = $3 ORDER BY first_number DESC LIMIT 1`,
      [companyId, incarnation, series],
    )
    if (newest && newest.seen_number < newest.first_number && newest.offers < OFFERS) {
      await sql.run(
        `UPDATE number_lease SET offers = offers + 1
         WHERE company_id = $1 AND incarnation_id = $2 AND lease_id = $3`,
        [companyId, incarnation, newest.lease_id],
      )
      continue
    }
    const first = await takeNumbers(sql, companyId, series, BLOCK)
    const last = first + BLOCK - 1
    const now = clock.now()
    const id = newId(clock, random)
    const row = [companyId, incarnation, id, deviceId, series, first, last, first - 1, 1, now]
    await sql.insert('number_lease', LEASE, [row])
  }
}

/**
 * Notes the numbers that commands took. One from outside the device's blocks is a fact all the same: it is logged, and its
 * series moves past it.
 */
export async function noteNumbers(
  { sql, companyId, log }: HeldCompany,
  deviceId: string,
  commands: readonly WireCommand[],
): Promise<void> {
  for (const series of SERIES) {
    const numbers = commands.flatMap(command => numbersIn(command, series))
    if (numbers.length === 0) continue
    const leases = await sql.all<LeaseRow>(
      `SELECT incarnation_id, lease_id, first_number, last_number, seen_number FROM number_lease
       WHERE company_id = $1 AND device_id = $2 AND series = $3`,
      [companyId, deviceId, series],
    )
    const next = await sql.one<{ next_number: number }>(
      'SELECT next_number FROM number_series WHERE company_id = $1 AND series = $2',
      [companyId, series],
    )
    const seen = new Map<LeaseRow, number>()
    const nextNumber = next?.next_number ?? 0
    let past = 0
    for (const number of numbers) {
      const lease = leases.find(
        ({ first_number, last_number }) => first_number <= number && number <= last_number,
      )
      if (lease) {
        if (number > (seen.get(lease) ?? lease.seen_number)) seen.set(lease, number)
        continue
      }
      log.warn({ companyId, deviceId, series, number }, 'a number from outside the blocks of its device')
      if (number >= nextNumber && number < nextNumber + BELIEVABLE) past = Math.max(past, number)
    }
    if (past > 0) await moveSeriesPast(sql, companyId, series, past)
    for (const [lease, number] of seen) {
      await sql.run(
        `UPDATE number_lease SET seen_number = $4
         WHERE company_id = $1 AND incarnation_id = $2 AND lease_id = $3`,
        [companyId, lease.incarnation_id, lease.lease_id, number],
      )
    }
  }
}

interface LeaseRow {
  incarnation_id: string
  lease_id: string
  first_number: number
  last_number: number
  seen_number: number
}

function numbersIn({ name, payload }: WireCommand, series: Series): number[] {
  return numbersOf(name, payload).flatMap(numbered => {
    if (numbered.series !== series) return []
    const number = (payload as Record<string, unknown> | null)?.[numbered.field]
    return typeof number === 'string' && /^\d{1,12}$/.test(number) ? [Number(number)] : []
  })
}
