import type { Mutant } from './mutant.ts'

const KEEP = 'INSERT OR IGNORE INTO number_lease'

export const leaseRewinds: Mutant = {
  name: 'lease-rewinds',
  mistake: 'A desktop that is told of its block of numbers again begins it anew.',
  statements: {
    rewrite: text => (text.startsWith(KEEP) ? text.replace('OR IGNORE', 'OR REPLACE') : null),
  },
}
