/** Tasks are found by whom they are about. */
export const taskCustomers = `
CREATE INDEX tasks_customerId ON tasks (customerId) WHERE customerId IS NOT NULL;
`
