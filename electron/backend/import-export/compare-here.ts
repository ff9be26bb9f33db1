import { fold } from '../../../shared/domain/fold.ts'
import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import type { ImportedRows } from '../../../shared/domain/import/import-rows.ts'
import type { CellReader } from './cell-reader.ts'
import { dayFieldOf } from './day-field.ts'
import type { KnownHere } from './known-here.ts'
import { textOf } from './sheet.ts'

/** What makes a row of a file the same as one that is here, and the column it stands in. */
export interface RowIdentity {
  claim: string
  field: 'code' | 'number'
}

/** The code or number of a row, as only one row may hold it. */
export function identityOf(kind: ImportKind, values: ImportedRows[ImportKind]): RowIdentity {
  const { code, number } = values as { code?: string; number?: string }
  switch (kind) {
    case 'customers':
      return { claim: `customer.code:${fold(code!)}`, field: 'code' }
    case 'products':
      return { claim: `product.code:${fold(code!)}`, field: 'code' }
    case 'invoices':
      return { claim: `no:INV:${number}`, field: 'number' }
    case 'credits':
      return { claim: `no:CR:${number}`, field: 'number' }
    case 'payments':
      return { claim: `no:PAY:${number}`, field: 'number' }
  }
}

/**
 * Whether a row is new, here already, or has the code or number of something else, which is noted at its cells. It is the
 * same only where nothing would be lost by not adding it: a party by its name, a document by what it is, was or came in as.
 */
export function compareHere(
  kind: ImportKind,
  cells: CellReader,
  values: ImportedRows[ImportKind],
  known: KnownHere,
): 'new' | 'here' | 'other' {
  const { claim, field } = identityOf(kind, values)
  if (kind === 'customers' || kind === 'products') {
    const party = known.party(claim, kind)
    if (!party) return 'new'
    const [named, name] =
      kind === 'customers'
        ? ['name', (values as ImportedRows['customers']).name]
        : ['description', (values as ImportedRows['products']).description]
    const isSame = fold(name!) === fold(party.name)
    cells.note(isSame ? field : named!, isSame ? 'here-already' : 'differs-here', party.name)
    return isSame ? 'here' : 'other'
  }
  const held = known.document(claim, kind)
  if (!held) return 'new'
  const document = values as DocumentValues
  if (held.customerId !== document.customerId) {
    cells.note(field, 'number-used', document.number)
    return 'other'
  }
  const before = cells.problems.length
  const day = dayFieldOf(kind)!
  if (!held.openCents.includes(document.openCents))
    cells.note('open', 'differs-here', amount(held.openCents[0] ?? 0))
  if (document.totalCents !== undefined && differs(cells, 'total', document.totalCents, held.totalCents))
    cells.note('total', 'differs-here', amount(held.totalCents[0]!))
  if (!held.days.includes(document[day]!)) cells.note(day, 'differs-here', held.days[0])
  if (document.dueOn !== undefined && differs(cells, 'dueOn', document.dueOn, held.dueDays))
    cells.note('dueOn', 'differs-here', held.dueDays[0])
  if (cells.problems.length > before) return 'other'
  cells.note(field, 'here-already', document.number)
  return 'here'
}

/** Notes why a document that is not here can't be of its day: its period is closed, or it is money of a day to come. True when it can't. */
export function noteDay(kind: ImportKind, cells: CellReader, { company, today }: KnownHere): boolean {
  const day = dayFieldOf(kind)
  const on = day === null ? null : cells.date(day)
  if (day === null || on === null) return false
  if (company.closedThrough !== null && on <= company.closedThrough) {
    cells.note(day, 'period-closed', company.closedThrough)
    return true
  }
  // As where money and credits are entered by hand. An invoice may be issued for a day to come.
  if (kind === 'invoices' || on <= today) return false
  cells.note(day, 'day-to-come', on)
  return true
}

interface DocumentValues {
  number: string
  customerId: string
  openCents: number
  totalCents?: number
  dueOn?: string
  issuedOn?: string
  creditedOn?: string
  receivedOn?: string
}

// What a file does not say was made up from the rest of the row: only what it says can differ.
function differs<T>(cells: CellReader, field: string, said: T, here: readonly T[]): boolean {
  return here.length > 0 && textOf(cells.raw(field)) !== '' && !here.includes(said)
}

function amount(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
