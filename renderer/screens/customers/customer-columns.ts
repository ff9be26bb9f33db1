import type { Terms } from '../../../shared/domain/company/company-row.ts'
import type { Answers } from '../../../shared/protocol/desk.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { shortName } from '../../parts/short-name.ts'
import type { Words } from '../../words/use-words.ts'

export type CustomerListRow = Answers['customers.list']['rows'][number]

/** The columns of the customers' list. */
export function customerColumns(
  { customers: w, parts, listed }: Words,
  terms: readonly Terms[],
): ListColumn<CustomerListRow>[] {
  const termsName = (code: string) =>
    listed.name(terms.find(candidate => candidate.code === code)?.name ?? code)
  const status = (row: CustomerListRow) => [
    ...(row.creditHold ? [parts.tag.hold] : []),
    ...(row.overLimit ? [w.overLimit] : []),
    ...(row.active ? [] : [parts.tag.inactive]),
  ]
  return [
    { id: 'code', header: w.code, flex: 0.8, whole: 'text', tone: 'strong', text: row => row.code },
    { id: 'name', header: w.name, flex: 2.2, minWidth: 170, text: row => row.name },
    {
      id: 'city',
      header: w.city,
      tone: 'mute',
      sortable: false,
      text: row => row.billingAddress.city || parts.none,
    },
    {
      id: 'type',
      header: w.type,
      tone: 'mute',
      hidden: true,
      sortable: false,
      text: row => row.type || parts.none,
    },
    {
      id: 'phone',
      header: w.phone,
      whole: 'text',
      spare: 1,
      wideOnly: true,
      tone: 'mute',
      sortable: false,
      text: row => row.phone || parts.none,
    },
    {
      id: 'termsCode',
      header: w.terms,
      minWidth: 106,
      tone: 'mute',
      text: row => termsName(row.termsCode),
    },
    {
      id: 'salespersonName',
      header: w.salesperson,
      minWidth: 90,
      spare: 2,
      tone: 'mute',
      text: row => shortName(row.salespersonName) || parts.none,
    },
    {
      id: 'creditLimitCents',
      header: w.creditLimit,
      align: 'right',
      tone: 'mute',
      text: row => (row.creditLimitCents === null ? w.unlimited : formatCents(row.creditLimitCents)),
    },
    {
      id: 'tags',
      header: w.tags,
      tone: 'mute',
      hidden: true,
      sortable: false,
      text: row => row.tags.join(', '),
    },
    {
      id: 'openCents',
      header: w.openBalance,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.openCents),
    },
    {
      id: 'status',
      header: w.status,
      minWidth: 90,
      whole: 'text',
      sortable: false,
      red: row => row.creditHold || row.overLimit,
      text: row => status(row).join(', '),
    },
  ]
}
