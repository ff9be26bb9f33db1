import { SegmentedControl } from '@mantine/core'
import { navigate, pathTo } from '../../app/router.ts'
import { useWords } from '../../words/use-words.ts'

const ROUTES = { links: 'links', payments: 'linkPayments', payouts: 'payouts' } as const
type Tab = keyof typeof ROUTES

/** Beside the title of Payments & Links: its three lists. */
export function MoneyTabs({ on }: { on: Tab }) {
  const w = useWords().linkMoney
  return (
    <SegmentedControl
      aria-label={w.tabs}
      data={(Object.keys(ROUTES) as Tab[]).map(tab => ({ value: tab, label: w.tab[tab] }))}
      value={on}
      onChange={tab => navigate(pathTo(ROUTES[tab as Tab]))}
    />
  )
}
