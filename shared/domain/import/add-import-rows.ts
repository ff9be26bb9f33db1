import { keepingBalances } from '../balance/keeping-balances.ts'
import { isRefusal } from '../changes.ts'
import { accept, defineCommand, put, reject, type Write } from '../command.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import { keptCustomerId } from '../customer/kept-customer.ts'
import { IMPORTED } from '../derived-ids.ts'
import { refuse } from '../rejections.ts'
import { claim, row } from '../view.ts'
import { customerAdder } from './customer-adder.ts'
import { creditAdder, paymentAdder } from './entry-adders.ts'
import { importChunk } from './import-rows.ts'
import { invoiceAdder } from './invoice-adder.ts'
import { productAdder } from './product-adder.ts'
import type { RowAdder } from './row-adder.ts'

const ADDERS: Record<string, RowAdder<never>> = {
  customers: customerAdder,
  products: productAdder,
  invoices: invoiceAdder,
  credits: creditAdder,
  payments: paymentAdder,
}

/** How many records one row may make. */
const PER_ROW = 4

/**
 * Brings some rows of a file in, all or none. A row that is here already, by its code or number, adds nothing and is
 * counted; so the same file twice adds nothing. What one command made is a chunk, by which it is undone.
 */
export const addImportRows = keepingBalances(
  defineCommand({
    name: 'import.add-rows',
    version: 3,
    class: 'request',
    by: 'user',
    permission: 'setup',
    payload: importChunk,
    reads(p, view) {
      const adder = ADDERS[p.kind]!
      return [
        row('companies', COMPANY_ROW),
        row('imports', p.importId),
        ...p.rows.flatMap(one => [claim(adder.claim(one as never)), ...adder.reads(one as never, view)]),
      ]
    },
    decide(p, view, context) {
      const started = view.get('imports', p.importId)
      if (!started || started.kind !== p.kind) return reject('unknown-import')
      if (started.state !== 'running') return reject('import-ended', { file: started.fileName })
      const adder = ADDERS[p.kind]!
      const writes: Write[] = []
      const addedIds: string[] = []
      const inChunk = new Map<string, string | null>()
      let knownCount = 0
      for (const [at, one] of (p.rows as never[]).entries()) {
        const held = adder.claim(one)
        const holder = view.holder(held)
        const named = adder.customerId(one)
        const customerId = named === null ? null : keptCustomerId(named, view)
        if (holder !== null || inChunk.has(held)) {
          const same = holder === null ? inChunk.get(held) === customerId : adder.isSame(one, holder, view)
          if (!same) return { refusal: refuse('number-used', { number: numberOf(one) }, `rows.${at}.number`) }
          knownCount++
          continue
        }
        inChunk.set(held, customerId)
        const added = adder.add(
          one,
          n => context.derive(IMPORTED.rows.first + at * PER_ROW + n),
          view,
          context,
        )
        if (isRefusal(added)) return { refusal: { ...added, field: `rows.${at}.${added.field}` } }
        addedIds.push(added.addedId)
        writes.push(...added.writes)
      }
      const { importId, position } = p
      const chunk = {
        id: context.derive(IMPORTED.chunk.first),
        importId,
        position,
        addedIds,
        knownCount,
        state: 'added' as const,
      }
      return accept([...writes, put('import_chunks', chunk)])
    },
  }),
  (p, view) =>
    (p.rows as never[]).map(one => {
      const customerId = ADDERS[p.kind]!.customerId(one)
      return customerId === null ? null : keptCustomerId(customerId, view)
    }),
)

function numberOf(one: { number?: string }): string {
  return one.number ?? ''
}
