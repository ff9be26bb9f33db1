import type { Permission } from '../../shared/domain/permissions.ts'
import type { ListAskName } from './use-list.ts'

/** The lists that may hold own customers only, each with the right that narrows it besides *Manage own customers*. */
export const LISTS_OF_CUSTOMERS: Partial<Record<ListAskName, Permission | null>> = {
  'customers.list': null,
  'orders.summary': null,
  'credits.list': null,
  'invoices.open': 'receivables.view',
  'payments.history': 'receivables.view',
  'aging.customers': 'receivables.view',
  'links.list': 'receivables.view',
  'link-payments.list': 'receivables.view',
}
