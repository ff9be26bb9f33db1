import type { Logger } from 'pino'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import type { ChainHead } from '../audit/audit-chain.ts'
import type { Sql } from '../ports.ts'
import type { CompanyRows } from './company-rows.ts'

/** A company whose row lock this transaction holds. */
export interface HeldCompany {
  readonly sql: Sql
  readonly companyId: string
  readonly rows: CompanyRows
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** True where each question to the database costs a round trip. */
  readonly isRemote: boolean
  /** The company's newest revision and its tag; `runBatch` moves them on. */
  head: number
  tag: string
  /** Where its audit trail stands; `runBatch` moves it on, too. */
  chain: ChainHead
}
