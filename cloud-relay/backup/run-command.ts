import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import { createKeyRing } from '../auth/key-ring.ts'
import { ConfigError, readAccountKeys, readDatabases } from '../config.ts'
import { resealAll } from '../gateways/payments-vault.ts'
import { migrate } from '../store/migrate.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import { FolderInUseError } from '../store/take-relay-lock.ts'
import { backUp, CommandRefused } from './back-up.ts'
import { moveToPostgres } from './move-to-postgres.ts'
import { restorePostgres, restoreSqlite } from './restore.ts'
import type { CompanyProof } from './verify-company.ts'
import { verifyDatabase } from './verify-database.ts'
import { DamagedBackupError } from './verify-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface CommandPorts {
  clock: Clock
  random: Random
  say(line: string): void
}

/**
 * `backup DIR|FILE`, `restore FILE [--older] [--force]`, `verify [--company ID]`, `migrate --to postgres [--company ID]` and
 * `rotate-keys`: runs the one that `args` name on the database that the environment names, as for serving. Answers the exit code;
 * 1 when it was refused.
 */
export async function runCommand(args: string[], env: Environment, ports: CommandPorts): Promise<number> {
  const [name, ...rest] = args
  try {
    if (name === 'backup') return await backup(rest, env, ports)
    if (name === 'restore') return await restore(rest, env, ports)
    if (name === 'verify') return await verify(rest, env, ports)
    if (name === 'migrate') return await move(rest, env, ports)
    if (name === 'rotate-keys') return await rotateKeys(rest, env, ports)
    throw new CommandRefused(
      `There is no command ${name}. There are: backup, restore, verify, migrate, rotate-keys; none to serve.`,
    )
  } catch (error) {
    if (!isForOperator(error)) throw error
    ports.say(error.message)
    return error instanceof ConfigError ? 2 : 1
  }
}

async function backup(
  args: string[],
  env: Environment,
  { clock, random, say }: CommandPorts,
): Promise<number> {
  const { positionals } = parse(args, {})
  const [target] = positionals
  if (target === undefined || positionals.length > 1)
    throw new CommandRefused('Say where to: backup DIR or backup FILE.')
  const database = oneDatabase(env)
  const file = database.folder === null ? null : join(database.folder, 'relay.db')
  if (file !== null && !existsSync(file)) throw new CommandRefused(`There is no database ${file}.`)
  const store = file === null ? openPostgres(database.url!, random) : openSqlite(file)
  try {
    const { path, companies } = await backUp(store, file, target, clock)
    for (const { isDurable, ...proof } of companies) {
      const durable = isDurable
        ? 'desktops are told'
        : 'the relay was put back meanwhile: desktops are told nothing'
      say(`${proved(proof)}; ${durable}`)
    }
    say(`backup of ${count(companies.length)}: ${path}`)
    return 0
  } finally {
    await store.close()
  }
}

async function restore(args: string[], env: Environment, ports: CommandPorts): Promise<number> {
  const { values, positionals } = parse(args, { older: { type: 'boolean' }, force: { type: 'boolean' } })
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw new CommandRefused('Say which backup: restore FILE.')
  const options = { older: values.older === true, force: values.force === true }
  const { folder, url } = oneDatabase(env)
  const { companies, salvagePath, isBlind } =
    folder === null
      ? await restorePostgres(file, url!, options, ports)
      : await restoreSqlite(file, folder, options, ports.clock)
  for (const { companyId, head, epoch, gaps, isKept } of companies) {
    if (isKept) ports.say(`${companyId}: not in the backup, kept as it was`)
    else {
      const skipped = gaps.length > 0 ? `; numbers skipped: ${gaps.join(', ')}` : ''
      ports.say(`${companyId}: at revision ${head}, epoch ${epoch}${skipped}`)
    }
  }
  if (isBlind) {
    ports.say(
      'There was no database before that could be read. Mails of before now count as probably sent and wait for a person; ' +
        'computers that joined after the backup need a new code.',
    )
  }
  if (salvagePath !== null) ports.say(`the replaced database is kept: ${salvagePath}`)
  ports.say(
    `restored ${count(companies.length)}. Start the relay: desktops send again what the backup lacks.`,
  )
  return 0
}

