import type { CustomerRow } from './customer-row.ts'

type Known = Pick<CustomerRow, 'phone' | 'invoiceEmails' | 'statementEmails' | 'contacts'>

/** By what two customers of one name are likely the same: their phone, or a mail address; null when by nothing. */
export function sameBy(one: Known, other: Known): 'phone' | 'email' | null {
  const phone = digitsOf(one.phone)
  if (phone !== '' && phone === digitsOf(other.phone)) return 'phone'
  const addresses = addressesOf(other)
  return [...addressesOf(one)].some(address => addresses.has(address)) ? 'email' : null
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '')
}

function addressesOf({ invoiceEmails, statementEmails, contacts }: Known): Set<string> {
  const all = [...invoiceEmails, ...statementEmails, ...contacts.map(contact => contact.email)]
  return new Set(all.filter(address => address !== '').map(address => address.toLowerCase()))
}
