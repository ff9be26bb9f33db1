import { assert } from '../../shared/lib/assert.ts'
import { SERIES, type Series } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'

/** The first number of each series of a new company. */
export const FIRST_NUMBER: Readonly<Record<Series, number>> = { order: 10_001, payment: 5_001 }

/** Starts a new company's series. */
export async function startSeries(sql: Sql, companyId: string): Promise<void> {
  const rows = SERIES.map(series => [companyId, series, FIRST_NUMBER[series]])
  await sql.insert('number_series', ['company_id', 'series', 'next_number'], rows)
}

/** Takes `count` numbers in a row out of a series for good; answers the first. */
export async function takeNumbers(
  sql: Sql,
  companyId: string,
  series: Series,
  count: number,
): Promise<number> {
  const taken = await sql.one<{ next_number: number }>(
    `UPDATE number_series SET next_number = next_number + $3
     WHERE company_id = $1 AND series = $2 RETURNING next_number`,
    [companyId, series, count],
  )
  assert(taken, `the company has no series ${series}`)
  return taken.next_number - count
}

/** Takes one number out of a series, as it is printed. */
export async function takeNumber(sql: Sql, companyId: string, series: Series): Promise<string> {
  return String(await takeNumbers(sql, companyId, series, 1))
}

/** Moves a series past a number that was seen printed, so that it is not handed out again. */
export async function moveSeriesPast(
  sql: Sql,
  companyId: string,
  series: Series,
  seenNumber: number,
): Promise<void> {
  await sql.run(
    'UPDATE number_series SET next_number = $3 WHERE company_id = $1 AND series = $2 AND next_number < $3',
    [companyId, series, seenNumber + 1],
  )
}
