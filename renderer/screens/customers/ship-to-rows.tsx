import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ShipTo } from '../../../shared/domain/customer/customer-row.ts'
import { newId } from '../../app/new-id.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './customer.module.css'
import { type CustomerForm, WhoseStands } from './customer-form.tsx'
import { NO_ADDRESS } from './customer-kinds.ts'
import { named } from './named.ts'

/** Where a customer's orders may be shipped to. */
export function ShipToRows({ form }: { form: CustomerForm }) {
  const w = useWords().customers
  const rows = form.shown('shipTos')

  function change(place: number, shipTo: ShipTo) {
    form.type('shipTos', rows.with(place, shipTo))
  }

  return (
    <div className={classes.rows}>
      {rows.map((shipTo, place) => {
        const address = (key: keyof ShipTo['address'], label: string) => (
          <TextInput
            {...named(label, place)}
            value={shipTo.address[key]}
            error={form.error(`shipTos.${place}.address.${key}`)}
            onChange={event =>
              change(place, { ...shipTo, address: { ...shipTo.address, [key]: event.currentTarget.value } })
            }
          />
        )
        return (
          <div key={shipTo.id} className={`${classes.row} ${classes.shipTo}`}>
            <TextInput
              {...named(w.shipToName, place)}
              value={shipTo.name}
              error={form.error(`shipTos.${place}.name`)}
              onChange={event => change(place, { ...shipTo, name: event.currentTarget.value })}
            />
            {address('line1', w.line1)}
            {address('line2', w.shipToLine2)}
            {address('city', w.cityField)}
            {address('region', w.region)}
            {address('postalCode', w.postalCode)}
            {address('country', w.country)}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={33}
              aria-label={`${w.remove} ${shipTo.name}`}
              onClick={() => form.type('shipTos', rows.toSpliced(place, 1))}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </div>
        )
      })}
      {form.conflict('shipTos') && <WhoseStands form={form} field="shipTos" />}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => form.type('shipTos', [...rows, { id: newId(), name: '', address: NO_ADDRESS }])}
      >
        {w.addShipTo}
      </Button>
    </div>
  )
}
