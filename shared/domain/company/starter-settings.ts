import type { CompanyRow } from './company-row.ts'

/** What a new company starts with until someone changes it: a flower wholesaler's usual lists. */
export const STARTER_SETTINGS: Pick<
  CompanyRow,
  | 'ageBasis'
  | 'terms'
  | 'boxTypes'
  | 'carriers'
  | 'paymentMethods'
  | 'paymentsAccount'
  | 'linksEnabled'
  | 'linkBoxDefault'
  | 'manualLinksEnabled'
  | 'linkHours'
  | 'charges'
  | 'creditReasons'
  | 'orderChangePolicy'
  | 'closedThrough'
  | 'nsfFeeCents'
  | 'financeChargeBps'
  | 'financeChargeFromDays'
  | 'automaticInvoiceHour'
  | 'payerPicksInvoices'
  | 'partialPayments'
  | 'partialMinimumCents'
  | 'mailTemplates'
  | 'logo'
  | 'remindersEnabled'
  | 'reminderDays'
  | 'reminderHour'
  | 'quietFromHour'
  | 'quietUntilHour'
  | 'mailsPerMinute'
> = {
  ageBasis: 'invoice-date',
  terms: [
    { code: 'NET30', name: 'Net 30', days: 30 },
    { code: 'NET15', name: 'Net 15', days: 15 },
    { code: 'NET7', name: 'Net 7', days: 7 },
    { code: 'COD', name: 'COD', days: 0 },
    { code: 'PREPAY', name: 'Prepay', days: 0 },
    { code: 'PIA', name: 'Paid in advance', days: 0 },
  ],
  boxTypes: [
    { code: 'FB', name: 'Full box', fuelCents: 0 },
    { code: 'HB', name: 'Half box', fuelCents: 0 },
    { code: 'QB', name: 'Quarter box', fuelCents: 0 },
    { code: 'EB', name: 'Eighth box', fuelCents: 0 },
  ],
  carriers: ['Pick up', 'Own truck'],
  paymentMethods: ['Check', 'Cash', 'Wire', 'Credit memo', 'Other'],
  paymentsAccount: null,
  linksEnabled: true,
  linkBoxDefault: true,
  manualLinksEnabled: true,
  linkHours: 24,
  charges: [
    { id: 'fuel', label: 'Fuel surcharge', kind: 'fuel', rateBps: 0, amountCents: 0, onNewOrders: true },
    { id: 'delivery', label: 'Delivery', kind: 'fixed', rateBps: 0, amountCents: 2500, onNewOrders: false },
    { id: 'handling', label: 'Handling', kind: 'percent', rateBps: 200, amountCents: 0, onNewOrders: false },
  ],
  creditReasons: ['Damaged', 'Short shipped', 'Wrong variety', 'Late delivery', 'Price correction', 'Other'],
  orderChangePolicy: 'not-sales',
  closedThrough: null,
  nsfFeeCents: 3500,
  financeChargeBps: 150,
  financeChargeFromDays: 61,
  automaticInvoiceHour: 18,
  payerPicksInvoices: false,
  partialPayments: false,
  partialMinimumCents: 50_00,
  mailTemplates: [],
  logo: '',
  remindersEnabled: false,
  reminderDays: [-3, 0, 7, 14],
  reminderHour: 9,
  quietFromHour: 20,
  quietUntilHour: 7,
  mailsPerMinute: 60,
}
