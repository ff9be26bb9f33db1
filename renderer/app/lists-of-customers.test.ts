import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LISTS_OF_CUSTOMERS } from './lists-of-customers.ts'

test('a list that the backend narrows to own customers where receivables are narrowed says so on screen', () => {
  const sources = readFileSync('electron/backend/exports/list-sources.ts', 'utf8')
  const narrowed = [...sources.matchAll(/listed\('([a-z.-]+)', receivables,/g)].map(([, list]) => list!)
  // Payouts are the company's and no customer's.
  for (const list of [...narrowed, 'aging.customers'].filter(list => list !== 'payouts.list'))
    expect(LISTS_OF_CUSTOMERS, list).toHaveProperty([list], 'receivables.view')
  expect(narrowed.length).toBeGreaterThan(4)
})
