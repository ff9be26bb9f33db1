import { NOT_ISSUED } from '../../shared/domain/payment-link/order-ask.ts'
import type { AskedInvoice } from './ask.ts'

/** Why a total is not what the payer saw. */
export type Change =
  | { kind: 'settled'; number: string; amountCents: number }
  | { kind: 'reopened'; number: string; amountCents: number }
  | { kind: 'withdrawn'; number: string }
  | { kind: 'updated'; number: string }
  /** An order that was to be paid ahead is an invoice now. */
  | { kind: 'issued'; number: string }

/** What a payer saw, in a form field: only for words about the change, so it needs no signature. */
export function seenAmounts(invoices: readonly AskedInvoice[]): string {
  return invoices.map(each => `${each.row.number}~${each.dueCents}~${each.row.revision}`).join('|')
}

/** What changed since `seen`, one entry per invoice that did. Text that makes no sense tells of no change. */
export function changesSince(seen: string, invoices: readonly AskedInvoice[]): Change[] {
  const before = new Map<string, { dueCents: number; revision: number }>()
  for (const entry of seen.slice(0, 8000).split('|')) {
    const [number = '', due = '', revision = ''] = entry.split('~')
    if (/^\d{1,12}$/.test(due) && /^\d{1,6}$/.test(revision)) {
      before.set(number, { dueCents: Number(due), revision: Number(revision) })
    }
  }
  const changes: Change[] = []
  for (const { row, dueCents } of invoices) {
    const was = before.get(row.number)
    if (was === undefined) continue
    const lower = was.dueCents - dueCents
    if (row.status === 'void' && lower > 0) changes.push({ kind: 'withdrawn', number: row.number })
    else if (was.revision === NOT_ISSUED && row.revision > was.revision)
      changes.push({ kind: 'issued', number: row.number })
    else if (row.revision !== was.revision) changes.push({ kind: 'updated', number: row.number })
    else if (lower > 0) changes.push({ kind: 'settled', number: row.number, amountCents: lower })
    else if (lower < 0) changes.push({ kind: 'reopened', number: row.number, amountCents: -lower })
  }
  return changes
}
