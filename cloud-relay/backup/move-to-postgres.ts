import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import type { Store } from '../ports.ts'
import { migrate } from '../store/migrate.ts'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import { takeRelayLock } from '../store/take-relay-lock.ts'
import { CommandRefused } from './back-up.ts'
import { copyTables, differences, digestTables } from './copy-tables.ts'
import { foldLog } from './database-file.ts'
import { relayTables } from './relay-tables.ts'
import { verifyFile } from './verify-file.ts'

/** A company that went, with its newest revision on both sides. */
export interface MovedCompany {
  companyId: string
  head: number
}

/** What `company.moved_to` says once a company went, and while it is on its way. */
const POSTGRES = 'postgres'
const MOVING = 'moving'

interface Going {
  company_id: string
  head: number
  tag: string
  moved_to: string
}

/**
 * Moves all companies, or one, from the SQLite database of a folder to PostgreSQL with their history as it is, so that
 * desktops notice nothing. Afterwards the SQLite database says where they went, and no relay serves them from it. Throws
 * {@link CommandRefused}; then nothing was moved.
 */
export async function moveToPostgres(
  folder: string,
  url: string,
  only: string | null,
  ports: { clock: Clock; random: Random },
): Promise<MovedCompany[]> {
  const path = join(folder, 'relay.db')
  if (!existsSync(path)) throw new CommandRefused(`There is no database ${path}.`)
  const lock = takeRelayLock(folder)
  const source = openSqlite(path)
  const target = openPostgres(url, ports.random)
  try {
    await migrate(source, ports.clock)
    const companies = await source.read(sql =>
      sql.all<Going>('SELECT company_id, head, tag, moved_to FROM company ORDER BY company_id'),
    )
    const going = companies.filter(
      ({ company_id, moved_to }) => moved_to !== POSTGRES && (only === null || company_id === only),
    )
    if (going.length === 0) throw new CommandRefused('There is no company here that could move.')
    verifyFile(path)
    await migrate(target, ports.clock)
    const arrived = await arrivedBefore(target, going)
    const left = going.filter(company => !arrived.includes(company))
    await mustBeFree(target, left, arrived, only)
    // From here on no relay serves them from SQLite, whatever happens: two databases must never both go on.
    await mark(source, going, MOVING)
    try {
      await copy(source, target, left)
    } catch (error) {
      // A connection that broke at the commit leaves open whether all of it arrived: only a clear no lets SQLite go on.
      const marked = left.map(company => ({ ...company, moved_to: MOVING }))
      const arrivedNow = await arrivedBefore(target, marked).catch(() => marked)
      if (arrivedNow.length === 0) await mark(source, left, '')
      throw error
    }
    await mark(source, going, POSTGRES)
    await source.write(async sql => {
      for (const { company_id } of going) {
        await sql.run("UPDATE job SET state = 'moved' WHERE company_id = $1 AND state = 'queued'", [
          company_id,
        ])
      }
    })
    return going.map(({ company_id, head }) => ({ companyId: company_id, head }))
  } finally {
    await target.close()
    await source.close()
    foldLog(path)
    lock.release()
  }
}

/** A move that was cut off after the copy: the copy is one transaction, and nobody served SQLite since. */
async function arrivedBefore(target: Store, going: readonly Going[]): Promise<Going[]> {
  return target.read(async sql => {
    const arrived: Going[] = []
    for (const company of going.filter(({ moved_to }) => moved_to === MOVING)) {
      const { company_id, head, tag } = company
      const text = 'SELECT rev FROM command_log WHERE company_id = $1 AND rev = $2 AND tag = $3'
      if (await sql.one(text, [company_id, head, tag])) arrived.push(company)
    }
    return arrived
  })
}

async function mustBeFree(
  target: Store,
  left: readonly Going[],
  arrived: readonly Going[],
  only: string | null,
): Promise<void> {
  const all = await target.read(sql => sql.all<{ company_id: string }>('SELECT company_id FROM company'))
  const others = all.filter(({ company_id }) => !arrived.some(company => company.company_id === company_id))
  const taken = others.filter(({ company_id }) => left.some(company => company.company_id === company_id))
  if (taken.length === 0 && (only !== null || others.length === 0)) return
  throw new CommandRefused(
    'The PostgreSQL database holds companies already. Move into an empty one, or one company with --company ID.',
  )
}

async function mark(source: Store, companies: readonly Going[], movedTo: string): Promise<void> {
  await source.write(async sql => {
    for (const { company_id } of companies) {
      await sql.run('UPDATE company SET moved_to = $2 WHERE company_id = $1', [company_id, movedTo])
    }
  })
}

async function copy(source: Store, target: Store, companies: readonly Going[]): Promise<void> {
  // Where a company is served from is each database's own affair.
  const tables = relayTables().map(({ columns, ...table }) => {
    return { ...table, columns: columns.filter(column => column !== 'moved_to') }
  })
  await source.read(from =>
    target.write(async to => {
      for (const { company_id } of companies) {
        const copied = await copyTables(from, to, tables, company_id)
        const wrong = differences(copied, await digestTables(to, tables, company_id))
        if (wrong.length > 0) throw new Error(`the copy of ${company_id} differs in ${wrong.join(', ')}`)
      }
    }),
  )
}
