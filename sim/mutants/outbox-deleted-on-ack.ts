import type { Mutant } from './mutant.ts'

const ACKNOWLEDGE = "UPDATE outbox SET ackedAt = ? WHERE id = ? AND status = 'queued'"

export const outboxDeletedOnAck: Mutant = {
  name: 'outbox-deleted-on-ack',
  mistake: 'A desktop lets a command go as soon as the relay has answered that it has it.',
  statements: {
    rewrite: text => (text === ACKNOWLEDGE ? 'DELETE FROM outbox WHERE ? >= 0 AND id = ?' : null),
  },
}
