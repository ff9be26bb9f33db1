import { showNotification } from '@mantine/notifications'
import { latestOf } from '../../../shared/lib/dates.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import { isWrongUse, spreadCredits, type UsedCredit, usedCents } from './credit-use.ts'
import type { CreditUse, OpenInvoice } from './payment-draft.ts'

const NONE: Readonly<Record<string, CreditUse>> = {}

/** A customer's open credits, where the chosen ones go, and what stays open on the invoices besides. */
export function useOpenCredits(
  customerId: string | null,
  chosen: Readonly<Record<string, CreditUse>> | undefined = NONE,
  open: readonly OpenInvoice[],
) {
  const words = useWords()
  const w = words.credits.open
  const asked = useAsk(
    'credits.open',
    { customerId: customerId ?? '' },
    { enabled: customerId !== null },
  ).data
  const credits = (customerId !== null && asked) || []
  const { used, invoices } = spreadCredits(chosen, credits, open)
  const isWrong = credits.some(credit => {
    const use = chosen[credit.paymentId]
    return use !== undefined && isWrongUse(use, credit)
  })

  /** Applies each chosen credit; one that is refused is told, and the others go. False where none went. */
  async function apply(on: string, customer: string, given: readonly UsedCredit[] = used): Promise<boolean> {
    const done: UsedCredit[] = []
    for (const each of given) {
      const { paymentId, kind, number, receivedOn } = each.credit
      try {
        const { applications } = each
        // No entry is older than its money.
        const appliedOn = latestOf(on, receivedOn)
        await giveCommand('payment.apply', { paymentId, appliedOn, applications })
        done.push(each)
      } catch (error) {
        const message = w.failed(w[kind](number), errorSentence(error, words))
        showNotification({ color: 'red', message, autoClose: false })
      }
    }
    const [first] = done
    if (!first) return false
    const amount = formatMoney(usedCents(done), first.credit.currency)
    showNotification({ message: w.applied(amount, customer) })
    return true
  }

  return { credits, used, invoices, isWrong, apply }
}
