import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import {
  accept,
  type CommandContext,
  defineCommand,
  put,
  type ReadSoFar,
  reject,
  type Write,
} from '../command.ts'
import { type Read, row, type View } from '../view.ts'
import type { ImportKind } from './import-row.ts'
import { MAX_CHUNK_ROWS } from './import-rows.ts'
import { keptReads, whyKept } from './why-kept.ts'

/**
 * Takes back what one chunk added and nobody has used since: documents are voided and give their number free, customers
 * and products go. What stays is kept in the chunk, so that it can be undone later. `inUseIds` are rows whose use only the
 * desktop can see: products on orders.
 */
export const undoImportChunk = keepingBalances(
  defineCommand({
    name: 'import.undo-chunk',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'setup',
    payload: z.strictObject({
      importId: id,
      chunkId: id,
      undoneOn: businessDate,
      inUseIds: z.array(id).max(MAX_CHUNK_ROWS),
    }),
    reads(p, view) {
      const reads: Read[] = [row('imports', p.importId), row('import_chunks', p.chunkId)]
      const kind = view.get('imports', p.importId)?.kind
      if (!kind) return reads
      const added = view.get('import_chunks', p.chunkId)?.addedIds ?? []
      return [...reads, ...added.flatMap(one => keptReads(kind, one, view))]
    },
    decide(p, view, context) {
      const started = view.get('imports', p.importId)
      const chunk = view.get('import_chunks', p.chunkId)
      if (!started || chunk?.importId !== p.importId) return reject('unknown-import')
      if (chunk.addedIds.length === 0) return accept([])
      const inUse = new Set(p.inUseIds)
      const writes: Write[] = []
      const kept: string[] = []
      for (const one of chunk.addedIds) {
        if (inUse.has(one) || whyKept(started.kind, one, view)) kept.push(one)
        else writes.push(...takenBack(started.kind, one, p.undoneOn, view, context))
      }
      const state = kept.length === 0 ? 'undone' : 'added'
      return accept([...writes, put('import_chunks', { ...chunk, addedIds: kept, state })])
    },
  }),
  (p, view) => customersOf(p, view),
)

function customersOf(
  p: { importId: string; chunkId: string },
  view: Pick<ReadSoFar, 'get'>,
): (string | undefined)[] {
  const kind = view.get('imports', p.importId)?.kind
  const table =
    kind === 'invoices' ? 'invoices' : kind === 'credits' || kind === 'payments' ? 'payments' : null
  if (!table) return []
  const added = view.get('import_chunks', p.chunkId)?.addedIds ?? []
  return added.map(one => view.get(table, one)?.customerId)
}

function takenBack(
  kind: ImportKind,
  id: string,
  undoneOn: string,
  view: View,
  context: CommandContext,
): Write[] {
  if (kind === 'customers') {
    const gone: Write[] = []
    if (view.get('customers', id)) gone.push({ table: 'customers', deletedId: id })
    if (view.get('customer_balances', id)) gone.push({ table: 'customer_balances', deletedId: id })
    return gone
  }
  if (kind === 'products') return view.get('products', id) ? [{ table: 'products', deletedId: id }] : []
  if (kind === 'invoices') {
    const invoice = view.get('invoices', id)
    if (!invoice || invoice.status === 'void') return []
    const number = freed(invoice)
    return [put('invoices', { ...invoice, number, status: 'void', openCents: 0, voidedOn: undoneOn })]
  }
  const entry = view.get('payments', id)
  if (!entry || entry.status === 'void') return []
  const number = freed(entry)
  const voided = { ...entry, number, status: 'void' as const, unappliedCents: 0, voidedOn: undoneOn }
  const writes: Write[] = [put('payments', voided)]
  const paper = entry.creditId === null ? null : view.get('credits', entry.creditId)
  if (paper) {
    const steps = [...paper.steps, { status: 'rejected' as const, by: context.by, at: context.at, note: '' }]
    writes.push(put('credits', { ...paper, number, status: 'rejected', steps }))
  }
  return writes
}

// Nobody holds a number with an id in it, so the file can come in again under its own.
function freed({ number, id }: { number: string; id: string }): string {
  return `${number}-${id.slice(-8)}`
}
