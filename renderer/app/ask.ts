import type { Answers, AskInput, AskName, DeskEvent } from '../../shared/protocol/desk.ts'
import { useSession } from '../store/session.ts'
import { AskClient } from './ask-client.ts'
import { announceChanges } from './changes.ts'
import { forgetAnswersOfOthers } from './forget-answers.ts'
import { gatherChanges } from './gather-changes.ts'
import { portTransport } from './port-transport.ts'
import { queryClient } from './query-client.ts'
import { isTouched, QUERY_TABLES } from './query-tables.ts'
import { socketTransport } from './socket-transport.ts'
import type { Link } from './transport.ts'

export { AskFault, AskRefused } from './ask-client.ts'

const client = new AskClient(
  window.florin ? portTransport(window.florin.port) : socketTransport(),
  onEvent,
  onLink,
)

/** Asks the backend. Throws `AskRefused` for what the user can mend and `AskFault` for what went wrong on the way. */
export function ask<N extends AskName>(name: N, input: AskInput<N>): Promise<Answers[N]> {
  return client.ask(name, input) as Promise<Answers[N]>
}

/** Opens the way to the backend; the session store follows from then on. Call once. */
export function startAsking(): void {
  forgetAnswersOfOthers(queryClient, announceAll)
  client.start()
}

function onLink(link: Link): void {
  useSession.getState().setLink(link)
  if (link !== 'open') return
  void loadSession()
  void queryClient.invalidateQueries()
  announceAll()
}

function announceAll(): void {
  announceChanges([...new Set(Object.values(QUERY_TABLES).flat())])
}

async function loadSession(): Promise<void> {
  const [session, sync] = await Promise.all([ask('session.state', {}), ask('sync.status', {})])
  useSession.getState().setSession(session)
  useSession.getState().setSync(sync)
}

function onEvent(event: DeskEvent): void {
  if (event.event === 'sync') useSession.getState().setSync(event.status)
  else if (event.event === 'session') void loadSession()
  else followChanges(event.tables)
}

const followChanges = gatherChanges(tables => {
  void queryClient.invalidateQueries({
    predicate: query => isTouched(query.queryKey[0] as AskName, tables),
  })
  announceChanges(tables)
  // The session's own rows: a right given or taken shows at once.
  if (tables.includes('users') || tables.includes('companies')) void loadSession()
})
