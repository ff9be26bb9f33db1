import type { AnyRow, Rows, TableName } from '../tables.ts'
import type { AuditChange, AuditPart } from './audit-entry.ts'

type Field<Row> = keyof Omit<Row, 'id'> & string

/** Records inside a row, told apart by a key. */
export interface AuditedList {
  part: AuditPart
  /** The record's field that tells which it is; null where that is its place in the list. */
  key: string | null
  label: string
  fields: readonly string[]
}

/** What the trail tells of a table's rows. */
export interface Audited<Row> {
  part: AuditPart
  /** What people call the row by. */
  label(row: Row): string
  /** Fields that people understand, in the order they are told. */
  fields: readonly Field<Row>[]
  lists: Partial<Record<Field<Row>, AuditedList>>
}

/** By table; rows of tables that are not named are never told. */
export const AUDITED: { readonly [T in TableName]?: Audited<Rows[T]> } = {
  orders: {
    part: '',
    label: row => row.number,
    fields: [
      'status',
      'customerId',
      'orderedOn',
      'shipOn',
      'carrier',
      'shipToId',
      'poNumber',
      'reference',
      'salespersonId',
      'buyerContactId',
      'warehouseNote',
      'invoiceNote',
      'currency',
      'taxBps',
      'onHold',
      'totalCents',
    ],
    lists: {
      charges: {
        part: 'charge',
        key: 'id',
        label: 'label',
        fields: ['label', 'kind', 'rateBps', 'amountCents', 'frozen'],
      },
    },
  },
  order_lines: {
    part: 'line',
    label: row => row.description,
    fields: [
      'description',
      'soldAs',
      'boxType',
      'boxes',
      'bunchesPerBox',
      'stemsPerBunch',
      'quantity',
      'priceE4',
      'taxable',
      'totalCents',
    ],
    lists: {},
  },
  credit_overrides: {
    part: 'override',
    label: () => '',
    fields: ['amountCents', 'grantedOn', 'note'],
    lists: {},
  },
  attachments: { part: 'attachment', label: row => row.name, fields: ['bytes'], lists: {} },
  invoices: {
    part: '',
    label: row => row.number,
    fields: [
      'status',
      'kind',
      'customerId',
      'issuedOn',
      'dueOn',
      'termsCode',
      'poNumber',
      'salespersonId',
      'currency',
      'voidedOn',
      'revision',
      'totalCents',
      'openCents',
    ],
    lists: {},
  },
  // The first comes with the invoice itself.
  invoice_revisions: {
    part: 'revision',
    label: row => (row.revision > 1 ? String(row.revision) : ''),
    fields: ['effectiveOn', 'totalCents'],
    lists: {},
  },
  payments: {
    part: '',
    label: row => row.number,
    fields: [
      'status',
      'kind',
      'customerId',
      'receivedOn',
      'method',
      'reference',
      'note',
      'currency',
      'feeCents',
      'voidedOn',
      'refundState',
      'totalCents',
      'returnedCents',
      'unappliedCents',
    ],
    lists: {},
  },
  applications: {
    part: 'application',
    label: () => '',
    fields: ['amountCents', 'discountCents', 'appliedOn'],
    lists: {},
  },
  credits: {
    part: '',
    label: row => row.number,
    fields: ['status', 'customerId', 'reason', 'creditedOn', 'currency', 'note', 'totalCents'],
    lists: {
      lines: { part: 'line', key: null, label: 'description', fields: ['description', 'amountCents'] },
      steps: { part: 'step', key: null, label: 'status', fields: ['note'] },
    },
  },
  customers: {
    part: '',
    label: row => row.name,
    fields: [
      'code',
      'name',
      'type',
      'active',
      'phone',
      'billingAddress',
      'termsCode',
      'paymentMethod',
      'creditLimitCents',
      'creditHold',
      'salespersonId',
      'priceLevel',
      'carrier',
      'invoiceEmails',
      'statementEmails',
      'taxBps',
      'currency',
      'language',
      'notes',
      'tags',
      'paymentLinksEnabled',
      'requirePaymentOnConfirm',
      'automaticInvoices',
      'poRequired',
      'financeChargeException',
      'remindersEnabled',
      'invoiceFooter',
      'mergedIntoId',
    ],
    lists: {
      shipTos: { part: 'ship-to', key: 'id', label: 'name', fields: ['name', 'address'] },
      contacts: { part: 'contact', key: 'id', label: 'name', fields: ['name', 'email', 'kind'] },
    },
  },
  products: {
    part: '',
    label: row => row.description,
    fields: [
      'code',
      'description',
      'category',
      'color',
      'grade',
      'soldBy',
      'unitType',
      'boxType',
      'bunchesPerBox',
      'stemsPerBunch',
      'priceAE4',
      'priceBE4',
      'priceCE4',
      'costE4',
      'taxClass',
      'active',
    ],
    lists: {},
  },
  companies: {
    part: '',
    label: row => row.name,
    fields: [
      'name',
      'timeZone',
      'currency',
      'language',
      'addressLines',
      'phone',
      'email',
      'ageBasis',
      'carriers',
      'paymentMethods',
      'creditReasons',
      'paymentsAccount',
      'linksEnabled',
      'linkBoxDefault',
      'linkHours',
      'orderChangePolicy',
      'closedThrough',
      'nsfFeeCents',
      'financeChargeBps',
      'financeChargeFromDays',
      'manualLinksEnabled',
      'automaticInvoiceHour',
      'payerPicksInvoices',
      'partialPayments',
      'partialMinimumCents',
      'remindersEnabled',
      'reminderDays',
      'reminderHour',
      'quietFromHour',
      'quietUntilHour',
      'mailsPerMinute',
    ],
    lists: {
      terms: { part: 'terms', key: 'code', label: 'name', fields: ['name', 'days'] },
      mailTemplates: {
        part: 'template',
        key: null,
        label: 'subject',
        fields: ['kind', 'language', 'subject', 'message'],
      },
      boxTypes: { part: 'box-type', key: 'code', label: 'name', fields: ['name', 'fuelCents'] },
      charges: {
        part: 'charge-type',
        key: 'id',
        label: 'label',
        fields: ['label', 'kind', 'rateBps', 'amountCents', 'onNewOrders'],
      },
    },
  },
  users: {
    part: '',
    label: row => row.name,
    fields: ['name', 'login', 'roles', 'active', 'manageOwnCustomers', 'language'],
    lists: {},
  },
  mails: {
    part: 'mail',
    label: row => row.recipient,
    fields: ['kind', 'subject', 'state', 'lastError'],
    lists: {},
  },
  payment_links: {
    part: 'link',
    label: row => row.tokenLast4,
    fields: ['state', 'askedCents', 'sentTo', 'tryOutcome'],
    lists: {},
  },
  tasks: { part: 'task', label: row => row.kind, fields: ['state'], lists: {} },
}

const FIGURES: ReadonlySet<string> = new Set(['totalCents', 'openCents', 'unappliedCents', 'returnedCents'])

/** True for figures that follow from other rows or fields and are cached: told last, as what came of the rest. */
export function isFigure(change: AuditChange): boolean {
  return (
    change.kind === 'changed' && (change.part === '' || change.part === 'line') && FIGURES.has(change.field)
  )
}

/** A table's definition with its row type opened; null when its rows are never told. */
export function auditedOf(table: TableName): Audited<AnyRow> | null {
  return (AUDITED[table] as unknown as Audited<AnyRow> | undefined) ?? null
}
