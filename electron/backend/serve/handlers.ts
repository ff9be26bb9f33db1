import { z } from 'zod'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { grantFor, type Permission } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { devicesAnswer, enrolmentCodeAnswer, numbersAnswer } from '../../../shared/protocol/sync.ts'
import type { Backend } from '../backend.ts'
import { exportJobs } from '../exports/export-jobs.ts'
import { journalExports } from '../exports/journal-exports.ts'
import { listExports } from '../exports/list-exports.ts'
import {
  changePassword,
  createCompanyAt,
  DeskFault,
  followPassword,
  joinCompanyAt,
  type LoggedIn,
  logIn,
  rejoinCompanyAt,
} from '../session/desk-session.ts'
import { attentionOpen } from '../store/queries/attention-open.ts'
import { customerFigures } from '../store/queries/customer-figures.ts'
import { customerTags } from '../store/queries/customer-tags.ts'
import { customersList } from '../store/queries/customers-list.ts'
import { customerIndex, customersSearch } from '../store/queries/customers-search.ts'
import { invoicesMailDraft } from '../store/queries/invoices-mail-draft.ts'
import { invoicesOne } from '../store/queries/invoices-one.ts'
import { invoicesOpen } from '../store/queries/invoices-open.ts'
import { mailSuppressed } from '../store/queries/mail-suppressed.ts'
import { numbersDocuments } from '../store/queries/numbers-documents.ts'
import { ordersOne } from '../store/queries/orders-one.ts'
import { ordersSummary } from '../store/queries/orders-summary.ts'
import { paymentsHistory } from '../store/queries/payments-history.ts'
import { paymentsOne } from '../store/queries/payments-one.ts'
import { productsList } from '../store/queries/products-list.ts'
import { productIndex, productsSearch } from '../store/queries/products-search.ts'
import { usersList } from '../store/queries/users-list.ts'
import { toRow } from '../store/row-codec.ts'
import { agingHandlers } from './aging-handlers.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { relayAsker } from './ask-relay.ts'
import { auditHandlers } from './audit-handlers.ts'
import { cardHandlers } from './card-handlers.ts'
import { creditsHandlers } from './credits-handlers.ts'
import { found } from './found.ts'
import { homeHandlers } from './home-handlers.ts'
import { importHandlers } from './import-handlers.ts'
import { orderHandlers } from './order-handlers.ts'
import { orderMailHandlers } from './order-mail-handlers.ts'
import { paymentHandlers } from './payment-handlers.ts'
import { paymentsAccountHandlers } from './payments-account-handlers.ts'
import { sendHandlers } from './send-handlers.ts'

