import type { Context } from 'hono'
import { z } from 'zod'
import { PROTOCOL } from '../../shared/protocol/version.ts'
import { ProblemError } from './problem.ts'
import { parse, readJson } from './read-body.ts'

const spoken = z.looseObject({ protocol: z.int() })

/**
 * The body of a request that names its protocol. The number is looked at first: what another protocol sends need not fit
 * this one's schema. Throws busy for a desktop newer than this relay, which has to wait until it is updated, and
 * update-required for one older than `oldest`. Commands are taken from every desktop ever shipped.
 */
export async function readSpoken<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  maxBytes: number,
  oldest = 1,
): Promise<z.output<Schema>> {
  const body = await readJson(c, maxBytes)
  const { protocol } = parse(spoken, body)
  if (protocol > PROTOCOL) {
    // Not 503: anyone can name a protocol, and a relay that answers 5xx is taken for one that is down.
    throw new ProblemError('busy', `This relay speaks protocol ${PROTOCOL}, the desktop ${protocol}.`, {
      status: 409,
    })
  }
  if (protocol < 1) throw new ProblemError('invalid', 'protocol: no such version', { field: 'protocol' })
  if (protocol < oldest) {
    throw new ProblemError(
      'update-required',
      'This Florin is too old to receive changes. What is entered in it still arrives. Update it, then start it again.',
    )
  }
  return parse(schema, body)
}
