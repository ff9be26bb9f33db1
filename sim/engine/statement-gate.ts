import Sqlite, { type Database, type Statement } from 'better-sqlite3'
import { Killed, type Process } from './process.ts'

type Method = (this: object, ...args: unknown[]) => unknown

/** What the statements of a process go through besides its own life and death: mutants change them here. */
export interface StatementFilter {
  /** Answers the text to prepare in place of this one, or null to leave it. */
  rewrite?(text: string): string | null
}

interface Gate {
  process: Process
  /** Which of its lives opened the files. */
  life: number
  handles: Set<Database>
}

interface Pass {
  gate: Gate
  /** Needs no room on the disk. */
  isFree: boolean
}

const FREE = /^\s*(ROLLBACK|RELEASE|PRAGMA|BEGIN|SAVEPOINT)/i

const gates = new Map<string, Gate>()
const passes = new WeakMap<Statement, Pass | null>()
const gateOf = new WeakMap<object, Gate | null>()
const filter: { current: StatementFilter | null } = { current: null }
let isPatched = false

/** From now on the statements on files in `folder` are this process's. */
export function gateFolder(folder: string, process: Process): void {
  patch()
  gates.set(folder, { process, life: process.life, handles: new Set() })
}

/** Closes every database the process has open in this folder, as its end does: what was not committed is undone. */
export function closeHandles(folder: string): void {
  const gate = gates.get(folder)
  gates.delete(folder)
  for (const handle of gate?.handles ?? []) if (handle.open) handle.close()
}

/** Sends every text that is prepared through `next`; null ends that. */
export function filterStatements(next: StatementFilter | null): void {
  patch()
  filter.current = next
}

function patch(): void {
  if (isPatched) return
  isPatched = true
  const probe = new Sqlite(':memory:')
  const statements = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<string, Method>
  probe.close()
  for (const name of ['run', 'get', 'all', 'iterate']) {
    const original = statements[name] as Method
    statements[name] = function (this: object, ...args) {
      const pass = passOf(this as Statement)
      if (pass === null) return original.apply(this, args)
      return through(pass, () => original.apply(this, args))
    }
  }
  const databases = Sqlite.prototype as unknown as Record<string, Method>
  const exec = databases.exec as Method
  databases.exec = function (this: object, ...args) {
    const gate = findGate(this as Database)
    if (!gate) return exec.apply(this, args)
    return through({ gate, isFree: FREE.test(String(args[0])) }, () => exec.apply(this, args))
  }
  const prepare = databases.prepare as Method
  databases.prepare = function (this: object, ...args) {
    findGate(this as Database)
    const rewritten = filter.current?.rewrite?.(String(args[0])) ?? null
    return prepare.apply(this, rewritten === null ? args : [rewritten])
  }
}

function through<T>({ gate, isFree }: Pass, work: () => T): T {
  const { process, life } = gate
  if (process.life !== life) throw new Killed(process.name)
  process.beforeStatement()
  if (!isFree && process.hasFullDisk()) {
    throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
  }
  const result = work()
  process.afterStatement()
  return result
}

function passOf(statement: Statement): Pass | null {
  let pass = passes.get(statement)
  if (pass === undefined) {
    const gate = findGate(statement.database)
    pass = gate && { gate, isFree: statement.readonly || FREE.test(statement.source) }
    passes.set(statement, pass)
  }
  return pass
}

function findGate(database: Database): Gate | null {
  const known = gateOf.get(database)
  if (known !== undefined) return known
  const { name } = database
  const gate = gates.get(name.slice(0, name.lastIndexOf('/'))) ?? null
  gate?.handles.add(database)
  gateOf.set(database, gate)
  return gate
}
