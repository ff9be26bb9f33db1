import type { Permission } from '../../shared/domain/permissions.ts'
import { useSeesOwn } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { Tag } from './status-tag.tsx'

/** Says that own customers only are shown, to whom `right` shows no others; null: what everyone is shown. */
export function OwnCustomersNote({ right }: { right: Permission | null }) {
  return useSeesOwn(right) && <OwnCustomersTag />
}

/** Says that own customers only are shown. */
export function OwnCustomersTag() {
  const w = useWords().ownCustomers
  return (
    <Tag tone="blue" title={w.hint}>
      {w.note}
    </Tag>
  )
}
