import type { BookInvoice, BookRevision } from './customer-books.ts'

/** The total an invoice had on a day: that of the newest revision in force, the first one's from its issue on. */
export function invoiceTotalOn(
  invoice: Pick<BookInvoice, 'issuedOn' | 'totalCents'>,
  revisions: readonly BookRevision[],
  on: string,
): number {
  return revisionOn(invoice, revisions, on)?.totalCents ?? invoice.totalCents
}

/** The newest revision in force on a day, the first one before; null where none is known. */
export function revisionOn(
  invoice: Pick<BookInvoice, 'issuedOn'>,
  revisions: readonly BookRevision[],
  on: string,
): BookRevision | null {
  let inForce: BookRevision | null = null
  let first: BookRevision | null = null
  for (const revision of revisions) {
    if (first === null || revision.revision < first.revision) first = revision
    if (forceFrom(invoice, revision) > on) continue
    if (inForce === null || revision.revision > inForce.revision) inForce = revision
  }
  return inForce ?? first
}

/** The days on which a revision came into force after the invoice was issued, each once, in their order. */
export function revisionDays(
  invoice: Pick<BookInvoice, 'issuedOn'>,
  revisions: readonly BookRevision[],
): string[] {
  const days = new Set(revisions.map(revision => forceFrom(invoice, revision)))
  return [...days].filter(day => day > invoice.issuedOn).toSorted()
}

function forceFrom({ issuedOn }: Pick<BookInvoice, 'issuedOn'>, { effectiveOn }: BookRevision): string {
  return effectiveOn > issuedOn ? effectiveOn : issuedOn
}
