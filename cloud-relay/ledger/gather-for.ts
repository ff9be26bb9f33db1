import type { Actor, Command } from '../../shared/domain/command.ts'
import { missingReads } from '../../shared/domain/gather.ts'
import type { Rows, TableName } from '../../shared/domain/tables.ts'
import { claim, GatheredView, type Read, row, rows } from '../../shared/domain/view.ts'
import { assert } from '../../shared/lib/assert.ts'
import type { Source } from './company-rows.ts'
import { DecisionCrash } from './decision-crash.ts'

/** More rounds than anything asks. */
const MAX_ROUNDS = 12

/** A command that is about to be decided, its payload parsed. */
export interface Asking {
  command: Command
  payload: unknown
  actor: Actor
}

/**
 * What `decide` reads of one command, round by round. Throws {@link DecisionCrash} when the command's own code throws;
 * faults of the store pass through.
 */
export async function gatherFor(source: Source, asking: Asking): Promise<GatheredView> {
  const view = new GatheredView()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = missingOf(asking, view)
    if (missing.length === 0) return view
    await source.load(missing)
    addAnswers(view, missing, source)
  }
  throw new DecisionCrash(new Error(`${asking.command.name} never stops asking`))
}

/**
 * Loads what many commands are going to read, a round of all of them at a time. Commands that crash here are left to
 * crash when it is their turn.
 */
export async function prefetch(source: Source, askings: readonly Asking[]): Promise<void> {
  let going = askings.map(asking => ({ asking, view: new GatheredView() }))
  for (let round = 0; round < MAX_ROUNDS && going.length > 0; round++) {
    const wanted = going.map(({ asking, view }) => ({ asking, view, missing: missingOrNone(asking, view) }))
    going = wanted.filter(({ missing }) => missing.length > 0)
    await source.load(wanted.flatMap(({ missing }) => missing))
    for (const { view, missing } of wanted) addAnswers(view, missing, source)
  }
}

/** Gathers what `reads` asks for until it asks for nothing new; it may look at what is not there yet. */
export async function gatherReads(
  source: Source,
  reads: (view: GatheredView) => Read[],
): Promise<GatheredView> {
  const view = new GatheredView()
  const soFar = new ViewSoFar(view)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = reads(soFar).filter(read => !view.has(read))
    if (missing.length === 0) return view
    await source.load(missing)
    addAnswers(view, missing, source)
  }
  assert(false, 'reads never stop')
}

function missingOf({ command, payload, actor }: Asking, view: GatheredView): Read[] {
  try {
    return missingReads(command, payload, actor, view)
  } catch (error) {
    throw new DecisionCrash(error)
  }
}

function missingOrNone(asking: Asking, view: GatheredView): Read[] {
  try {
    return missingOf(asking, view)
  } catch {
    return []
  }
}

function addAnswers(view: GatheredView, reads: readonly Read[], source: Source): void {
  for (const read of reads) if (!view.has(read)) view.add(read, source.answer(read))
}

/** While gathering, null and empty lists stand for what is not gathered yet. */
class ViewSoFar extends GatheredView {
  readonly #view: GatheredView

  constructor(view: GatheredView) {
    super()
    this.#view = view
  }

  override has(read: Read): boolean {
    return this.#view.has(read)
  }

  override get<T extends TableName>(table: T, id: string): Rows[T] | null {
    return this.has(row(table, id)) ? this.#view.get(table, id) : null
  }

  override list<T extends TableName>(table: T, ref: keyof Rows[T] & string, value: string): Rows[T][] {
    return this.has(rows(table, ref, value)) ? this.#view.list(table, ref, value) : []
  }

  override holder(name: string): string | null {
    return this.has(claim(name)) ? this.#view.holder(name) : null
  }
}
