import { create } from 'zustand'
import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import { ask } from '../../app/ask.ts'
import { newId } from '../../app/new-id.ts'

export type RunWay = 'folder' | 'print' | 'mail'

export interface StatementCustomer {
  customerId: string
  name: string
}

/** What a run makes of each customer's statement. */
export interface RunOrder {
  way: RunWay
  kind: StatementKind
  asOf: string
  folder: string
  withLink: boolean
}

/** What became of one customer's statement. */
export interface RunResult extends StatementCustomer {
  /** Where it went: a file's name, or addresses. */
  fileName: string
  recipients: readonly string[]
  withLink: boolean
  /** What went wrong; null where nothing did. */
  error: unknown
}

interface StatementRun {
  order: RunOrder | null
  state: 'none' | 'running' | 'stopped' | 'done'
  waiting: readonly StatementCustomer[]
  results: readonly RunResult[]
  /** Of a print run: the PDFs, in the order of the customers. */
  pages: readonly Uint8Array<ArrayBuffer>[]
}

const NO_RUN: StatementRun = { order: null, state: 'none', waiting: [], results: [], pages: [] }

/** The run of statements of this window. One goes on at a time, whatever screen is shown. */
export const useStatementRun = create<StatementRun>(() => NO_RUN)

// A mail asked for once keeps its command: asked for again after a lost connection, it goes out once.
const commandIds = new Map<string, string>()

/** Begins a run: the backend makes one statement at a time, so that everything else goes on between them. */
export function startRun(order: RunOrder, customers: readonly StatementCustomer[]): void {
  commandIds.clear()
  useStatementRun.setState({ ...NO_RUN, order, state: 'running', waiting: customers })
  void goOn()
}

/** Stops after the statement that is being made. */
export function stopRun(): void {
  if (useStatementRun.getState().state === 'running') useStatementRun.setState({ state: 'stopped' })
}

/** Goes on with those that were not begun. */
export function resumeRun(): void {
  useStatementRun.setState({ state: 'running' })
  void goOn()
}

/** Tries those again that did not work. */
export function retryFailed(): void {
  const { results, waiting } = useStatementRun.getState()
  const failed = results.filter(result => result.error !== null)
  useStatementRun.setState({
    state: 'running',
    results: results.filter(result => result.error === null),
    waiting: [...failed.map(({ customerId, name }) => ({ customerId, name })), ...waiting],
  })
  void goOn()
}

/** Forgets a run that has ended. */
export function forgetRun(): void {
  useStatementRun.setState(NO_RUN)
}

let isGoing = false

async function goOn(): Promise<void> {
  if (isGoing) return
  isGoing = true
  try {
    for (;;) {
      const { order, state, waiting } = useStatementRun.getState()
      const [customer, ...rest] = waiting
      if (state !== 'running' || !order) return
      if (!customer) {
        useStatementRun.setState({ state: 'done' })
        return
      }
      const { pdf, ...result } = await make(order, customer)
      const run = useStatementRun.getState()
      if (run.order !== order) continue
      useStatementRun.setState({
        waiting: rest,
        results: [...run.results, result],
        pages: pdf ? [...run.pages, pdf] : run.pages,
      })
    }
  } finally {
    isGoing = false
  }
}

async function make(
  { way, kind, asOf, folder, withLink }: RunOrder,
  customer: StatementCustomer,
): Promise<RunResult & { pdf?: Uint8Array<ArrayBuffer> }> {
  const { customerId, name } = customer
  const one = { customerId, asOf, kind }
  const made = { customerId, name, fileName: '', recipients: [], withLink: false, error: null }
  try {
    if (way === 'folder') return { ...made, ...(await ask('statement.save', { ...one, folder })) }
    if (way === 'print') {
      const { fileName, base64 } = await ask('statement.pdf', one)
      const pdf = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
      return { ...made, fileName, pdf }
    }
    const commandId = commandIds.get(customerId) ?? newId()
    commandIds.set(customerId, commandId)
    return { ...made, ...(await ask('statement.send', { ...one, commandId, withLink })) }
  } catch (error) {
    return { ...made, error }
  }
}
