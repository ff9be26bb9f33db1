import type { JournalAccount } from '../../../shared/domain/collections/journal-entries.ts'
import type { EntryKind } from '../../../shared/domain/collections/ledger-entries.ts'
import type { CustomersEntry, JournalSpool } from './journal-spool.ts'
import { minorUnits } from './list-table.ts'

/** A journal on its way to a file, whatever the file is. */
export interface JournalFile {
  spool: JournalSpool
  /** What the bookkeeping calls each account. */
  accounts: Readonly<Record<JournalAccount, string>>
  language: 'en' | 'es'
  currency: string
}

/** 'YYYY-MM-DD' as QuickBooks reads it: 'MM/DD/YYYY'. */
export function monthFirst(on: string): string {
  const [year, month, day] = on.split('-')
  return `${month}/${day}/${year}`
}

/** An amount with a point and no separators, `-1234.50`. */
export function amountWriter(currency: string): (amountCents: number) => string {
  const { unit, digits } = minorUnits(currency)
  return amountCents => (amountCents / unit).toFixed(digits)
}

/** What an entry is, in words: `Invoice 10418, PO 77`. */
export function entryMemo({ kind, number, reference }: CustomersEntry, language: 'en' | 'es'): string {
  const what = `${WORDS[language][kind]} ${number}`
  return reference === '' ? what : `${what}, ${reference}`
}

const WORDS: Record<'en' | 'es', Record<EntryKind, string>> = {
  en: {
    invoice: 'Invoice',
    'invoice:opening': 'Open invoice taken over',
    'invoice:nsf-fee': 'Returned check fee',
    'invoice:finance-charge': 'Finance charge',
    revision: 'Change of invoice',
    'invoice-void': 'Void of invoice',
    credit: 'Credit',
    'credit-void': 'Void of credit',
    discount: 'Discount',
    'discount-back': 'Discount taken back',
    payment: 'Payment',
    'payment-void': 'Void of payment',
    refund: 'Refund',
    'refund-back': 'Refund not paid out',
    nsf: 'NSF',
    chargeback: 'Chargeback',
    applied: 'Applied',
    'credit-applied': 'Credit applied',
    released: 'Credit taken off',
  },
  es: {
    invoice: 'Factura',
    'invoice:opening': 'Factura pendiente de antes',
    'invoice:nsf-fee': 'Cargo por cheque devuelto',
    'invoice:finance-charge': 'Cargo financiero',
    revision: 'Cambio de factura',
    'invoice-void': 'Anulación de factura',
    credit: 'Crédito',
    'credit-void': 'Anulación de crédito',
    discount: 'Descuento',
    'discount-back': 'Descuento retirado',
    payment: 'Pago',
    'payment-void': 'Anulación de pago',
    refund: 'Reembolso',
    'refund-back': 'Reembolso no pagado',
    nsf: 'Cheque devuelto',
    chargeback: 'Contracargo',
    applied: 'Aplicado',
    'credit-applied': 'Crédito aplicado',
    released: 'Crédito retirado',
  },
}
