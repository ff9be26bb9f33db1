import { isRefusal } from '../../../shared/domain/changes.ts'
import type { CommandName, PayloadOf } from '../../../shared/domain/commands.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { editApart, type OrderApart } from '../../../shared/domain/order/edit-apart.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { AskRefused } from '../../app/ask-client.ts'
import type { GivenPayload } from '../../app/give-command.ts'

/** A confirmed order as someone is changing it, until it is issued. Survives a reload. */
export interface RevisionDraft extends OrderApart {
  /** The revision it began from. */
  expectedRevision: number
  /** Of the deed that issues it: pressed twice it is one revision, changed in between it is another. */
  commandId: string
  /** What was issued under that id; absent while nothing was. */
  issued?: string
}

/** What an order that is being changed is kept in: edits stay here until it is issued. */
export interface RevisionBook {
  give<N extends CommandName>(name: N, payload: GivenPayload<N>): Promise<void>
  /** The command id to issue this revision under: the last one's when it is the same in every word. */
  deedOf(payload: GivenPayload<'order.revise'>): string
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

  function keep(changed: RevisionDraft): void {
    draft = changed
    ports.keep(draft)
  }

  return {
    async give(name, payload) {
      const given = { commandId: ports.newId(), at: ports.now() }
      const known = { company, customer: from.customer }
      const edited = editApart(draft, name, payload as PayloadOf<CommandName>, known, given)
      if (isRefusal(edited)) throw new AskRefused(edited)
      keep({ ...draft, ...edited })
    },
    deedOf(payload) {
      const issued = JSON.stringify(payload)
      const isAnother = draft.issued !== undefined && draft.issued !== issued
      keep({ ...draft, issued, commandId: isAnother ? ports.newId() : draft.commandId })
      return draft.commandId
    },
    view: () => ({ ...from, order: draft.order, lines: draft.lines, unsent: false }),
    draft: () => draft,
  }
}
