import type { TableName } from '../../shared/domain/tables.ts'
import type { AskName } from '../../shared/protocol/desk.ts'

/** Which tables an answer is made from: when one changes, the question is asked again. */
export const QUERY_TABLES: Partial<Record<AskName, readonly TableName[]>> = {
  'company.settings': ['companies'],
  'users.all': ['users'],
  'customers.list': ['customers', 'users', 'invoices'],
  'customers.search': ['customers', 'invoices'],
  'customers.one': ['customers', 'users', 'invoices', 'orders', 'payments', 'companies'],
  'products.list': ['products'],
  'products.search': ['products'],
  'orders.summary': ['orders', 'customers', 'users', 'invoices', 'mails', 'payment_links'],
  'orders.one': [
    'orders',
    'order_lines',
    'customers',
    'invoices',
    'mails',
    'payment_links',
    'payments',
    'applications',
  ],
  'invoices.open': ['invoices', 'customers', 'users', 'mails', 'payment_links', 'companies'],
  'invoices.one': [
    'invoices',
    'invoice_revisions',
    'customers',
    'users',
    'payments',
    'applications',
    'mails',
    'payment_links',
    'payment_link_invoices',
  ],
  'invoices.pdf': ['invoices', 'invoice_revisions', 'applications'],
  'invoices.mail-draft': ['invoices', 'customers', 'companies', 'mails'],
  'payments.history': ['payments', 'applications', 'customers', 'users', 'invoices'],
  'payments.one': ['payments', 'applications', 'customers', 'users', 'invoices'],
  'numbers.documents': ['orders', 'payments', 'customers'],
  'audit.of': [
    'orders',
    'order_lines',
    'invoices',
    'payments',
    'applications',
    'credits',
    'customers',
    'products',
    'companies',
    'users',
    'mails',
    'tasks',
    'sync_issues',
  ],
  'attention.open': ['tasks', 'sync_issues', 'customers', 'users', 'mails'],
}

/** True when an answer may differ after these tables changed. */
export function isTouched(name: AskName, changed: readonly string[]): boolean {
  return QUERY_TABLES[name]?.some(table => changed.includes(table)) ?? false
}
