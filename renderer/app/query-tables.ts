import type { TableName } from '../../shared/domain/tables.ts'
import type { AskName } from '../../shared/protocol/desk.ts'

const AGING: readonly TableName[] = [
  'invoices',
  'invoice_revisions',
  'payments',
  'applications',
  'customers',
  'customer_balances',
  'orders',
  'users',
  'mails',
  'companies',
]

/** Which tables an answer is made from: when one changes, the question is asked again. */
export const QUERY_TABLES: Partial<Record<AskName, readonly TableName[]>> = {
  'company.settings': ['companies'],
  'users.all': ['users'],
  'customers.list': ['customers', 'users', 'customer_balances'],
  'customers.tags': ['customers'],
  'customers.search': ['customers', 'customer_balances'],
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
    'credits',
  ],
  'invoices.pdf': ['invoices', 'invoice_revisions', 'applications'],
  'invoices.mail-draft': ['invoices', 'customers', 'companies', 'mails'],
  'payments.history': ['payments', 'applications', 'customers', 'users', 'invoices'],
  'payments.one': ['payments', 'applications', 'customers', 'users', 'invoices'],
  'imports.list': ['imports', 'import_chunks', 'users'],
  'aging.customers': AGING,
  'explain.number': AGING,
  'statement.of': AGING,
  'statement.pdf': AGING,
  'credits.list': ['credits', 'customers', 'invoices', 'payments', 'users', 'attachments'],
  'credits.one': [
    'credits',
    'customers',
    'invoices',
    'payments',
    'applications',
    'order_lines',
    'users',
    'attachments',
  ],
  'credits.start': ['customers', 'invoices', 'order_lines', 'credits'],
  'credits.open': ['payments', 'credits'],
  'numbers.documents': ['orders', 'payments', 'credits', 'customers'],
  'home.figures': [
    'invoices',
    'payments',
    'payment_links',
    'customers',
    'tasks',
    'sync_issues',
    'companies',
    'orders',
    'products',
    'users',
  ],
  'documents.find': ['orders', 'invoices', 'payments', 'customers'],
  'links.list': ['payment_links', 'payment_link_invoices', 'invoices', 'customers', 'users'],
  'attention.open': ['tasks', 'sync_issues', 'customers', 'users', 'mails'],
}

/** True when an answer may differ after these tables changed. */
export function isTouched(name: AskName, changed: readonly string[]): boolean {
  return QUERY_TABLES[name]?.some(table => changed.includes(table)) ?? false
}
