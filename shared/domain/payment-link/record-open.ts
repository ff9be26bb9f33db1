import { z } from 'zod'
import { id, instant } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { row } from '../view.ts'

const HOUR_MS = 3_600_000

/** A person opened the link: its clock starts, once. */
export const recordOpen = defineCommand({
  name: 'link.record-open',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ linkId: id, openedAt: instant }),
  reads: p => [row('payment_links', p.linkId), row('companies', COMPANY_ROW)],
  decide(p, view) {
    const link = view.get('payment_links', p.linkId)
    if (!link || link.openedAt !== null) return accept([])
    const activeUntilAt = p.openedAt + (companyOf(view)?.linkHours ?? 24) * HOUR_MS
    const started = link.state === 'paid' || link.state === 'revoked' ? link.state : 'opened'
    return accept([put('payment_links', { ...link, state: started, openedAt: p.openedAt, activeUntilAt })])
  },
})
