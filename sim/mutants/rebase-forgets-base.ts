import type { Mutant } from './mutant.ts'

const BASES = 'SELECT tableName, id, rev, doc FROM base_image'

export const rebaseForgetsBase: Mutant = {
  name: 'rebase-forgets-base',
  mistake: 'A rebase puts all confirmed images back but one.',
  statements: {
    rewrite: text => (text === BASES ? `${BASES} LIMIT (SELECT max(count(*) - 1, 0) FROM base_image)` : null),
  },
}
