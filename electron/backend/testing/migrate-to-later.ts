import { LATER_STEPS, visit } from './aged-profile.ts'

/** A process that brings a profile to the later steps, to be killed: `node migrate-to-later.ts DIR`. */
const directory = process.argv[2] ?? ''
process.stdout.write('begun\n')
const startedAt = performance.now()
visit(directory, { steps: LATER_STEPS })
process.stdout.write(`done in ${performance.now() - startedAt} ms\n`)
