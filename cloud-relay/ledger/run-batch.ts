import type { Refusal } from '../../shared/domain/rejections.ts'
import type { Outcome } from '../../shared/protocol/sync.ts'
import { CompanyDraft } from './company-draft.ts'
import { decideCommand, type GivenCommand, type OpenedCommand, openCommand } from './decide-command.ts'
import { type Decided, flush } from './flush.ts'
import { prefetch } from './gather-for.ts'
import type { HeldCompany } from './held-company.ts'
import { storedOutcomes } from './stored-outcomes.ts'
import { TrialRows } from './trial-rows.ts'

/**
 * Decides commands one after the other and writes what they do, in few statements. A command id that was decided before,
 * here or in an earlier transaction, answers its stored outcome. Outcomes are in the order of `commands`.
 */
export async function runBatch(
  company: HeldCompany,
  commands: readonly GivenCommand[],
  known?: Map<string, Outcome>,
): Promise<Outcome[]> {
  const outcomes = new Map(
    known ??
      (await storedOutcomes(
        company.sql,
        company.companyId,
        commands.map(command => command.id),
      )),
  )
  const now = company.clock.now()
  const fresh = new Map(commands.filter(({ id }) => !outcomes.has(id)).map(command => [command.id, command]))
  const opened = [...fresh.values()].map(command => openCommand(command, now))
  if (opened.length > 1 && company.isRemote) await readAhead(company, opened, now)
  if (opened.length > 0) {
    const { draft, decided } = await decideAll(company, opened, now)
    for (const { given, verdict, rev } of decided) {
      outcomes.set(given.id, outcomeOf(given.id, verdict.outcome, rev, verdict.refusal))
      if (verdict.crash) {
        const { id, name, version } = given
        company.log.error(
          { alert: true, companyId: company.companyId, id, name, version, err: verdict.crash },
          'command quarantined',
        )
      }
    }
    await flush(company, draft, decided, now)
  }
  return commands.map(({ id }) => outcomes.get(id)!)
}

/** An outcome as it crosses the wire. */
function outcomeOf(id: string, outcome: Outcome['outcome'], rev: number, refusal: Refusal | null): Outcome {
  return { id, outcome, rev, refusal }
}

// Few round trips for the whole batch: first what the commands read as things stand, then what they read once those before
// them are decided, found by deciding them once for trial. What is still missing is read when its command's turn comes.
async function readAhead(company: HeldCompany, opened: readonly OpenedCommand[], now: number): Promise<void> {
  const { rows, head } = company
  await prefetch(
    rows,
    opened.flatMap(command => ('asking' in command ? [command.asking] : [])),
  )
  const trial = new TrialRows(rows)
  const draft = new CompanyDraft(trial)
  for (const command of opened) await decideCommand(command, draft, head + 1, now)
  await rows.load([...trial.missed, ...draft.unreadRows()])
}

// A decision rarely writes over rows it did not read; to rule it out without asking the database after each command, the
// batch asks once at its end and is decided again, knowing the answer, when such a row exists.
async function decideAll(
  company: HeldCompany,
  opened: readonly OpenedCommand[],
  now: number,
): Promise<{ draft: CompanyDraft; decided: Decided[] }> {
  for (;;) {
    const draft = new CompanyDraft(company.rows)
    const decided: Decided[] = []
    for (const command of opened) {
      const rev = company.head + decided.length + 1
      decided.push({ given: command.given, verdict: await decideCommand(command, draft, rev, now), rev })
    }
    const unread = draft.unreadRows()
    await company.rows.load(unread)
    if (unread.every(read => company.rows.answer(read) === null)) return { draft, decided }
  }
}
