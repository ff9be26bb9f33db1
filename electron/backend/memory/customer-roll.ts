import type { ChangeListener } from '../ledger/noting-changes.ts'
import type { Asking } from '../store/queries/asking.ts'
import { nameOrderOf } from './name-order.ts'
import { searchedText } from './searched-text.ts'

type Sql = Asking

/** What is asked of customers' rows, for all customers at once. */
export interface RollCustomer {
  id: string
  code: string
  name: string
  /** Name and code, folded for searching. */
  folded: string
  /** What the roll is in order of. */
  order: string
  termsCode: string
  salespersonId: string | null
  creditLimitCents: number | null
  creditHold: boolean
}

/** All customers by name, in the order of the tables' `nameOrder`. */
export interface CustomerRoll {
  list: readonly RollCustomer[]
  /** Where in the list a customer is, by id. */
  places: ReadonlyMap<string, number>
}

/** Keeps the roll: only customers that changed are read again. */
export function createCustomerRoll(onChange: (listener: ChangeListener) => void): (q: Sql) => CustomerRoll {
  let roll: CustomerRoll | null = null
  const unread = new Set<string>()
  onChange((tables, noted) => {
    if (roll === null || !tables.has('customers')) return
    if (noted === null) roll = null
    else for (const id of noted.customers) unread.add(id)
  })
  return q => {
    if (roll === null) roll = readRoll(q)
    else if (unread.size > 0) roll = rollWith(q, roll, [...unread])
    unread.clear()
    return roll
  }
}

function readRoll(q: Sql): CustomerRoll {
  // Nearly in order already, which makes sorting them quick.
  return rollOf((q.sql(`${COLUMNS} ORDER BY name COLLATE NOCASE`).raw().all() as Columns[]).map(customerOf))
}

/**
 * The roll with these customers as they are now. Its `places` are the same map as before unless a customer is new, has gone, or
 * has another name.
 */
function rollWith(q: Sql, { list, places }: CustomerRoll, ids: readonly string[]): CustomerRoll {
  const read = `${COLUMNS} WHERE id IN (SELECT value FROM json_each(?))`
  const found = (q.sql(read).raw().all(JSON.stringify(ids)) as Columns[]).map(customerOf)
  const known = ids.filter(id => places.has(id))
  const isSettled = found.every(({ id, order }) => list[places.get(id) ?? -1]?.order === order)
  if (isSettled && known.length === found.length) {
    const same = [...list]
    for (const customer of found) same[places.get(customer.id)!] = customer
    return { list: same, places }
  }
  const changed = new Set(ids)
  return rollOf([...list.filter(({ id }) => !changed.has(id)), ...found])
}

type Columns = [string, string, string, string, string | null, number | null, number]

const COLUMNS = 'SELECT id, code, name, termsCode, salespersonId, creditLimitCents, creditHold FROM customers'

function customerOf(columns: Columns): RollCustomer {
  const [id, code, name, termsCode, salespersonId, creditLimitCents, creditHold] = columns
  const folded = searchedText(name, code)
  const order = nameOrderOf(name)
  return {
    id,
    code,
    name,
    folded,
    order,
    termsCode,
    salespersonId,
    creditLimitCents,
    creditHold: creditHold === 1,
  }
}

function rollOf(list: RollCustomer[]): CustomerRoll {
  list.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1))
  return { list, places: new Map(list.map(({ id }, place) => [id, place])) }
}