async function verify(
  args: string[],
  env: Environment,
  { clock, random, say }: CommandPorts,
): Promise<number> {
  const { values, positionals } = parse(args, { company: { type: 'string' } })
  if (positionals.length > 0) throw new CommandRefused('Say verify, or verify --company ID.')
  const only = typeof values.company === 'string' ? values.company : null
  const { folder, url } = oneDatabase(env)
  const store = folder === null ? openPostgres(url!, random) : null
  try {
    const proofs = await verifyDatabase(store ? { store } : { file: join(folder!, 'relay.db') }, only, clock)
    for (const proof of proofs) say(proved(proof))
    say(`proved ${count(proofs.length)}.`)
    return 0
  } finally {
    await store?.close()
  }
}

async function move(args: string[], env: Environment, ports: CommandPorts): Promise<number> {
  const { values } = parse(args, { to: { type: 'string' }, company: { type: 'string' } })
  if (values.to !== 'postgres') throw new CommandRefused('Say where to: migrate --to postgres.')
  const { folder, url } = readDatabases(env)
  if (folder === null || url === null) {
    throw new ConfigError('FLORIN_DATA and DATABASE_URL must both be set: from the one, to the other.')
  }
  const only = typeof values.company === 'string' ? values.company : null
  const moved = await moveToPostgres(folder, url, only, ports)
  for (const { companyId, head } of moved) ports.say(`${companyId}: at revision ${head}, as before`)
  ports.say(`moved ${count(moved.length)}. Start the relay with DATABASE_URL alone, at the same address.`)
  return 0
}

// The trail's last hash is worth writing down elsewhere: whoever could rewrite all of the trail could not rewrite that.
function proved({ companyId, name, head, counts, receivablesCents, chain }: CompanyProof): string {
  const owed = `${counts.invoices} invoices and ${counts.payments} payments proved, customers owe ${amount(receivablesCents)}`
  const trail =
    chain === null || chain.count === 0
      ? 'no audit trail yet'
      : `audit trail of ${chain.count} entries unbroken, last ${chain.hash}`
  return `${name} (${companyId}): up to revision ${head}; ${owed}; ${trail}`
}

async function rotateKeys(
  args: string[],
  env: Environment,
  { clock, random, say }: CommandPorts,
): Promise<number> {
  if (args.length > 0)
    throw new CommandRefused('rotate-keys takes nothing: the keys are in FLORIN_ACCOUNT_KEYS.')
  const keys = readAccountKeys(env)
  const { folder, url } = oneDatabase(env)
  const store = folder === null ? openPostgres(url!, random) : openSqlite(join(folder, 'relay.db'))
  try {
    await migrate(store, clock)
    const resealed = await resealAll(store, createKeyRing(keys))
    say(
      `${resealed} accounts sealed anew with key ${keys[0].id}; no other key of the list is needed any more.`,
    )
    return 0
  } finally {
    await store.close()
  }
}

function parse(args: string[], options: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new CommandRefused(error instanceof Error ? error.message : String(error))
  }
}

function oneDatabase(env: Environment): { folder: string | null; url: string | null } {
  const databases = readDatabases(env)
  if ((databases.folder === null) === (databases.url === null)) {
    throw new ConfigError('Exactly one of FLORIN_DATA and DATABASE_URL must be set.')
  }
  return databases
}

function isForOperator(error: unknown): error is Error {
  return (
    error instanceof CommandRefused ||
    error instanceof ConfigError ||
    error instanceof DamagedBackupError ||
    error instanceof FolderInUseError
  )
}

function amount(cents: number): string {
  return (cents / 100).toFixed(2)
}

function count(companies: number): string {
  return companies === 1 ? '1 company' : `${companies} companies`
}
