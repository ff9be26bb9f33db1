import type { CommandName } from '../../../shared/domain/commands.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import type { GivenPayload } from '../../app/give-command.ts'
import type { OrderDraft, Trouble } from './order-draft.ts'

/** What an order form shows and keeps. */
export interface DeskState extends OrderDraft {
  /** The order as last read; null until then, and while it does not exist. */
  view: OrderView | null
  /** Changes on their way. */
  savingCount: number
  savedAt: number | null
  /** About the order as a whole. */
  trouble: Trouble | null
  /** The field someone is in: its text is never rewritten under their hands. */
  focusedKey: string | null
  /** The cell that wants the focus once it is drawn. */
  wantedFocus: string | null
}

/** How a form reaches the rest of the app. */
export interface DeskPorts {
  give<N extends CommandName>(name: N, payload: GivenPayload<N>): Promise<unknown>
  /** Reads the order anew. */
  load(orderId: string): Promise<OrderView>
  now(): number
  /** Keeps what is not saved where a reload finds it. */
  keep(draft: OrderDraft): void
}
