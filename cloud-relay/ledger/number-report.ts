import {
  explainNumbers,
  type NumberBlock,
  type NumberGap,
  totalsOf,
} from '../../shared/domain/numbers/explain-numbers.ts'
import type { TableName } from '../../shared/domain/tables.ts'
import { assert } from '../../shared/lib/assert.ts'
import type { NumbersAnswer, Series } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'
import { FIRST_NUMBER } from './number-series.ts'

/** The ranges of one answer, at most. */
const PAGE_RANGES = 500

/**
 * How each series' documents claim their numbers: the claim is this and the number, perhaps with a suffix. An invoice
 * carries its order's number, so it counts only where no order has the same.
 */
const CLAIMS = {
  order: [
    { table: 'orders', prefix: 'order.number:' },
    { table: 'invoices', prefix: 'no:INV:' },
  ],
  // The entry of an approved credit has the credit's number and claims none of its own.
  payment: [
    { table: 'payments', prefix: 'no:PAY:' },
    { table: 'credits', prefix: 'no:CR:' },
  ],
} as const satisfies Record<Series, readonly { table: TableName; prefix: string }[]>

/** What became of every number of a series, from the first one above `after` on, in one snapshot. */
export async function numberReport(
  sql: Sql,
  companyId: string,
  series: Series,
  after: number,
): Promise<NumbersAnswer> {
  const found = await sql.one<{ next_number: number }>(
    'SELECT next_number FROM number_series WHERE company_id = $1 AND series = $2',
    [companyId, series],
  )
  assert(found, `the company has no series ${series}`)
  const firstNumber = FIRST_NUMBER[series]
  const nextNumber = found.next_number
  const used = await usedNumbers(sql, companyId, series)
  const ranges = explainNumbers({
    firstNumber,
    nextNumber,
    used,
    blocks: await blocksOf(sql, companyId, series),
    gaps: await gapsOf(sql, companyId, series),
  })
  const later = ranges.filter(range => range.lastNumber > after)
  const page = later.slice(0, PAGE_RANGES)
  return {
    series,
    firstNumber,
    nextNumber,
    totals: totalsOf(ranges),
    strayCount: used.filter(number => number < firstNumber || number >= nextNumber).length,
    ranges: page,
    more: page.length < later.length,
    devices: await devicesIn(sql, companyId, new Set(page.map(range => range.deviceId))),
  }
}

// Claims are kept beside the documents, so no document has to be parsed: `10418-2` is the second that printed 10418.
async function usedNumbers(sql: Sql, companyId: string, series: Series): Promise<number[]> {
  const used: number[] = []
  const printed = new Set<string>()
  for (const { table, prefix } of CLAIMS[series]) {
    const rows = await sql.all<{ claim: string }>(
      'SELECT claim FROM uniq WHERE company_id = $1 AND tbl = $2',
      [companyId, table],
    )
    for (const { claim } of rows) {
      if (!claim.startsWith(prefix)) continue
      const text = claim.slice(prefix.length)
      const number = /^(\d{1,12})(-.+)?$/.exec(text)?.[1]
      if (number === undefined || (table === 'invoices' && printed.has(text))) continue
      used.push(Number(number))
      if (table === 'orders') printed.add(text)
    }
  }
  return used
}

// Only the newest incarnation of a device draws numbers: the leases of those before died with them.
async function blocksOf(sql: Sql, companyId: string, series: Series): Promise<NumberBlock[]> {
  const leases = await sql.all<LeaseRow>(
    `SELECT device_id, incarnation_id, first_number, last_number, seen_number FROM number_lease
     WHERE company_id = $1 AND series = $2`,
    [companyId, series],
  )
  const incarnations = await sql.all<{
    device_id: string
    incarnation_id: string
    revoked_at: number | null
  }>(
    `SELECT i.device_id, i.incarnation_id, d.revoked_at FROM incarnation i
     LEFT JOIN device d ON d.company_id = i.company_id AND d.device_id = i.device_id
     WHERE i.company_id = $1 ORDER BY i.first_seen_at, i.incarnation_id`,
    [companyId],
  )
  const newest = new Map(incarnations.map(each => [each.device_id, each]))
  return leases.map(lease => {
    const last = newest.get(lease.device_id)
    return {
      firstNumber: lease.first_number,
      lastNumber: lease.last_number,
      seenNumber: lease.seen_number,
      deviceId: lease.device_id,
      isLive: last?.incarnation_id === lease.incarnation_id && last.revoked_at === null,
    }
  })
}

async function gapsOf(sql: Sql, companyId: string, series: Series): Promise<NumberGap[]> {
  return sql.all<NumberGap>(
    `SELECT first_number AS "firstNumber", last_number AS "lastNumber", reason AS "reason" FROM number_gap
     WHERE company_id = $1 AND series = $2`,
    [companyId, series],
  )
}

async function devicesIn(
  sql: Sql,
  companyId: string,
  ids: ReadonlySet<string>,
): Promise<NumbersAnswer['devices']> {
  const rows = await sql.all<{ device_id: string; name: string; revoked_at: number | null }>(
    'SELECT device_id, name, revoked_at FROM device WHERE company_id = $1 ORDER BY device_id',
    [companyId],
  )
  return rows
    .filter(row => ids.has(row.device_id))
    .map(row => ({ deviceId: row.device_id, name: row.name, revoked: row.revoked_at !== null }))
}

interface LeaseRow {
  device_id: string
  incarnation_id: string
  first_number: number
  last_number: number
  seen_number: number
}
