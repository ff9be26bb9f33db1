import type { ImportKind } from './import-row.ts'

/** How the cells of a field are read. `text` as it stands; `money` to cents, `price` to ten-thousandths, `percent` to tenths of basis points. */
export type ImportFieldType = 'text' | 'emails' | 'money' | 'price' | 'percent' | 'whole' | 'date' | 'flag'

export interface ImportField {
  readonly name: string
  readonly type: ImportFieldType
  /** Without a column for it, or with an empty cell, the row can't come in. */
  readonly required: boolean
}

const text = (name: string): ImportField => ({ name, type: 'text', required: false })
const of = (name: string, type: ImportFieldType): ImportField => ({ name, type, required: false })
const need = (name: string, type: ImportFieldType = 'text'): ImportField => ({ name, type, required: true })

/** What a file's columns may be, by what is imported, in the order of the mapping. */
export const IMPORT_FIELDS: { readonly [K in ImportKind]: readonly ImportField[] } = {
  customers: [
    text('code'),
    need('name'),
    text('type'),
    text('phone'),
    text('line1'),
    text('line2'),
    text('city'),
    text('region'),
    text('postalCode'),
    text('country'),
    text('contactName'),
    of('invoiceEmails', 'emails'),
    of('statementEmails', 'emails'),
    text('terms'),
    of('creditLimit', 'money'),
    text('paymentMethod'),
    text('salesperson'),
    text('priceLevel'),
    text('carrier'),
    of('taxPercent', 'percent'),
    text('language'),
    text('tags'),
    text('notes'),
    of('active', 'flag'),
  ],
  products: [
    need('code'),
    need('description'),
    text('category'),
    text('color'),
    text('grade'),
    text('soldBy'),
    text('unitType'),
    text('boxType'),
    of('bunchesPerBox', 'whole'),
    of('stemsPerBunch', 'whole'),
    of('priceA', 'price'),
    of('priceB', 'price'),
    of('priceC', 'price'),
    of('cost', 'price'),
    of('taxable', 'flag'),
    of('active', 'flag'),
  ],
  invoices: [
    need('number'),
    need('customer'),
    need('issuedOn', 'date'),
    of('dueOn', 'date'),
    of('total', 'money'),
    need('open', 'money'),
    text('poNumber'),
    text('terms'),
    text('documentType'),
  ],
  credits: [
    text('number'),
    need('customer'),
    need('creditedOn', 'date'),
    need('open', 'money'),
    of('total', 'money'),
    text('reason'),
    text('documentType'),
  ],
  payments: [
    text('number'),
    need('customer'),
    need('receivedOn', 'date'),
    need('open', 'money'),
    text('method'),
    text('reference'),
    text('note'),
    text('documentType'),
  ],
}
