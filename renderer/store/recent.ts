import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** A record someone looked at, as the palette offers it again. */
export interface RecentRecord {
  kind: 'customer' | 'order' | 'invoice' | 'payment'
  id: string
  label: string
}

interface RecentStore {
  /** By user; newest first. */
  byUser: Record<string, RecentRecord[]>
  remember(userId: string, record: RecentRecord): void
}

const MOST = 8

/** What each user of this computer last looked at. */
export const useRecent = create<RecentStore>()(
  persist(
    set => ({
      byUser: {},
      remember: (userId, record) =>
        set(({ byUser }) => ({ byUser: { ...byUser, [userId]: withNewest(byUser[userId] ?? [], record) } })),
    }),
    { name: 'florin.recent' },
  ),
)

/** The list with a record at its top, once, and no longer than it may be. */
export function withNewest(records: readonly RecentRecord[], newest: RecentRecord): RecentRecord[] {
  const others = records.filter(({ kind, id }) => kind !== newest.kind || id !== newest.id)
  return [newest, ...others].slice(0, MOST)
}
