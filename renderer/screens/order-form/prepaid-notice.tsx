import { formatMoney } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import type { PrepaidNote } from './pay-stage.ts'

/** Tells of the customer's unapplied money before more is taken; nothing where there is none. */
export function PrepaidNotice({ note, currency }: { note: PrepaidNote; currency: string }) {
  const w = useWords().phone
  if (note.use === 'none') return null
  return <p className="florin-mute">{w.prepaid[note.use](formatMoney(note.cents, currency))}</p>
}
