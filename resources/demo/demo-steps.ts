import type { PayloadOf } from '../../shared/domain/commands.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { CustomerEntry, CustomerKept } from '../../shared/domain/customer/customer-row.ts'
import { fold } from '../../shared/domain/fold.ts'
import { addDays, type BusinessDate } from '../../shared/lib/dates.ts'
import { newId } from '../../shared/lib/ids.ts'
import { seededRandom } from '../../shared/lib/seeded-random.ts'
import type { Series } from '../../shared/protocol/sync.ts'
import { instantAt } from './demo-calendar.ts'
import { demoSettings } from './demo-company.ts'
import { DEMO_CUSTOMERS, type DemoCustomer } from './demo-customers.ts'
import { playYear } from './demo-history.ts'
import { DEMO_PRODUCTS } from './demo-products.ts'
import type { DemoCommand, DemoStage, DemoStep } from './demo-stage.ts'
import users from './demo-users.json' with { type: 'json' }

export interface DemoOptions {
  /** The history ends the day before. */
  today: BusinessDate
  adminUserId: string
  /** The company as it was created. */
  company: CompanyRow
  /** The next leased number of a series, as printed. */
  takeNumber(series: Series): string
  /** Whether someone plays the payers; without, no link is sent before last evening. */
  withPayers: boolean
}

const DAYS_OF_HISTORY = 365

/**
 * The demo company as the steps that made it: settings, staff, customers and products first, then a year of orders and
 * payments up to yesterday. The same for the same options; every command is to be accepted, in this order.
 */
export function* demoSteps(options: DemoOptions): Generator<DemoStep> {
  const random = seededRandom(1_889)
  const start = addDays(options.today, -DAYS_OF_HISTORY)
  const openedAt = instantAt(start, 7 * 60)
  const idAt = (at: number) => newId({ now: () => at }, random)
  const userIds = new Map(
    users.map((user, at) => [user.name.split(' ')[0]!, at === 0 ? options.adminUserId : idAt(openedAt)]),
  )
  const userId = (firstName: string) => userIds.get(firstName)!
  const settings = demoSettings(options.company)
  const stage: DemoStage = {
    today: options.today,
    start,
    random,
    company: { ...options.company, ...settled(settings) },
    buyers: DEMO_CUSTOMERS.map(custom => ({
      custom,
      row: { id: idAt(openedAt), ...customerRow(custom, userId(custom.salesperson)) },
    })),
    products: DEMO_PRODUCTS.map(product => ({ id: idAt(openedAt), ...product })),
    takeNumber: options.takeNumber,
    newId: idAt,
    userId,
    give: (name, payload, at, by) => ({ id: idAt(at), name, payload, at, userId: by }),
  }
  const give: DemoStage['give'] = stage.give
  const admin = options.adminUserId
  yield give('company.change', { changes: settings }, openedAt, admin)
  for (const { name, login, roles } of users.slice(1)) {
    const payload = { name, login, roles, manageOwnCustomers: false, language: 'en' }
    const added = { userId: userId(name.split(' ')[0]!), ...payload } as PayloadOf<'user.add'>
    yield give('user.add', added, openedAt, admin)
  }
  for (const { row } of stage.buyers) {
    const { id: customerId, ...fields } = row
    yield give('customer.add', { customerId, ...fields, ...BEFORE }, openedAt, admin)
  }
  for (const { id: productId, ...fields } of stage.products) {
    yield give('product.add', { productId, ...fields }, openedAt, admin)
  }
  yield* playYear(stage, options.withPayers)
  yield* setTerms(stage, admin)
}

const BEFORE = { creditLimitCents: null, creditHold: false, automaticInvoices: 'off' as const }

// Last evening someone went through the customers' credit and mail: the year before was traded without limits and mailed
// nothing by itself, or the first start would send it all.
function* setTerms({ buyers, today, give }: DemoStage, admin: string): Generator<DemoCommand> {
  const at = instantAt(addDays(today, -1), 20 * 60)
  for (const { row } of buyers) {
    const changes = {
      ...(row.creditLimitCents !== null && { creditLimitCents: { from: null, to: row.creditLimitCents } }),
      ...(row.creditHold && { creditHold: { from: false, to: true } }),
      ...(row.automaticInvoices !== 'off' && {
        automaticInvoices: { from: 'off' as const, to: row.automaticInvoices },
      }),
    }
    if (Object.keys(changes).length > 0)
      yield give('customer.change', { customerId: row.id, changes }, at, admin)
  }
}

function settled(settings: ReturnType<typeof demoSettings>): Partial<CompanyRow> {
  return Object.fromEntries(Object.entries(settings).map(([field, change]) => [field, change.to]))
}

function customerRow(custom: DemoCustomer, salespersonId: string): Omit<CustomerEntry, CustomerKept> {
  const { code, name, street: line1, city, region, postalCode, termsCode } = custom
  const billingAddress = { line1, line2: '', city, region, postalCode, country: 'US' }
  const domain = `${code.toLowerCase()}.example`
  const near = region === 'NY' || region === 'NJ'
  return {
    code,
    name,
    type: custom.kind,
    active: true,
    phone: `+1 212 555 ${String(100 + (DEMO_CUSTOMERS.indexOf(custom) % 100)).padStart(4, '0')}`,
    billingAddress,
    shipTos: [
      { id: 'own', name, address: billingAddress },
      ...(custom.shipTo ? [{ id: 'second', name: custom.shipTo, address: billingAddress }] : []),
    ],
    contacts: [
      ...(custom.buyer
        ? [{ id: 'buyer', name: custom.buyer, email: mailOf(custom.buyer, domain), kind: 'buyer' as const }]
        : []),
      { id: 'payables', name: 'Accounts payable', email: `ap@${domain}`, kind: 'payables' as const },
    ],
    termsCode,
    paymentMethod: custom.habit === 'same-day' ? 'Cash' : custom.size >= 3 ? 'Wire' : 'Check',
    creditLimitCents: custom.limit === null ? null : custom.limit * 100,
    creditHold: false,
    salespersonId,
    priceLevel: custom.priceLevel,
    carrier: custom.habit === 'same-day' ? 'Pick up' : code === 'PETAL' || !near ? 'Armellini' : 'Own truck',
    invoiceEmails: custom.size >= 3 ? [`ap@${domain}`, `billing@${domain}`] : [`ap@${domain}`],
    statementEmails: custom.size >= 3 ? [`statements@${domain}`] : [],
    taxBps: 0,
    currency: 'USD',
    language: 'en',
    notes: '',
    tags: [],
    paymentLinksEnabled: true,
    requirePaymentOnConfirm: false,
    automaticInvoices: 'off',
    poRequired: false,
    financeChargeException: false,
    remindersEnabled: true,
    invoiceFooter: '',
    ...custom.more,
  }
}

function mailOf(person: string, domain: string): string {
  return `${fold(person).replaceAll(/[^a-z]+/g, '.')}@${domain}`
}
