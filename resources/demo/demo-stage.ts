import type { CommandName, PayloadOf } from '../../shared/domain/commands.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { CustomerEntry } from '../../shared/domain/customer/customer-row.ts'
import type { ProductRow } from '../../shared/domain/product/product-row.ts'
import type { BusinessDate } from '../../shared/lib/dates.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import type { Series } from '../../shared/protocol/sync.ts'
import type { DemoCustomer } from './demo-customers.ts'

/** A command as someone of the demo company gave it. */
export interface DemoCommand {
  id: string
  name: CommandName
  payload: unknown
  at: number
  userId: string
}

/** What happens outside the company's desktops at an instant, of which its relay hears as it would of anyone. */
export type DemoDeed =
  /** A mail is ordered and goes out; the recipient's server knows no such address where it bounces. */
  | { deed: 'post'; at: number; command: DemoCommand; bounces: boolean }
  /** A payer goes past the landing page of a link. */
  | { deed: 'open'; at: number; linkId: string }
  /** A payer who opened the link presses Pay with a test card's number. */
  | { deed: 'pay'; at: number; linkId: string; card: string; receiptTo: string }
  /** A payer whose bank asked for more says yes there, and comes back. */
  | { deed: 'approve'; at: number; linkId: string }
  /** The gateway pays out what came in. */
  | { deed: 'payout'; at: number }

/** One thing of the demo company's history. */
export type DemoStep = DemoCommand | DemoDeed

/** A buyer of the demo company with its record. */
export interface DemoBuyer {
  custom: DemoCustomer
  row: CustomerEntry
}

/** What the demo's parts share: who is there, what is sold, and how to give a command. */
export interface DemoStage {
  today: BusinessDate
  start: BusinessDate
  random: SeededRandom
  company: CompanyRow
  buyers: DemoBuyer[]
  products: ProductRow[]
  takeNumber(series: Series): string
  newId(at: number): string
  /** The user's id by first name. */
  userId(firstName: string): string
  give<N extends CommandName>(name: N, payload: PayloadOf<N>, at: number, userId: string): DemoCommand
}
