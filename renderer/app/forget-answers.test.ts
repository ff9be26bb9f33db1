import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'
import type { UserRow } from '../../shared/domain/user/user-row.ts'
import type { SessionState } from '../../shared/protocol/desk.ts'
import { onOtherUser } from '../store/on-other-user.ts'
import { useSession } from '../store/session.ts'
import { forgetAnswersOfOthers } from './forget-answers.ts'

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
const askAgain = vi.fn()
const forget = vi.fn()
forgetAnswersOfOthers(queries, askAgain)
onOtherUser(forget)

/** Says that this user is logged in; null: nobody. */
function session(user: Partial<UserRow> | null): void {
  const row = user && { roles: ['sales'], manageOwnCustomers: false, active: true, language: 'en', ...user }
  useSession.getState().setSession({ user: row } as SessionState)
}

/** The figures of Home as this user is answered, asked as a screen asks. */
function home(answer: string): Promise<string> {
  return queries.fetchQuery({ queryKey: ['home.figures', {}], queryFn: async () => answer })
}

const JORGE = { id: 'jorge' }
const LUCIA = { id: 'lucia', roles: ['receivables'] as UserRow['roles'] }

beforeEach(() => {
  session(JORGE)
  queries.clear()
  vi.clearAllMocks()
})

test('who logs in after another is answered for themselves', async () => {
  expect(await home('of Jorge')).toBe('of Jorge')
  session(null)
  session(LUCIA)
  expect(await home('of Lucía')).toBe('of Lucía')
  expect(forget).toHaveBeenCalledOnce()
})

test('at a logout nothing stays to be shown', async () => {
  await home('of Jorge')
  session(null)
  expect(queries.getQueryCache().getAll()).toEqual([])
})

test('another window that learns only of the new user forgets, too', async () => {
  await home('of Jorge')
  session(LUCIA)
  expect(await home('of Lucía')).toBe('of Lucía')
  expect(forget).toHaveBeenCalledOnce()
})

test('an answer that was on its way for the one before is not the next one’s', async () => {
  let arrive = (_answer: string) => {}
  const late = queries.fetchQuery({
    queryKey: ['home.figures', {}],
    queryFn: () => new Promise<string>(resolve => (arrive = resolve)),
  })
  session(null)
  session(LUCIA)
  arrive('of Jorge')
  await late.catch(() => undefined)
  expect(await home('of Lucía')).toBe('of Lucía')
})

test.each([
  ['roles', { roles: ['sales', 'receivables'] as UserRow['roles'] }],
  ['own customers', { manageOwnCustomers: true }],
])(
  'with other %s what is on screen is asked again, and what was on another is forgotten',
  async (_what, now) => {
    let answer = 'as before'
    const observer = new QueryObserver(queries, { queryKey: ['aging', {}], queryFn: async () => answer })
    const stop = observer.subscribe(() => undefined)
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('as before'))
    await home('as before')
    answer = 'as now'
    session({ ...JORGE, ...now })
    expect(observer.getCurrentResult().data).toBeUndefined()
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('as now'))
    expect(await home('as now')).toBe('as now')
    expect([askAgain.mock.calls.length, forget.mock.calls.length]).toEqual([1, 0])
    stop()
  },
)

test('who comes back, and whose language changes, loses nothing', async () => {
  await home('of Jorge')
  session({ ...JORGE, language: 'es' })
  expect(await home('asked again')).toBe('of Jorge')
  session(null)
  session(JORGE)
  expect(forget).not.toHaveBeenCalled()
})
