import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { HomeStart } from '../../../shared/protocol/home-asks.ts'
import { pathTo, type RouteName } from '../../app/router.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { NEW_CUSTOMER } from '../customers/customer-screen.tsx'
import classes from './home.module.css'

interface Step {
  name: keyof HomeStart
  route: RouteName
  params?: Record<string, string>
  allowed: boolean
}

/** What to do first in a new company, in order, with what is done already. */
export function FirstSteps({ start }: { start: HomeStart }) {
  const w = useWords().home
  const maySetUp = useRight('setup')
  const mayEditCustomers = useRight('customers.edit')
  const mayEditProducts = useRight('products.edit')
  const mayOrder = useRight('orders.edit')
  const steps: Step[] = [
    { name: 'customers', route: 'customer', params: { customerId: NEW_CUSTOMER }, allowed: mayEditCustomers },
    { name: 'products', route: 'products', allowed: mayEditProducts },
    { name: 'paymentsAccount', route: 'settings', allowed: maySetUp },
    { name: 'colleagues', route: 'team', allowed: maySetUp },
    { name: 'orders', route: 'newOrder', allowed: mayOrder },
    { name: 'invoices', route: 'orders', allowed: mayOrder },
  ]
  const next = steps.find(step => !start[step.name] && step.allowed)
  return (
    <section className={classes.first} aria-label={w.firstTitle}>
      <h2>{w.firstTitle}</h2>
      <p>{w.firstHint}</p>
      <ol>
        {steps.map(step => (
          <li key={step.name} className={start[step.name] ? classes.done : undefined}>
            <span className={classes.mark} aria-hidden>
              {start[step.name] ? <IconCheck size={14} /> : null}
            </span>
            <div>
              <h3>
                {w.firstSteps[step.name].title}
                {start[step.name] && <span className={classes.unseen}> {w.done}</span>}
              </h3>
              <p>{w.firstSteps[step.name].hint}</p>
            </div>
            {!start[step.name] && step.allowed && (
              <Button
                variant={step === next ? 'filled' : 'default'}
                component="a"
                href={`#${pathTo(step.route, step.params)}`}
              >
                {w.firstSteps[step.name].act}
              </Button>
            )}
            {!start[step.name] && !step.allowed && <span className="florin-mute">{w.askAdmin}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
