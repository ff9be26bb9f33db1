import { z } from 'zod'

const count = z.int().min(0).max(1000)

/** What a test may have go wrong for one account; counts run down, times stay until they are set again. */
export const faultsSchema = z.strictObject({
  api: z
    .strictObject({
      /** The next n calls answer 500 and do nothing. */
      failNext: count.default(0),
      /** The next n calls do their work and answer 500. */
      failAfterNext: count.default(0),
      /** The next n calls do their work and the connection is cut. */
      loseAnswerNext: count.default(0),
      /** Every call waits this long first. */
      stallMs: z.int().min(0).max(600_000).default(0),
    })
    .prefault({}),
  webhooks: z
    .strictObject({
      /** The next n events are delivered twice. */
      duplicateNext: count.default(0),
      /** The next n events are never delivered. */
      dropNext: count.default(0),
      /** The next n events are overtaken by the event after them. */
      reorderNext: count.default(0),
      /** Every event waits this long. */
      delayMs: z
        .int()
        .min(0)
        .max(7 * 86_400_000)
        .default(0),
    })
    .prefault({}),
})

export type Faults = z.infer<typeof faultsSchema>
