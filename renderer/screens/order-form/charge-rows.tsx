import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { memo, useEffect, useState } from 'react'
import type { ChargeType } from '../../../shared/domain/company/company-row.ts'
import { chargeOfType } from '../../../shared/domain/order/order-charges.ts'
import type { OrderCharge } from '../../../shared/domain/order/order-row.ts'
import { newId } from '../../app/new-id.ts'
import { useWords } from '../../words/use-words.ts'
import { ChargeRow } from './charge-row.tsx'
import classes from './line-grid.module.css'
import type { OrderDesk } from './order-desk.ts'
import { chargeKey } from './order-draft.ts'
import { SectionRow } from './section-row.tsx'

interface ChargeRowsProps {
  desk: OrderDesk
  charges: readonly OrderCharge[]
  chargesCents: number
  types: readonly ChargeType[]
  readOnly: boolean
}

/** The charges beside the lines, every amount editable in place, and the way to add one. */
export const ChargeRows = memo(function ChargeRows(props: ChargeRowsProps) {
  const { desk, charges, readOnly } = props
  const words = useWords().orderEntry
  if (readOnly && charges.length === 0) return null
  return (
    <>
      <SectionRow label={words.charges} totalCents={props.chargesCents}>
        {!readOnly && <AddCharge desk={desk} types={props.types} />}
      </SectionRow>
      {charges.map((charge, at) => (
        <ChargeRow
          key={charge.id}
          desk={desk}
          charge={charge}
          readOnly={readOnly}
          before={charges[at - 1]?.id ?? null}
          after={charges[at + 1]?.id ?? null}
        />
      ))}
    </>
  )
})

function AddCharge({ desk, types }: { desk: OrderDesk; types: readonly ChargeType[] }) {
  const words = useWords().orderEntry
  const [opened, setOpened] = useState(false)

  useEffect(() => {
    function keyDown(event: KeyboardEvent) {
      if (!event.altKey || event.code !== 'KeyC' || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      setOpened(true)
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [])

  async function add(charge: OrderCharge) {
    const { orderId } = desk.store.getState()
    const { id: chargeId, ...fields } = charge
    desk.wantFocus(chargeKey(chargeId, charge.kind === 'percent' ? 'rateBps' : 'amountCents'))
    const trouble = await desk.edit('order.add-charge', { orderId, charge: { chargeId, ...fields } })
    if (!trouble) return
    desk.wantFocus(null)
    desk.report(trouble)
  }

  const free = (kind: 'fixed' | 'percent') => ({
    id: newId(),
    label: kind === 'fixed' ? words.freeCharge : words.freePercent,
    kind,
    rateBps: 0,
    amountCents: 0,
    frozen: false,
  })

  return (
    <Menu opened={opened} onChange={setOpened} position="top-start" shadow="md" width={250}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes.addCharge}
          leftSection={<IconPlus size={13} aria-hidden />}
          rightSection={<kbd className="florin-kbd">Alt C</kbd>}
        >
          {words.addCharge}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {types.map(type => (
          <Menu.Item key={type.id} onClick={() => void add(chargeOfType(type, newId()))}>
            {type.label}
          </Menu.Item>
        ))}
        {types.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={() => void add(free('fixed'))}>{words.otherFixed}</Menu.Item>
        <Menu.Item onClick={() => void add(free('percent'))}>{words.otherPercent}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
