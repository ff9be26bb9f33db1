import { JOURNAL_ACCOUNTS, type JournalAccount } from '../../../shared/domain/collections/journal-entries.ts'

/** What QuickBooks for the United States calls the accounts, or what a wholesaler would add; in English there, always. */
export const USUAL_ACCOUNTS: Record<JournalAccount, string> = {
  receivable: 'Accounts Receivable',
  sales: 'Sales',
  hardGoods: 'Sales',
  fuel: 'Fuel Surcharge',
  charges: 'Other Charges',
  tax: 'Sales Tax Payable',
  nsfFees: 'Other Charges',
  financeCharges: 'Finance Charges',
  openingBalances: 'Opening Balance Equity',
  returns: 'Sales Returns',
  discounts: 'Sales Discounts',
  funds: 'Undeposited Funds',
  applied: 'Credit Clearing',
}

/** The accounts a file can't be written without: those with amounts that have no name. */
export function unnamedAccounts(
  names: Readonly<Record<JournalAccount, string>>,
  used: readonly JournalAccount[],
): JournalAccount[] {
  return used.filter(account => names[account].trim() === '')
}

/** Names for all accounts; one without amounts that has no name is called as usual. */
export function allNamed(names: Readonly<Record<JournalAccount, string>>): Record<JournalAccount, string> {
  const named = JOURNAL_ACCOUNTS.map(account => [account, names[account].trim() || USUAL_ACCOUNTS[account]])
  return Object.fromEntries(named) as Record<JournalAccount, string>
}
