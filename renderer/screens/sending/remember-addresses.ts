import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { notify } from '../../parts/notify.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { wordsNow } from '../../words/use-words.ts'

/** Saves addresses for invoices to a customer. The mail is on its way already: what goes wrong is told and stops nothing. */
export async function rememberAddresses(customerId: string, to: string[]): Promise<void> {
  try {
    const { customer } = await ask('customers.one', { customerId })
    const from = customer.invoiceEmails
    if (from.join() === to.join()) return
    await giveCommand('customer.change', { customerId, changes: { invoiceEmails: { from, to } } })
  } catch (failure) {
    const words = wordsNow()
    notify(words.email.notRemembered(errorSentence(failure, words)), { wrong: true })
  }
}
