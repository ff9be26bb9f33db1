import { create } from 'zustand'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { newId } from '../../app/new-id.ts'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { onOtherUser } from '../../store/on-other-user.ts'
import { type OrderDesk, openOrderDesk } from './order-desk.ts'
import { emptyDraft, isSaved, type OrderDraft } from './order-draft.ts'
import { openRevisionBook, type RevisionBook, type RevisionDraft } from './revision-book.ts'

/** A confirmed order in the hands of someone who changes it. */
export interface Revising {
  desk: OrderDesk
  book: RevisionBook
}

const useRevisions = create<{ open: Record<string, Revising> }>(() => ({ open: {} }))
onOtherUser(() => useRevisions.setState({ open: {} }))

const bookKey = (orderId: string) => `revision.${orderId}`
const deskKey = (orderId: string) => `revision-edits.${orderId}`

/** The order as it is being changed; null while nobody changes it here. */
export function useRevising(orderId: string): Revising | null {
  return useRevisions(state => state.open[orderId] ?? null)
}

/** True when a change of this order was begun and neither issued nor given up. */
export function hasRevisionDraft(orderId: string): boolean {
  return readDraft(bookKey(orderId)) !== null
}

/** Opens a confirmed order for changing; goes on where a reload or a crash left off, else from `filled`. */
export function beginRevision(
  view: OrderView,
  company: CompanyRow,
  filled: RevisionDraft | null = null,
): void {
  const { id: orderId } = view.order
  if (useRevisions.getState().open[orderId]) return
  const kept = readDraft<RevisionDraft>(bookKey(orderId)) ?? filled
  const keepBook = (draft: RevisionDraft) => keepDraft(bookKey(orderId), draft)
  const book = openRevisionBook(view, company, kept, { newId, now: () => Date.now(), keep: keepBook })
  keepBook(book.draft())
  const edits = { ...emptyDraft(orderId, true), ...readDraft<OrderDraft>(deskKey(orderId)) }
  const desk = openOrderDesk(edits, {
    give: book.give,
    load: async () => book.view(),
    now: () => Date.now(),
    keep: draft => (isSaved(draft) ? dropDraft(deskKey(orderId)) : keepDraft(deskKey(orderId), draft)),
  })
  desk.see(book.view())
  useRevisions.setState(({ open }) => ({ open: { ...open, [orderId]: { desk, book } } }))
}

/** Ends changing an order: it was issued, or given up. */
export function endRevision(orderId: string): void {
  dropDraft(bookKey(orderId))
  dropDraft(deskKey(orderId))
  useRevisions.setState(({ open: { [orderId]: _, ...open } }) => ({ open }))
}
