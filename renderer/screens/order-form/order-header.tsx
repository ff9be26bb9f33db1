import { ActionIcon, Input } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { memo } from 'react'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { CustomerPicker } from './customer-picker.tsx'
import { HeaderChoice, HeaderDate, HeaderSuggest, HeaderText } from './header-fields.tsx'
import type { OrderDesk } from './order-desk.ts'
import type { OrderHeader as Header } from './order-draft.ts'
import classes from './order-form.module.css'

interface OrderHeaderProps {
  desk: OrderDesk
  /** null until the customer is chosen. */
  header: Header | null
  customer: CustomerRow | null
  company: CompanyRow | null
  users: readonly UserRow[]
  readOnly: boolean
  /** Present while the customer may still be another one. */
  onPick: ((customerId: string, ahead: () => string) => Promise<void>) | null
  onUnpick: (() => void) | null
}

/** The head of an order: for whom, when, how, and what they call it. */
export const OrderHeader = memo(function OrderHeader({
  desk,
  header,
  customer,
  company,
  users,
  readOnly,
  ...pick
}: OrderHeaderProps) {
  const words = useWords().orders
  if (!customer || !header) {
    return (
      <div className={`${classes.card} ${classes.header}`}>
        <div className={classes.wide}>{pick.onPick && <CustomerPicker onPick={pick.onPick} />}</div>
      </div>
    )
  }
  const shared = { desk, header, readOnly }
  const salespeople = users.filter(user => user.active || user.id === header.salespersonId)
  const carriers = [...(company?.carriers ?? []), customer.carrier].filter(carrier => carrier !== '')
  return (
    <div className={`${classes.card} ${classes.header} ${readOnly ? classes.readOnly : ''}`}>
      <Input.Wrapper className={classes.wide} label={words.customer} labelElement="div">
        <div className={classes.chosen}>
          <span>
            <b className="florin-strong">
              <CustomerLink customerId={customer.id} name={customer.name} />
            </b>{' '}
            · {customer.code}
          </span>
          {pick.onUnpick && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={22}
              aria-label={words.otherCustomer}
              onClick={pick.onUnpick}
            >
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
      </Input.Wrapper>
      <div className={classes.middle}>
        <HeaderDate {...shared} field="shipOn" label={words.shipOn} placeholder={words.shipOnHint} />
      </div>
      <HeaderSuggest {...shared} field="carrier" label={words.carrier} suggestions={carriers} />
      <div className={classes.middle}>
        <HeaderChoice
          {...shared}
          field="shipToId"
          label={words.shipTo}
          none={words.billingAddress}
          choices={customer.shipTos.map(shipTo => ({ value: shipTo.id, label: shipTo.name }))}
        />
      </div>
      <HeaderText
        {...shared}
        field="poNumber"
        label={customer.poRequired && !readOnly ? words.poRequired : words.poNumber}
      />
      <HeaderText {...shared} field="reference" label={words.reference} />
      <HeaderChoice
        {...shared}
        field="buyerContactId"
        label={words.buyer}
        none={words.nobody}
        choices={customer.contacts.map(contact => ({ value: contact.id, label: contact.name }))}
      />
      <HeaderChoice
        {...shared}
        field="salespersonId"
        label={words.salesperson}
        none={words.nobody}
        choices={salespeople.map(user => ({ value: user.id, label: user.name }))}
      />
      <HeaderText
        {...shared}
        field="invoiceNote"
        label={words.invoiceNote}
        placeholder={words.invoiceNoteHint}
        long
      />
      <HeaderText
        {...shared}
        field="warehouseNote"
        label={words.warehouseNote}
        placeholder={words.warehouseNoteHint}
        long
      />
    </div>
  )
})
