import type { CompanyRow } from '../../../../shared/domain/company/company-row.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import { verifyBalances } from '../../../../shared/domain/verify-balances.ts'
import type { CheckedFile, ImportEdit, ImportPlan } from '../../../../shared/protocol/import-asks.ts'
import { booksOf } from '../../../../shared/testing/books-of.ts'
import { customerFields } from '../../../../shared/testing/builders.ts'
import { aDesk } from '../../../../shared/testing/desk.ts'
import { type QueryContext, statementCache } from '../../store/queries/query-context.ts'
import { openRowStore } from '../../store/row-store.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { type Checked, checkFile } from '../check-file.ts'
import { guessPlan } from '../guess-plan.ts'
import { createImportDesk } from '../import-desk.ts'
import { knownHere } from '../known-here.ts'
import { readFile } from '../read-file.ts'
import type { ImportPorts } from '../run-import.ts'

/** What day it is for imports under test. */
const TODAY = '2026-11-25'

const breathe = () => new Promise<void>(resolve => setImmediate(resolve))

/** A desktop with a company that imports files, on a real profile with a relay in memory. */
export async function importingDesktop(settings: Partial<Omit<CompanyRow, 'id'>> = {}) {
  const desk = aDesk(settings)
  const relay = memoryRelay(desk)
  relay.adopt()
  const here = desktopUnderTest(desk, relay)
  await here.exchange()
  const rows = openRowStore(here.profile.reader)
  const sql = statementCache(here.profile.reader)
  const q = (): QueryContext => ({
    sql,
    rows,
    company: rows.answer({ kind: 'row', table: 'companies', id: 'company' }) as CompanyRow,
    user: rows.answer({ kind: 'row', table: 'users', id: desk.userId }) as UserRow,
    ownerId: null,
    today: TODAY,
    now: here.ports.clock.now(),
  })
  const ports: ImportPorts = {
    give(name, payload) {
      const given = here.ledger.give({ name, payload, userId: desk.userId })
      return 'refusal' in given ? given.refusal : null
    },
    breathe,
    read: read => rows.answer(read),
    sql,
    actor: { kind: 'user', userId: desk.userId, deviceId: desk.deviceId },
    today: TODAY,
  }
  const imports = createImportDesk(breathe, error => {
    throw error
  })

  async function opened(bytes: Buffer | string, name: string, plan: Partial<ImportPlan>) {
    const sheets = await readFile(Buffer.from(bytes as string), name, breathe)
    const guessed = guessPlan(sheets[0]!, 0, name, {
      kind: plan.kind ?? null,
      headerRow: plan.headerRow ?? null,
    })
    return { sheet: sheets[0]!, plan: { ...guessed, ...plan } }
  }

  const it = {
    desk,
    relay,
    here,
    q,
    ports,
    imports,
    /** Adds a customer as the form does. */
    customer(fields: Partial<ReturnType<typeof customerFields>>): string {
      const customerId = here.newId()
      here.must('customer.add', { customerId, ...customerFields(desk, fields) })
      return customerId
    },
    /** A dry run of a file, read as it is guessed unless `plan` says otherwise. */
    async check(
      bytes: Buffer | string,
      name: string,
      plan: Partial<ImportPlan> = {},
      edits: ImportEdit[] = [],
    ): Promise<Checked & { plan: ImportPlan }> {
      const file = await opened(bytes, name, plan)
      return { plan: file.plan, ...(await checkFile(file.sheet, file.plan, edits, knownHere(q()), breathe)) }
    },
    /** Uploads a file and brings it in with the totals it has; answers how it ended. */
    async bringIn(
      bytes: Buffer | string,
      name: string,
      plan: Partial<ImportPlan> = {},
      totals: Partial<CheckedFile['totals']> = {},
    ) {
      const uploadId = here.newId()
      const whole = Buffer.from(bytes as string)
      for (let from = 0; from < whole.length; from += 500_000) {
        const slice = whole.subarray(from, from + 500_000)
        imports.upload(uploadId, name, from, slice.toString('base64'))
      }
      const file = await opened(bytes, name, plan)
      const checked = await imports.check(uploadId, file.plan, [], knownHere(q()))
      const importId = here.newId()
      const asked = {
        uploadId,
        importId,
        plan: file.plan,
        edits: [],
        totals: { ...checked.totals, ...totals },
      }
      await imports.commit(asked, knownHere(q()), ports)
      await imports.ended(importId)
      return imports.progress(importId)!
    },
    async undo(importId: string) {
      const { kind, fileName } = here.row('imports', importId)!
      imports.undo(importId, kind, fileName, ports)
      await imports.ended(importId)
      return imports.progress(importId)!
    },
    /** Everything of a table, as committed. */
    all<T>(table: string): T[] {
      return here.profile.reader.prepare(`SELECT * FROM ${table} ORDER BY id`).all() as T[]
    },
    /** What the relay's balances are proved from, after an exchange. */
    async findings() {
      await here.exchange()
      return verifyBalances(booksOf(desk.ledger)).findings
    },
  }
  return it
}

/** The problems of a checked file: the row in the file, the field, what is wrong, and what it is about. */
export function told(answer: CheckedFile) {
  return answer.problemRows.flatMap(row =>
    row.problems.map(({ field, code, about }) => [row.row, field, code, about]),
  )
}
