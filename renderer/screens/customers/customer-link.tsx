import { pathTo } from '../../app/router.ts'
import classes from '../../parts/name-link.module.css'

/** A customer's name: leads to the customer, wherever it stands. */
export function CustomerLink({ customerId, name }: { customerId: string; name: string }) {
  return (
    <a href={`#${pathTo('customer', { customerId })}`} className={classes.link}>
      {name}
    </a>
  )
}
