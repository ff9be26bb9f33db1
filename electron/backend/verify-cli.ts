import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import { verifyProfile } from './store/verify-profile.ts'

/** `npm run verify -- --profile DIR`: exit 0 when every balance is proved, 1 when not, 2 when it can't be read. */
const { values } = parseArgs({ options: { profile: { type: 'string' } } })
if (values.profile === undefined) {
  process.stderr.write('Say which profile to verify: --profile DIR\n')
  process.exit(2)
}

try {
  const db = new Sqlite(join(values.profile, 'florin.db'), { readonly: true, fileMustExist: true })
  const { findings, counts, receivablesCents } = verifyProfile(db)
  db.close()
  for (const { table, name, id, figure, cachedCents, provenCents } of findings) {
    process.stdout.write(
      `${table} ${name} (${id}): ${figure} is ${cachedCents}, the entries prove ${provenCents}\n`,
    )
  }
  const checked = Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ')
  process.stdout.write(
    `checked ${checked}; customers owe ${(receivablesCents / 100).toFixed(2)}, open credits taken off\n`,
  )
  process.stdout.write(
    findings.length === 0 ? 'every balance is proved\n' : `${findings.length} figures are not proved\n`,
  )
  process.exit(findings.length === 0 ? 0 : 1)
} catch (error) {
  process.stderr.write(
    `The profile can't be read: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(2)
}