/** Every question of the contract, answered from one backend. */
export function createHandlers(backend: Backend): Handlers {
  const jobs = exportJobs(backend)
  const askRelay = relayAsker(backend)
  let products: ReturnType<typeof productIndex> | null = null
  let customers: ReturnType<typeof customerIndex> | null = null
  backend.onChange(tables => {
    if (tables.has('products')) products = null
    if (tables.has('customers')) customers = null
  })

  const sales = () => backend.context(null)
  const receivables = () => {
    requireRight('receivables.view')
    return backend.context('receivables.view')
  }

  /** Whoever logged out meanwhile, or somebody else who logged in, stays so. */
  function stayIn(who: LoggedIn): void {
    if (backend.loggedIn()?.userId === who.userId) backend.logIn(who)
  }

  function requireRight(right: Permission): UserRow {
    const user = backend.user()
    if (grantFor(user, right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
    return user
  }

  const devices = async () => {
    requireRight('setup')
    const { devices } = await askRelay('GET', '/v1/devices', devicesAnswer)
    const own = backend.sync.state('deviceId')
    return devices.map(device => ({ ...device, here: device.deviceId === own }))
  }

  return {
    ...agingHandlers(backend),
    'session.state': () => backend.state(),
    async 'session.login'(input) {
      const { profile, readRows, ports } = backend
      backend.logIn(await logIn(profile.writer, readRows, backend.session(), ports, input))
      backend.kick()
      await untilReady(backend)
      return backend.state()
    },
    'session.logout'() {
      backend.logIn(null)
      return backend.state()
    },
    async 'session.change-password'(input) {
      const { login } = backend.user()
      const { profile, ports } = backend
      stayIn(await changePassword(profile.writer, backend.session(), ports, login, input))
      return null
    },
    async 'company.create'(input) {
      await createCompanyAt(backend.sync, backend.ports, input)
      backend.connect()
      const { profile, readRows, ports } = backend
      const { login, password } = input.admin
      backend.logIn(await logIn(profile.writer, readRows, backend.session(), ports, { login, password }))
      await untilReady(backend)
      return backend.state()
    },
    async 'company.join'(input) {
      await joinCompanyAt(backend.sync, backend.ports, input)
      backend.connect()
      backend.logIn(null)
      return backend.state()
    },
    async 'company.rejoin'(input) {
      await rejoinCompanyAt(backend.sync, backend.ports, input)
      backend.session().forget()
      backend.kick()
      return backend.status()
    },
    command(input) {
      const given = backend.ledger.give({ ...input, userId: backend.user().id })
      if ('refusal' in given) throw new AskRefusal(given.refusal)
      backend.kick()
      return given
    },
    'sync.status': () => backend.status(),
    'sync.now'() {
      backend.kick()
      return backend.status()
    },
    'sync.recovery-seen'({ at }) {
      const { recovery } = backend.status()
      if (recovery?.at === at) backend.sync.setState('recovery', '')
      return backend.status()
    },
    'sync.check'() {
      backend.check()
      return backend.status()
    },
    'sync.mending-seen'({ at }) {
      if (backend.status().mending?.at === at) backend.sync.setState('mending', '')
      return backend.status()
    },
    'company.settings': () => sales().company,
    'users.all'() {
      backend.user()
      const records = sales().sql('SELECT * FROM users ORDER BY active DESC, nameOrder').all()
      return records.map(record => toRow('users', record as Record<string, unknown>) as UserRow)
    },
    'users.list'(input) {
      requireRight('setup')
      return usersList(sales(), input)
    },
    'customers.list': input => customersList(sales(), input),
    'customers.tags': () => customerTags(sales()),
    'customers.search'(input) {
      const q = sales()
      if (q.ownerId !== null) return customersSearch(q, customerIndex(q), input)
      customers ??= customerIndex(q)
      return customersSearch(q, customers, input)
    },
    'customers.one'({ customerId }) {
      const q = sales()
      const read = (id: string) =>
        q.rows.answer({ kind: 'row', table: 'customers', id }) as CustomerRow | null
      const asked = read(customerId)
      const customer = asked?.mergedIntoId ? read(asked.mergedIntoId) : asked
      if (!customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId))
        throw new DeskFault('not-found')
      const salesperson = customer.salespersonId
        ? (q.rows.answer({ kind: 'row', table: 'users', id: customer.salespersonId }) as UserRow | null)
        : null
      return { customer, salespersonName: salesperson?.name ?? '', figures: customerFigures(q, customer) }
    },
    'products.list': input => productsList(sales(), input),
    'products.search'(input) {
      products ??= productIndex(sales())
      return productsSearch(products, input)
    },
    'orders.summary': input => ordersSummary(sales(), input),
    'orders.one': ({ orderId }) => found(ordersOne(sales(), orderId)),
    'invoices.open': input => invoicesOpen(receivables(), input),
    'invoices.one': ({ invoiceId }) => found(invoicesOne(receivables(), invoiceId)),
    async 'invoices.pdf'({ invoiceId, revision }) {
      // Loaded when first asked for: fonts and PDF are half of what the backend would read at its start.
      const { invoicePdf } = await import('../documents/invoice-pdf.ts')
      return found(await invoicePdf(sales(), invoiceId, revision))
    },
    'invoices.mail-draft'({ invoiceId }) {
      requireRight('documents.email')
      return found(invoicesMailDraft(sales(), invoiceId))
    },
    'payments.history': input => paymentsHistory(receivables(), input),
    'payments.one': ({ paymentId }) => found(paymentsOne(receivables(), paymentId)),
    ...creditsHandlers(backend),
    ...homeHandlers({
      sales,
      receivables,
      maySeeReceivables: () => grantFor(backend.user(), 'receivables.view') !== null,
    }),
    ...paymentHandlers(backend),
    ...orderHandlers(backend),
    'attention.open': () =>
      attentionOpen(backend.context('receivables.view'), backend.sync.state('deviceId')),
    'numbers.documents'(input) {
      requireRight('setup')
      return numbersDocuments(sales(), input)
    },
    ...listExports(backend, jobs),
    ...journalExports(backend, jobs),
    ...jobs.asks,
    async 'numbers.report'({ series, after }) {
      requireRight('setup')
      return askRelay('GET', `/v1/numbers?series=${series}&after=${after}`, numbersAnswer)
    },
    ...importHandlers(backend, () => {
      requireRight('setup')
      return sales()
    }),
    ...auditHandlers(backend, askRelay),
    ...paymentsAccountHandlers(backend),
    ...cardHandlers(backend, askRelay),
    'mail.suppressed'(input) {
      requireRight('documents.email')
      return mailSuppressed(sales(), input)
    },
    ...sendHandlers(backend),
    ...orderMailHandlers(backend),
    'devices.all': devices,
    async 'devices.invite'() {
      requireRight('setup')
      return askRelay('POST', '/v1/enrolment-codes', enrolmentCodeAnswer, {})
    },
    async 'devices.revoke'({ deviceId }) {
      requireRight('setup')
      await askRelay('POST', `/v1/devices/${deviceId}/revoke`, z.unknown(), {})
      return devices()
    },
    async 'users.set-password'({ userId, password }) {
      const { id, login } = backend.user()
      if (id !== userId) requireRight('setup')
      const { profile, ports } = backend
      const userToken = backend.loggedIn()?.userToken ?? ''
      await askRelay('POST', `/v1/users/${userId}/password`, z.unknown(), { password })
      if (id !== userId) return null
      const before = { userId, userToken }
      stayIn(await followPassword(profile.writer, backend.session(), ports, before, { login, password }))
      return null
    },
  }
}

/** After a login the user's and the company's rows may still be on their way; a first sync takes as long as it goes on. */
async function untilReady(backend: Backend): Promise<void> {
  const { clock, timers } = backend.ports
  let deadline = clock.now() + PATIENCE_MS
  let seen = 0
  while (backend.state().phase !== 'ready') {
    const { firstSync } = backend.status()
    if (firstSync && (firstSync.rows !== seen || firstSync.rows >= firstSync.rowsInAll)) {
      seen = firstSync.rows
      deadline = clock.now() + PATIENCE_MS
    }
    if (clock.now() > deadline) throw new DeskFault('unreachable')
    await timers.sleep(50)
  }
}

const PATIENCE_MS = 60_000
