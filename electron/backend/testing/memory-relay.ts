import { createHash } from 'node:crypto'
import type { Write } from '../../../shared/domain/command.ts'
import type { CommandName } from '../../../shared/domain/commands.ts'
import type { Outcome, PullAnswer, PullRequest, PushRequest, WireRow } from '../../../shared/protocol/sync.ts'
import type { Desk } from '../../../shared/testing/desk.ts'
import { type RelayAnswer, type RelayHttp, RelayUnreachable } from '../ports.ts'

/** What can be made to go wrong on the way to the relay. */
export interface MemoryRelayFaults {
  gone: boolean
  /** How many of the next answers get lost after the relay has acted. */
  answersLost: number
  /** How many of the next pages arrive with a row changed on the way. */
  pagesDamaged: number
}

/** A relay in memory that decides with the domain itself and speaks the wire, for tests of one desktop's side. */
export function memoryRelay(desk: Desk) {
  const rows = new Map<string, WireRow>()
  const outcomes = new Map<string, Outcome>()
  const lastSeqs = new Map<string, number>()
  const faults: MemoryRelayFaults = { gone: false, answersLost: 0, pagesDamaged: 0 }
  const asked: string[] = []
  let head = 0
  let pageRows = 5000
  const firstNumber = 10_001

  function take(writes: readonly Write[]): void {
    head++
    for (const write of writes) {
      const id = 'row' in write ? write.row.id : write.deletedId
      const doc = 'row' in write ? ({ ...write.row } as unknown as Record<string, unknown>) : null
      rows.set(`${write.table} ${id}`, { table: write.table, id, rev: head, doc })
    }
  }

  function push(body: PushRequest): RelayAnswer {
    lastSeqs.set(body.incarnation, body.commands.at(-1)?.seq ?? 0)
    const answered = body.commands.map(command => {
      const known = outcomes.get(command.id)
      if (known) return known
      const { id, name, payload, userId, at } = command
      const ended = desk.ledger.arrive({
        id,
        name,
        payload,
        at,
        actor: { kind: 'user', userId, deviceId: desk.deviceId },
      })
      take(ended.refusal === null ? ended.writes : [])
      const outcome: Outcome = {
        id,
        outcome: ended.refusal === null ? 'accepted' : 'refused',
        rev: head,
        refusal: ended.refusal,
      }
      outcomes.set(id, outcome)
      return outcome
    })
    return { status: 200, body: { head, outcomes: answered } }
  }

  function pull(body: PullRequest): RelayAnswer {
    const newer = [...rows.values()].filter(row => row.rev > body.cursor.rev).sort((a, b) => a.rev - b.rev)
    const lastRev = newer.length > pageRows ? newer[pageRows - 1]!.rev : head
    const page = newer.filter(row => row.rev <= lastRev)
    const sent = structuredClone(page)
    const answer: PullAnswer = {
      rows: sent,
      to: { rev: lastRev, tag: `tag-${lastRev}` },
      complete: lastRev === head,
      epoch: 1,
      durableRev: 0,
      lastSeq: lastSeqs.get(body.incarnation) ?? 0,
      outcomes: body.queued
        .map(id => outcomes.get(id))
        .filter(found => found !== undefined && found.rev <= lastRev) as Outcome[],
      leases: [
        {
          id: '018f0000-0000-7000-8000-000000000001',
          series: 'order',
          firstNumber,
          lastNumber: firstNumber + 199,
        },
        {
          id: '018f0000-0000-7000-8000-000000000002',
          series: 'payment',
          firstNumber: 5001,
          lastNumber: 5200,
        },
      ],
      checksum: createHash('sha256').update(JSON.stringify(sent)).digest('hex'),
    }
    if (faults.pagesDamaged > 0 && sent[0]) {
      faults.pagesDamaged--
      sent[0].rev++
    }
    return { status: 200, body: answer }
  }

  function act(path: string, body: unknown): RelayAnswer {
    if (path === '/v1/push') return push(body as PushRequest)
    if (path === '/v1/pull') return pull(body as PullRequest)
    if (path === '/v1/token') {
      const token = `${'t'.repeat(30)}${asked.length}`
      return { status: 200, body: { accessToken: token, expiresAt: 0, refreshToken: token } }
    }
    return { status: 404, body: { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' } }
  }

  const http: RelayHttp = {
    async request({ path, body }) {
      asked.push(path)
      if (faults.gone) throw new RelayUnreachable('ECONNREFUSED')
      const answer = act(path, JSON.parse(JSON.stringify(body)))
      if (faults.answersLost > 0 && path === '/v1/push') {
        faults.answersLost--
        throw new RelayUnreachable('ECONNRESET')
      }
      return answer
    },
    async *heads({ signal }) {
      if (faults.gone) throw new RelayUnreachable('ECONNREFUSED')
      if (!signal.aborted) yield head
    },
  }

  return {
    http,
    faults,
    /** The paths asked, in order. */
    asked,
    head: () => head,
    outcomeOf: (commandId: string) => outcomes.get(commandId) ?? null,
    /** Loses what it knows of a command, but not that its number was used. */
    forget: (commandId: string) => void outcomes.delete(commandId),
    /** A row as desktops have it when they are up to date; null when there is none. */
    confirmed(table: string, id: string) {
      const row = rows.get(`${table} ${id}`)
      return row?.doc ? { rev: row.rev, doc: row.doc } : null
    },
    /** Somebody else's command reaches the relay. Throws when it is refused. */
    elsewhere(name: CommandName, payload: unknown): void {
      take(desk.must(name, payload).writes)
    },
    /** All that happened on the desk so far reaches the relay as one revision; of mails, tasks and suppressions what is asked for. */
    adopt(also: readonly ('mails' | 'tasks' | 'credits' | 'disputes' | 'suppressed_addresses')[] = []): void {
      const all = [
        'companies',
        'users',
        'customers',
        'products',
        'orders',
        'order_lines',
        'invoices',
      ] as const
      const others = [
        'invoice_revisions',
        'payments',
        'applications',
        'payment_links',
        'payment_link_invoices',
        'customer_balances',
      ] as const
      const writes = [...all, ...others, ...also].flatMap(table =>
        desk.ledger.all(table).map(row => ({ table, row }) as Write),
      )
      take(writes)
    },
    pageSize(count: number): void {
      pageRows = count
    },
  }
}

export type MemoryRelay = ReturnType<typeof memoryRelay>
