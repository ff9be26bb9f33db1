import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { PageByPhone } from '../../../shared/protocol/order-asks.ts'
import type { PayEnd, PayPlan } from './pay-sequence.ts'

/** Why no card can be taken over the telephone now. */
export type PhoneHindrance = 'noAccount' | 'otherCurrency' | 'nothingDue' | 'notYours' | 'offline'

/** How a card page that was opened for the order stands; `unlisted`: this computer can't take it back yet. */
export type OpenPage = 'none' | 'unlisted' | 'open' | 'taking-back'

export interface PayFacts {
  order: Pick<OrderRow, 'status' | 'totalCents'>
  heldCents: number
  /** What was held for it when it was last seen as no confirmed or voided one. */
  heldBeforeCents: number
  /** What of its invoice is open; 0 without one. */
  openCents: number
  prepaidCents: number
  paysFirst: boolean
  /** The payment that was begun here and is not through. */
  kept: Pick<PayPlan, 'totalCents' | 'takenCents'> | null
  /** How the payment taken here went through. */
  through: Extract<PayEnd, { is: 'through' }> | null
  /** True while the order is being confirmed from here. */
  confirming: boolean
  /** A card by telephone was chosen, and whether its page was opened from this dialog. */
  byPhone: boolean
  isOpened: boolean
  page: OpenPage
  whyNot: PhoneHindrance | null
  /** The relay has the order as a pending one. */
  isSent: boolean
  /** What is held for the order, and which card pages are open for it, is known. */
  isKnown: boolean
}

/**
 * What is said of the customer's unapplied money: confirming leaves it, uses it before a payment taken now, uses it after a card that is
 * held, or needs nothing besides.
 */
export type PrepaidNote = { use: 'none' | 'left' | 'used' | 'afterCard' | 'enough'; cents: number }

export type PayStage =
  | {
      is: 'form'
      amountCents: number
      heldCents: number
      page: OpenPage
      prepaid: PrepaidNote
      /** Money can be taken; before it is known how the order stands, none. */
      mayTake: boolean
      byEnter: boolean
    }
  | {
      is: 'phone'
      leftCents: number
      heldCents: number
      /** A page that was opened from this dialog can be charged. */
      isOpened: boolean
      note: 'waiting' | 'blind' | 'sending' | PhoneHindrance | null
      mayOpen: boolean
      prepaid: PrepaidNote
    }
  | { is: 'held'; heldCents: number }
  /** The payment taken here is through, and not all of it went where it was meant to. */
  | { is: 'over'; overCents: number; openCents: number }
  /** Someone else confirmed or voided the order: what was held for it, and how much of that is on its invoice. */
  | {
      is: 'ended'
      status: 'confirmed' | 'voided'
      heldCents: number
      appliedCents: number
      openCents: number
      page: OpenPage
    }

/** What the dialog shows. A payment that was begun here goes before all else. Amounts in cents. */
export function payStage(facts: PayFacts): PayStage {
  const { order, heldCents, kept, through, page } = facts
  if (through) return { is: 'over', overCents: through.overCents, openCents: through.openCents }
  const leftCents = Math.max(0, order.totalCents - heldCents)
  const prepaid = prepaidNote(facts)
  if (kept) {
    const amountCents = kept.takenCents ?? kept.totalCents
    // A sequence that goes on looks again by itself.
    return { is: 'form', amountCents, heldCents: 0, page, prepaid: NO_NOTE, mayTake: true, byEnter: false }
  }
  if (facts.confirming) return { is: 'held', heldCents: facts.heldBeforeCents }
  if (order.status === 'confirmed' || order.status === 'voided') return endedStage(order.status, facts)
  if (heldCents > 0 && leftCents === 0) return { is: 'held', heldCents }
  if (!facts.byPhone) {
    const mayTake = facts.isKnown
    const byEnter = mayTake && page === 'none'
    return { is: 'form', amountCents: leftCents, heldCents, page, prepaid, mayTake, byEnter }
  }
  const isOpened = facts.isOpened && (page === 'open' || page === 'unlisted')
  const note = phoneNote({ ...facts, isOpened })
  return { is: 'phone', leftCents, heldCents, isOpened, note, mayOpen: !isOpened && note === null, prepaid }
}

function endedStage(status: 'confirmed' | 'voided', facts: PayFacts): PayStage {
  const heldCents = facts.heldBeforeCents
  // Confirming applies what is held before anything else.
  const appliedCents = status === 'confirmed' ? Math.min(heldCents, facts.order.totalCents) : 0
  return { is: 'ended', status, heldCents, appliedCents, openCents: facts.openCents, page: facts.page }
}

function phoneNote({ isOpened, whyNot, isSent }: PayFacts) {
  if (isOpened) return whyNot === 'offline' ? 'blind' : (whyNot ?? 'waiting')
  return whyNot ?? (isSent ? null : 'sending')
}

const NO_NOTE: PrepaidNote = { use: 'none', cents: 0 }

function prepaidNote({ order, heldCents, prepaidCents: cents, paysFirst, byPhone }: PayFacts): PrepaidNote {
  if (cents <= 0) return NO_NOTE
  if (!paysFirst) return { use: 'left', cents }
  if (heldCents + cents >= order.totalCents) return { use: 'enough', cents }
  return { use: byPhone ? 'afterCard' : 'used', cents }
}

/** How a card page stands, of those this computer knows of and the one that was opened here last. */
export function openPageOf(pages: readonly PageByPhone[], openedHere: string | null): OpenPage {
  if (pages.some(({ state }) => state === 'open')) return 'open'
  if (openedHere !== null && pages.every(({ linkId }) => linkId !== openedHere)) return 'unlisted'
  return pages.some(({ state }) => state === 'taking-back') ? 'taking-back' : 'none'
}
