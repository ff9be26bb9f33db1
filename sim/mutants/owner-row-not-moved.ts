import { COMMANDS } from '../../shared/domain/commands.ts'
import type { Mutant } from './mutant.ts'

export const ownerRowNotMoved: Mutant = {
  name: 'owner-row-not-moved',
  mistake: 'A received payment is applied to an invoice whose open balance stays as it was.',
  install() {
    const receive = COMMANDS['payment.receive']
    const { decide } = receive
    receive.decide = (payload, view, context) => {
      const decision = decide(payload, view, context)
      if (decision.refusal) return decision
      return { ...decision, writes: decision.writes.filter(({ table }) => table !== 'invoices') }
    }
  },
}
