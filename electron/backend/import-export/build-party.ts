import { createHash } from 'node:crypto'
import { CUSTOMER_ADVANCED_DEFAULTS } from '../../../shared/domain/customer/customer-fields.ts'
import { fold } from '../../../shared/domain/fold.ts'
import type { ImportedRows } from '../../../shared/domain/import/import-rows.ts'
import { emailAddress } from '../../../shared/lib/parse.ts'
import type { CellReader } from './cell-reader.ts'
import type { KnownHere } from './known-here.ts'

/** A customer as a row of a file has it; what it does not say is as it would be on the form for a new one. */
export function buildCustomer(cells: CellReader, known: KnownHere): ImportedRows['customers'] {
  const { company } = known
  const name = cells.text('name')
  const invoiceEmails = addresses(cells, 'invoiceEmails')
  const contactName = cells.text('contactName')
  return {
    code: cells.text('code') || codeOf(name),
    name,
    type: cells.text('type'),
    active: cells.flag('active', true),
    phone: cells.text('phone').replace(/^phone:\s*/i, ''),
    billingAddress: {
      line1: cells.text('line1'),
      line2: cells.text('line2'),
      city: cells.text('city'),
      region: cells.text('region'),
      postalCode: cells.text('postalCode'),
      country: cells.text('country'),
    },
    shipTos: [],
    contacts:
      contactName === ''
        ? []
        : [{ id: 'contact', name: contactName, email: invoiceEmails[0] ?? '', kind: 'none' }],
    termsCode: termsOf(cells, known) || company.terms[0]?.code || '',
    paymentMethod: cells.text('paymentMethod'),
    creditLimitCents: cells.amount('creditLimit', 2),
    creditHold: false,
    salespersonId: salespersonOf(cells, known),
    priceLevel: cells.choice('priceLevel', { A: [], B: [], C: [] }, 'A'),
    carrier: cells.text('carrier'),
    invoiceEmails,
    statementEmails: addresses(cells, 'statementEmails'),
    taxBps: (cells.amount('taxPercent', 3) ?? 0) / 10,
    currency: company.currency,
    language: cells.choice(
      'language',
      { en: ['english', 'ingles'], es: ['spanish', 'espanol'] },
      company.language,
    ),
    notes: cells.lines('notes'),
    tags: cells
      .text('tags')
      .split(/[,;]/)
      .map(tag => tag.trim())
      .filter(tag => tag !== ''),
    ...CUSTOMER_ADVANCED_DEFAULTS,
  }
}

/** A product as a row of a file has it. */
export function buildProduct(cells: CellReader): ImportedRows['products'] {
  return {
    code: cells.text('code'),
    description: cells.text('description'),
    category: cells.text('category'),
    color: cells.text('color'),
    grade: cells.text('grade'),
    soldBy: cells.choice(
      'soldBy',
      {
        box: ['boxes', 'caja', 'cajas'],
        unit: ['units', 'unidad', 'unidades'],
        'hard-good': ['hard good', 'hard goods', 'insumo', 'insumos'],
      },
      'box',
    ),
    unitType: cells.choice(
      'unitType',
      {
        stem: ['stems', 'tallo', 'tallos', 'st', 'piece', 'each', 'ea', 'pieza'],
        bunch: ['bunches', 'bu', 'ramo', 'ramos'],
      },
      'stem',
    ),
    boxType: cells.text('boxType'),
    bunchesPerBox: cells.amount('bunchesPerBox', 0) ?? 0,
    stemsPerBunch: cells.amount('stemsPerBunch', 0) ?? 0,
    priceAE4: cells.amount('priceA', 4) ?? 0,
    priceBE4: cells.amount('priceB', 4) ?? 0,
    priceCE4: cells.amount('priceC', 4) ?? 0,
    costE4: cells.amount('cost', 4) ?? 0,
    taxClass: cells.flag('taxable', true) ? 'standard' : 'exempt',
    active: cells.flag('active', true),
  }
}

/** The code of terms, found by code or name; empty when the cell is. Unknown ones are noted. */
export function termsOf(cells: CellReader, known: KnownHere): string {
  const text = cells.text('terms')
  if (text === '') return ''
  const wanted = termsKey(text)
  const terms = known.company.terms.find(
    one => termsKey(one.code) === wanted || termsKey(one.name) === wanted,
  )
  if (terms) return terms.code
  cells.note('terms', 'unknown-terms', known.company.terms.map(one => one.code).join(', '))
  return ''
}

// `Net 30`, `NET30` and `net-30` are one; QuickBooks says `Due on receipt` for what is paid on delivery.
function termsKey(text: string): string {
  const key = fold(text).replace(/[^a-z0-9%]/g, '')
  return key === 'dueonreceipt' || key === 'alrecibir' ? 'cod' : key
}

function salespersonOf(cells: CellReader, known: KnownHere): string | null {
  const text = fold(cells.text('salesperson'))
  if (text === '') return null
  const initials = (name: string) =>
    fold(name)
      .split(' ')
      .map(word => word[0])
      .join('')
  const user =
    known.users.find(one => fold(one.name) === text || fold(one.login) === text) ??
    known.users.find(one => initials(one.name) === text)
  if (!user) cells.note('salesperson', 'unknown-person')
  return user?.id ?? null
}

function addresses(cells: CellReader, field: string): string[] {
  const found = cells
    .text(field)
    .split(/[;,\s]+/)
    .filter(text => text !== '')
  const wrong = found.find(text => !emailAddress.safeParse(text).success)
  if (wrong !== undefined) cells.note(field, 'not-email', wrong)
  return [...new Set(found)]
}

/** A code for a customer whose file has none: the same name gives the same code, here and tomorrow. */
function codeOf(name: string): string {
  const bare = fold(name)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  if (bare.length > 0 && bare.length <= 20) return bare
  const hash = createHash('sha256').update(fold(name)).digest('hex').slice(0, 5).toUpperCase()
  return name === '' ? '' : `${bare.slice(0, 14).replace(/-$/, '')}-${hash}`
}
