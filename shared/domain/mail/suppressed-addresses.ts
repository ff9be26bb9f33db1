import { type Read, rows, type View } from '../view.ts'
import type { MailRow } from './mail-row.ts'
import type { SuppressedAddressRow } from './suppressed-address-row.ts'

/** An address as suppressions are kept and looked up. Mailboxes that differ in case only are one in practice. */
export function suppressionKey(address: string): string {
  return address.trim().toLowerCase()
}

/** What `suppressionOf` reads. */
export function suppressionReads(address: string): Read[] {
  return [rows('suppressed_addresses', 'address', suppressionKey(address))]
}

/** Why no mail of this kind may go to the address; null when one may. */
export function suppressionOf(
  address: string,
  kind: MailRow['kind'],
  view: View,
): SuppressedAddressRow | null {
  const found = view
    .list('suppressed_addresses', 'address', suppressionKey(address))
    .filter(each => each.liftedAt === null)
  return found.find(({ scope }) => scope === 'all' || kind === 'reminder') ?? null
}
