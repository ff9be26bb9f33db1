import { create, type StoreApi, type UseBoundStore } from 'zustand'
import { newId } from '../../app/new-id.ts'
import { onOtherUser } from '../../store/on-other-user.ts'

/** Whom or what one step of a run is for. */
export interface RunSubject {
  id: string
  name: string
}

/** What became of one of them: what was made, or what went wrong. */
export interface RunResult<Subject, Made> {
  subject: Subject
  made: Made | null
  /** null where nothing went wrong. */
  error: unknown
}

/** A run as it stands. */
export interface RunState<Order, Subject, Made> {
  order: Order | null
  state: 'none' | 'running' | 'stopped' | 'done'
  waiting: readonly Subject[]
  results: readonly RunResult<Subject, Made>[]
  /** True while its dialog is put away. */
  isAway: boolean
}

/** Work on many, one after the other, that goes on whatever screen is shown. */
export interface Run<Order, Subject extends RunSubject, Made> {
  use: UseBoundStore<StoreApi<RunState<Order, Subject, Made>>>
  /** Begins: few at a time, so that everything else goes on between them. A run under way is given up. */
  start(order: Order, subjects: readonly Subject[]): void
  /** Stops after what is being made. */
  stop(): void
  /** Goes on with those that were not begun. */
  resume(): void
  /** Tries those again that did not work. */
  retryFailed(): void
  /** Forgets a run that has ended. */
  forget(): void
  show(): void
  hide(): void
}

/**
 * A kind of run of this window; one goes on at a time. `make` does one of them: its command id stays the same when it is tried
 * again, so that what was given before a connection was lost is not given twice. `atOnce` of them are made side by side.
 */
export function createRun<Order, Subject extends RunSubject, Made>(
  make: (order: Order, subject: Subject, commandId: string) => Promise<Made>,
  { atOnce = 1 }: { atOnce?: number } = {},
): Run<Order, Subject, Made> {
  type State = RunState<Order, Subject, Made>
  const none: State = { order: null, state: 'none', waiting: [], results: [], isAway: true }
  const use = create<State>(() => none)
  const commandIds = new Map<string, string>()
  let isGoing = false
  // Its commands would be given by whoever is logged in.
  onOtherUser(() => use.setState(none))

  function commandIdOf(subject: Subject): string {
    const commandId = commandIds.get(subject.id) ?? newId()
    commandIds.set(subject.id, commandId)
    return commandId
  }

  async function one(order: Order, subject: Subject): Promise<RunResult<Subject, Made>> {
    try {
      return { subject, made: await make(order, subject, commandIdOf(subject)), error: null }
    } catch (error) {
      return { subject, made: null, error }
    }
  }

  async function goOn(): Promise<void> {
    if (isGoing) return
    isGoing = true
    try {
      for (;;) {
        const { order, state, waiting } = use.getState()
        if (state !== 'running' || order === null) return
        if (waiting.length === 0) {
          use.setState({ state: 'done' })
          return
        }
        const made = await Promise.all(waiting.slice(0, atOnce).map(subject => one(order, subject)))
        const run = use.getState()
        if (run.order !== order) continue
        use.setState({ waiting: waiting.slice(atOnce), results: [...run.results, ...made] })
      }
    } finally {
      isGoing = false
    }
  }

  return {
    use,
    start(order, subjects) {
      commandIds.clear()
      use.setState({ ...none, order, state: 'running', waiting: subjects, isAway: false })
      void goOn()
    },
    stop() {
      if (use.getState().state === 'running') use.setState({ state: 'stopped' })
    },
    resume() {
      use.setState({ state: 'running' })
      void goOn()
    },
    retryFailed() {
      const { results, waiting } = use.getState()
      const failed = results.filter(result => result.error !== null)
      use.setState({
        state: 'running',
        results: results.filter(result => result.error === null),
        waiting: [...failed.map(({ subject }) => subject), ...waiting],
      })
      void goOn()
    },
    forget: () => use.setState(none),
    show: () => use.setState({ isAway: false }),
    hide: () => use.setState({ isAway: true }),
  }
}
