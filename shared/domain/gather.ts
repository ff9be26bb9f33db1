import { assert } from '../lib/assert.ts'
import { type Actor, type Command, permissionReads, type ReadSoFar } from './command.ts'
import { type Answer, GatheredView, type Read } from './view.ts'

/** More rounds than any command needs; a command that asks on forever is a bug. */
const MAX_ROUNDS = 8

/** What a command still lacks, given what is gathered; empty when `decide` can run. */
export function missingReads(command: Command, payload: unknown, actor: Actor, view: GatheredView): Read[] {
  const soFar = tolerant(view)
  const reads = [...command.reads(payload, soFar), ...permissionReads(command, payload, soFar, actor)]
  return reads.filter(read => !view.has(read))
}

/** Gathers synchronously, round by round. `answer` asks the store. */
export function gather(
  command: Command,
  payload: unknown,
  actor: Actor,
  answer: (read: Read) => Answer,
): GatheredView {
  const view = new GatheredView()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = missingReads(command, payload, actor, view)
    if (missing.length === 0) return view
    for (const read of missing) if (!view.has(read)) view.add(read, answer(read))
  }
  assert(false, `${command.name} never stops asking`)
}

/** Gathers what something reads that is no command, round by round. */
export function gatherReads(
  reads: (view: ReadSoFar) => Read[],
  answer: (read: Read) => Answer,
): GatheredView {
  const view = new GatheredView()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const missing = reads(tolerant(view)).filter(read => !view.has(read))
    if (missing.length === 0) return view
    for (const read of missing) if (!view.has(read)) view.add(read, answer(read))
  }
  assert(false, 'reads that never stop asking')
}

/** The view while gathering: null and empty lists for what is not there yet. */
export function tolerant(view: GatheredView): ReadSoFar {
  return {
    has: read => view.has(read),
    get: (table, id) => (view.has({ kind: 'row', table, id }) ? view.get(table, id) : null),
    list: (table, ref, value) =>
      view.has({ kind: 'rows', table, ref, value }) ? view.list(table, ref, value) : [],
    holder: name => (view.has({ kind: 'claim', claim: name }) ? view.holder(name) : null),
  }
}
