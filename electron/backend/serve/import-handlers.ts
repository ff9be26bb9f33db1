import type { Backend } from '../backend.ts'
import { createImportDesk } from '../import-export/import-desk.ts'
import { knownHere } from '../import-export/known-here.ts'
import type { ImportPorts } from '../import-export/run-import.ts'
import { DeskFault } from '../session/desk-session.ts'
import { importNamed, importsList } from '../store/queries/imports-list.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import type { Handlers } from './answer-question.ts'

/** How many commands may wait for the relay while it answers: each pull decides those that wait again. */
const MOST_WAITING = 40
const PATIENCE = 200

type ImportHandlers = Pick<
  Handlers,
  | 'imports.list'
  | 'imports.upload'
  | 'imports.open'
  | 'imports.check'
  | 'imports.commit'
  | 'imports.progress'
  | 'imports.cancel'
  | 'imports.undo'
>

/** The questions about imports. All of them take the right to the setup, which `admin` checks. */
export function importHandlers(backend: Backend, admin: () => QueryContext): ImportHandlers {
  const desk = createImportDesk(nextTurn, error =>
    backend.ports.log('error', 'an import broke off', { error: String(error) }),
  )

  function portsFor(q: QueryContext): ImportPorts {
    const userId = q.user.id
    let given = 0
    return {
      give(name, payload) {
        const answer = backend.ledger.give({ name, payload, userId })
        return 'refusal' in answer ? answer.refusal : null
      },
      async breathe() {
        await nextTurn()
        if (++given % 10 !== 0) return
        backend.kick()
        for (let turn = 0; turn < PATIENCE; turn++) {
          const { phase, queuedCount } = backend.status()
          if (queuedCount <= MOST_WAITING || (phase !== 'syncing' && phase !== 'up-to-date')) return
          await backend.ports.timers.sleep(50)
        }
      },
      read: read => backend.readRows.answer(read),
      sql: q.sql,
      actor: { kind: 'user', userId, deviceId: backend.sync.state('deviceId') ?? '' },
      today: q.today,
    }
  }

  return {
    'imports.list': () => importsList(admin()),
    'imports.upload'({ uploadId, fileName, position, base64 }) {
      admin()
      return desk.upload(uploadId, fileName, position, base64)
    },
    'imports.open'({ uploadId, ...said }) {
      admin()
      return desk.open(uploadId, said)
    },
    'imports.check': ({ uploadId, plan, edits }) => desk.check(uploadId, plan, edits, knownHere(admin())),
    'imports.commit'(asked) {
      const q = admin()
      return desk.commit(asked, knownHere(q), portsFor(q))
    },
    'imports.progress'({ importId }) {
      admin()
      return desk.progress(importId)
    },
    'imports.cancel'({ importId }) {
      admin()
      return desk.cancel(importId)
    },
    'imports.undo'({ importId }) {
      const q = admin()
      const one = importNamed(q, importId)
      if (!one) throw new DeskFault('not-found')
      return desk.undo(importId, one.kind, one.fileName, portsFor(q))
    },
  }
}

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))
