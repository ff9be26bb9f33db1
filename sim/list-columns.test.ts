import { expect, test, vi } from 'vitest'
import { LIST_FIELDS } from '../electron/backend/exports/list-fields.ts'
import type { ExportedList } from '../shared/protocol/export-asks.ts'

const storage = { getItem: () => null, setItem: () => undefined }
vi.stubGlobal('window', {
  localStorage: storage,
  sessionStorage: storage,
  location: { hash: '' },
  addEventListener: () => undefined,
})

const { agingColumns } = await import('../renderer/screens/aging/aging-columns.tsx')
const { creditColumns } = await import('../renderer/screens/credits/credit-columns.tsx')
const { customerColumns } = await import('../renderer/screens/customers/customer-columns.ts')
const { invoiceColumns } = await import('../renderer/screens/open-invoices/invoice-columns.tsx')
const { orderColumns } = await import('../renderer/screens/order-summary/order-columns.tsx')
const { paymentColumns } = await import('../renderer/screens/payment-history/payment-columns.tsx')
const { linkColumns } = await import('../renderer/screens/payment-links/link-columns.tsx')
const { linkPaymentColumns } = await import('../renderer/screens/payment-links/link-payment-columns.tsx')
const { productColumns } = await import('../renderer/screens/products/product-columns.tsx')
const { userColumns } = await import('../renderer/screens/team/user-columns.tsx')
const { wordsNow } = await import('../renderer/words/use-words.ts')

type Columns = readonly { id: string; onScreenOnly?: boolean }[]

const words = wordsNow()
const nothing = () => undefined
const ON_SCREEN: Record<Exclude<ExportedList, 'payouts.list'>, Columns> = {
  'orders.summary': orderColumns(words, true),
  'invoices.open': invoiceColumns(words, '2026-11-25', {
    deeds: { onEmail: nothing, onPhone: nothing, onSendLinks: nothing },
  }),
  'payments.history': paymentColumns(words),
  'credits.list': creditColumns(words),
  'aging.customers': [
    ...agingColumns(words, 'due-date', '2026-11-25', nothing),
    ...agingColumns(words, 'invoice-date', '2026-11-25', nothing),
  ],
  'links.list': linkColumns(words),
  'link-payments.list': linkPaymentColumns(words),
  'customers.list': customerColumns(words, []),
  'products.list': productColumns(words),
  'users.list': userColumns(words, '', nothing),
}

test.each(Object.entries(ON_SCREEN))(
  '%s: each column that is read on screen goes to a file',
  (list, columns) => {
    const read = columns.filter(({ onScreenOnly }) => !onScreenOnly).map(({ id }) => id)
    const written = Object.keys(LIST_FIELDS[list as ExportedList])
    expect(read.length).toBeGreaterThan(4)
    expect(read.filter(id => !written.includes(id))).toEqual([])
  },
)

/** The columns of domain table 8. */
const IN_TABLE_8: Partial<Record<ExportedList, string>> = {
  'orders.summary':
    'status number shipOn customerName shipToName carrier poNumber reference salespersonName boxes totalCents openCents payment emailedAt link actions',
  'invoices.open':
    'number customerName issuedOn dueOn terms poNumber salespersonName totalCents creditsCents paymentsCents openCents daysPastDue bucket emailedAt link actions',
  'aging.customers':
    'name terms salespersonName creditLimitCents bucket0 bucket1 bucket2 bucket3 bucket4 openCents openCreditsCents netCents lastPaymentOn creditHold statement actions',
}

test.each(Object.entries(IN_TABLE_8))(
  '%s: every column that the trade asks for can be shown',
  (list, ids) => {
    const shown = ON_SCREEN[list as keyof typeof ON_SCREEN].map(({ id }) => id)
    expect(ids.split(' ').filter(id => !shown.includes(id))).toEqual([])
  },
)
