import { z } from 'zod'
import { businessDate, id, note, positiveCents, quantity, requiredLine } from '../../lib/parse.ts'

/** The most lines of one credit: as many as an order may have, and some of its own. */
const MAX_CREDIT_LINES = 1000

/** What a credit says, as it is typed: `lineId` names a line of the invoice's order, null a line of its own words. */
export const CREDIT_CONTENT = {
  /** One of the company's reasons, or words of one's own. */
  reason: requiredLine(80),
  creditedOn: businessDate,
  lines: z
    .array(
      z.strictObject({
        lineId: id.nullable(),
        description: requiredLine(300),
        amountCents: positiveCents,
        /** How many of the line's units, where that is how the amount came about; absent for an amount typed alone. */
        quantity: quantity(9_999_999).min(1).optional(),
      }),
    )
    .min(1)
    .max(MAX_CREDIT_LINES),
  note: note(4000),
}
