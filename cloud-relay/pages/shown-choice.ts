import type { AskedInvoice } from '../links/ask.ts'
import {
  type Choice,
  type ChoiceRefusal,
  choose,
  leastPayable,
  mayPick,
  pickText,
  readPicks,
} from '../links/choose.ts'
import type { LinkPage } from '../links/page-state.ts'
import type { PageFormats } from './page-formats.ts'
import type { PageSetting } from './page-setting.ts'
import { readAmount } from './read-amount.ts'
import type { PageForm } from './read-request.ts'

/** A payer's choice as a page shows it. */
export interface ShownChoice {
  /** Whether invoices have boxes. */
  mayPick: boolean
  picked: ReadonlySet<string>
  /** What the amount field holds. */
  typed: string
  /** Why Pay can charge nothing; null where it can. */
  wrong: ChoiceRefusal | 'no-amount' | null
  /** What Pay would charge, where it can, and what is open on the invoices picked. */
  amountCents: number
  openCents: number
  /** The least that may be paid; null where payments in part are off. */
  leastCents: number | null
}

/** A form's choice, and the amount it was shown; null where what was typed is no amount. */
export function readChoice(form: PageForm, { typing }: PageFormats): Choice | null {
  const typed = form.amount.trim()
  const amountCents = typed === '' ? null : readAmount(typed, typing.decimal, typing.digits)
  if (typed !== '' && amountCents === null) return null
  return {
    picks: form.choosing === '1' ? readPicks(form.pick) : null,
    amountCents,
    shownCents: /^\d{1,12}$/.test(form.shown) ? Number(form.shown) : -1,
  }
}

/** What to show for a choice that came with a form; without one, all that can be paid now. */
export function shownChoice(
  { ask, held }: Pick<LinkPage, 'ask' | 'held'>,
  formats: PageFormats,
  form: PageForm | null = null,
): ShownChoice {
  const free = ask.invoices.filter(each => each.dueCents > 0 && !held.has(each.row.id))
  const isChoice = mayPick(ask)
  const wanted = isChoice && form?.choosing === '1' ? new Set(idsOf(form)) : null
  const picked = wanted === null ? free : free.filter(each => wanted.has(each.row.id))
  const openCents = sumOf(picked)
  const picks = isChoice ? readPicks(picked.map(pickText)) : null
  const choice = form && readChoice(form, formats)
  const chosen = choose(ask, { picks, amountCents: choice?.amountCents ?? null, shownCents: 0 })
  const refused = 'refused' in chosen ? chosen.refused : null
  const isNoAmount = form !== null && choice === null && refused !== 'nothing-picked'
  return {
    mayPick: isChoice,
    picked: new Set(picked.map(each => each.row.id)),
    typed: form?.amount.trim() ?? '',
    wrong: isNoAmount ? 'no-amount' : refused,
    amountCents: 'refused' in chosen ? openCents : chosen.amountCents,
    openCents,
    leastCents:
      leastPayable(ask.company, sumOf(free)) < sumOf(free) ? leastPayable(ask.company, sumOf(free)) : null,
  }
}

/** What a payer is told whose choice can't be charged; empty for one that can. */
export function wrongText(
  { wrong, openCents, leastCents }: Pick<ShownChoice, 'wrong' | 'openCents' | 'leastCents'>,
  { words, formats }: Pick<PageSetting, 'words' | 'formats'>,
): string {
  if (wrong === null) return ''
  if (wrong === 'no-amount') return words.noAmount
  if (wrong === 'nothing-picked') return words.nothingPicked
  if (wrong === 'above-open') return words.aboveOpen(formats.money(openCents))
  return words.belowMinimum(formats.money(Math.min(openCents, leastCents ?? openCents)))
}

function idsOf(form: PageForm): string[] {
  return readPicks(form.pick).map(each => each.invoiceId)
}

function sumOf(invoices: readonly AskedInvoice[]): number {
  return invoices.reduce((sum, each) => sum + each.dueCents, 0)
}
