import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { FoundDocument } from '../../../../shared/protocol/find-asks.ts'
import { type FindPlace, findPlaces } from './find-places.ts'
import type { QueryContext } from './query-context.ts'

/** As many rows of an index are looked at: what more begins so is found by typing on. */
const LOOKED_AT = 200
/** Fewer signs than these begin too many references to be worth a look. */
const FEWEST_SIGNS = 3

/**
 * `documents.find`: orders, and with the right to see them invoices, payments and credits, by the beginning of their
 * number; with `references` by the beginning of a PO number, reference, check or wire number, too. What is exactly as
 * typed comes first. Each place is a range of an index and only its beginning is read, so that an exact match is always
 * among them, however many begin so.
 */
export function documentsFind(
  sales: QueryContext,
  receivables: QueryContext | null,
  { number, references, limit }: ParsedInput<'documents.find'>,
): FoundDocument[] {
  const kinds = new Map<FoundDocument['kind'], Map<string, FoundDocument>>()
  for (const place of findPlaces) {
    if (place.by === 'reference' && (!references || number.length < FEWEST_SIGNS)) continue
    const q = place.kind === 'order' ? sales : receivables
    if (!q) continue
    const found = kinds.get(place.kind) ?? new Map<string, FoundDocument>()
    for (const hit of readPlace(q, place, number, limit)) {
      const before = found.get(hit.id)
      if (!before || nearness(hit, number) < nearness(before, number)) found.set(hit.id, hit)
    }
    kinds.set(place.kind, found)
  }
  return [...kinds.values()].flatMap(found =>
    [...found.values()].toSorted((a, b) => nearness(a, number) - nearness(b, number)).slice(0, limit),
  )
}

/** The number as typed, then such a reference, then numbers that begin so, then references that do. */
function nearness({ number, reference }: FoundDocument, typed: string): number {
  if (reference === '') return number === typed ? 0 : 2
  return reference.toLowerCase() === typed.toLowerCase() ? 1 : 3
}

function readPlace(q: QueryContext, place: FindPlace, typed: string, limit: number): FoundDocument[] {
  const order =
    place.by === 'number'
      ? 'ORDER BY length(d.number), d.number'
      : 'ORDER BY f.reference COLLATE NOCASE, f.at DESC'
  return q
    .sql(
      `SELECT '${place.kind}' AS kind, d.id, d.number, coalesce(c.name, '') AS customerName, ${place.cents} AS cents,
         ${place.by === 'number' ? "''" : 'f.reference'} AS reference
       FROM (${place.begins} LIMIT ${LOOKED_AT}) f CROSS JOIN ${place.table} d ON d.id = f.id
       LEFT JOIN customers c ON c.id = d.customerId
       WHERE @ownerId IS NULL OR c.salespersonId = @ownerId ${order} LIMIT @limit`,
    )
    .all({ first: typed, last: `${typed}\u{10FFFF}`, limit, ownerId: q.ownerId }) as FoundDocument[]
}
