import { contextOf, type Write } from '../../../shared/domain/command.ts'
import { type CommandName, commandNamed } from '../../../shared/domain/commands.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { gather } from '../../../shared/domain/gather.ts'
import type { OrderLineRow, OrderRow } from '../../../shared/domain/order/order-row.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { Read } from '../../../shared/domain/view.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { AskRefused } from '../../app/ask-client.ts'
import type { GivenPayload } from '../../app/give-command.ts'

/** A confirmed order as someone is changing it, until it is issued. Survives a reload. */
export interface RevisionDraft {
  /** The revision it began from. */
  expectedRevision: number
  /** As changed so far; its status is a draft's, so that it is edited as one. */
  order: OrderRow
  lines: OrderLineRow[]
  /** One id however often it is issued: pressed twice it is one revision. */
  commandId: string
}

/** What an order that is being changed is kept in: edits are decided as the commands of a draft are, and stay here. */
export interface RevisionBook {
  give<N extends CommandName>(name: N, payload: GivenPayload<N>): Promise<void>
  view(): OrderView
  draft(): RevisionDraft
}

/** Begins to change a confirmed order, or goes on with what was kept. */
export function openRevisionBook(
  from: OrderView,
  company: CompanyRow,
  kept: RevisionDraft | null,
  ports: { newId(): string; now(): number; keep(draft: RevisionDraft): void },
): RevisionBook {
  let draft: RevisionDraft = kept ?? {
    expectedRevision: from.invoice?.revision ?? 1,
    order: { ...from.order, status: 'draft' },
    lines: from.lines,
    commandId: ports.newId(),
  }

  function answer(read: Read) {
    if (read.kind === 'claim') return null
    if (read.kind === 'rows') return read.table === 'order_lines' ? draft.lines : []
    if (read.table === 'orders') return draft.order
    if (read.table === 'order_lines') return draft.lines.find(line => line.id === read.id) ?? null
    if (read.table === 'companies') return company
    if (read.table === 'customers') return from.customer
    if (read.table !== 'customer_balances') return null
    return { id: read.id, openCents: 0, unappliedCents: 0, pendingCents: 0 }
  }

  function write(write: Write): void {
    if (!('row' in write))
      draft = { ...draft, lines: draft.lines.filter(line => line.id !== write.deletedId) }
    else if (write.table === 'orders') draft = { ...draft, order: write.row }
    else if (write.table === 'order_lines') {
      const { row } = write
      const known = draft.lines.some(line => line.id === row.id)
      const lines = known ? draft.lines.map(line => (line.id === row.id ? row : line)) : [...draft.lines, row]
      draft = { ...draft, lines: lines.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)) }
    }
  }

  return {
    async give(name, payload) {
      const command = commandNamed(name)
      const parsed = command?.payload.safeParse(payload)
      if (!command || !parsed?.success) throw new AskRefused(refuse('invalid'))
      const actor = { kind: 'relay' } as const
      const gathered = gather(command, parsed.data, actor, answer)
      const decision = command.decide(parsed.data, gathered, contextOf(ports.newId(), actor, ports.now()))
      if (decision.refusal) throw new AskRefused(decision.refusal)
      for (const written of decision.writes) write(written)
      ports.keep(draft)
    },
    view: () => ({ ...from, order: draft.order, lines: draft.lines, unsent: false }),
    draft: () => draft,
  }
}
