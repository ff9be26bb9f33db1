import { LISTS_OF_CUSTOMERS } from '../app/lists-of-customers.ts'
import type { ListSource } from '../app/use-list.ts'
import { useSeesOwn } from '../store/session.ts'

/** Whether a list leaves others' customers out for who looks at it; a list of one customer leaves nobody out. */
export function useIsPart({ asks, filterKey }: Pick<ListSource<object>, 'asks' | 'filterKey'>): boolean {
  const right = LISTS_OF_CUSTOMERS[asks]
  const seesOwn = useSeesOwn(right ?? null)
  const { customerId } = JSON.parse(filterKey) as { customerId?: string | null }
  return right !== undefined && seesOwn && typeof customerId !== 'string'
}
