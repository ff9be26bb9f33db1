import { pathTo } from '../../app/router.ts'
import type { Mark } from '../../parts/mark.ts'

/** A customer's name in a list: leads to the customer. */
export function customerMark(customerId: string, name: string): Mark {
  return { text: name, href: `#${pathTo('customer', { customerId })}` }
}
