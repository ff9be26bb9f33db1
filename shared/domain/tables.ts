import { type AttachmentRow, attachments } from './attachment/attachment-row.ts'
import { type CustomerBalanceRow, customerBalances } from './balance/customer-balance-row.ts'
import { type CompanyRow, companies } from './company/company-row.ts'
import { type CreditRow, credits } from './credit/credit-row.ts'
import { type CustomerRow, customers } from './customer/customer-row.ts'
import { type DisputeRow, disputes } from './dispute/dispute-row.ts'
import { type ImportChunkRow, type ImportRow, importChunks, imports } from './import/import-row.ts'
import {
  type InvoiceRevisionRow,
  type InvoiceRow,
  invoiceRevisions,
  invoices,
} from './invoice/invoice-row.ts'
import { type MailRow, mails } from './mail/mail-row.ts'
import { type SuppressedAddressRow, suppressedAddresses } from './mail/suppressed-address-row.ts'
import { type CreditOverrideRow, creditOverrides } from './order/credit-override-row.ts'
import { type OrderLineRow, type OrderRow, orderLines, orders } from './order/order-row.ts'
import { type ApplicationRow, applications, type PaymentRow, payments } from './payment/payment-row.ts'
import {
  type PaymentLinkInvoiceRow,
  type PaymentLinkRow,
  paymentLinkInvoices,
  paymentLinks,
} from './payment-link/payment-link-row.ts'
import { type PayoutEntryRow, type PayoutRow, payoutEntries, payouts } from './payout/payout-row.ts'
import { type ProductRow, products } from './product/product-row.ts'
import type { Table } from './table.ts'
import { type SyncIssueRow, syncIssues, type TaskRow, tasks } from './task/task-row.ts'
import { type UserRow, users } from './user/user-row.ts'

/** Every business table by name: what desktop and relay store, and what sync carries. */
export interface Rows {
  companies: CompanyRow
  users: UserRow
  customers: CustomerRow
  products: ProductRow
  orders: OrderRow
  order_lines: OrderLineRow
  invoices: InvoiceRow
  invoice_revisions: InvoiceRevisionRow
  payments: PaymentRow
  applications: ApplicationRow
  payment_links: PaymentLinkRow
  payment_link_invoices: PaymentLinkInvoiceRow
  mails: MailRow
  tasks: TaskRow
  sync_issues: SyncIssueRow
  customer_balances: CustomerBalanceRow
  credits: CreditRow
  credit_overrides: CreditOverrideRow
  attachments: AttachmentRow
  imports: ImportRow
  import_chunks: ImportChunkRow
  suppressed_addresses: SuppressedAddressRow
  payouts: PayoutRow
  payout_entries: PayoutEntryRow
  disputes: DisputeRow
}

export type TableName = keyof Rows
export type AnyRow = Rows[TableName]

export const TABLES: { readonly [T in TableName]: Table<Rows[T]> } = {
  companies,
  users,
  customers,
  products,
  orders,
  order_lines: orderLines,
  invoices,
  invoice_revisions: invoiceRevisions,
  payments,
  applications,
  payment_links: paymentLinks,
  payment_link_invoices: paymentLinkInvoices,
  mails,
  tasks,
  sync_issues: syncIssues,
  customer_balances: customerBalances,
  credits,
  credit_overrides: creditOverrides,
  attachments,
  imports,
  import_chunks: importChunks,
  suppressed_addresses: suppressedAddresses,
  payouts,
  payout_entries: payoutEntries,
  disputes,
}

export const TABLE_NAMES = Object.keys(TABLES) as TableName[]

/** True when the relay speaks of a table this version knows. */
export function isTableName(name: string): name is TableName {
  return Object.hasOwn(TABLES, name)
}

/** The table's definition with its row type opened, for code that treats all tables alike. */
export function tableOf(name: TableName): Table {
  return TABLES[name] as unknown as Table
}
