import { ActionIcon, Menu } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { GridApi } from 'ag-grid-community'
import { type RefObject, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import type { ListColumn } from './list-columns.ts'
import classes from './list-grid.module.css'

interface ColumnMenuProps<Row> {
  columns: readonly ListColumn<Row>[]
  api: RefObject<GridApi<Row> | null>
  onChoose(id: string, isShown: boolean): void
  onReset(): void
}

/** Chooses which columns a list shows. */
export function ColumnMenu<Row>({ columns, api, onChoose, onReset }: ColumnMenuProps<Row>) {
  const words = useWords().parts
  const [shown, setShown] = useState<string[]>([])

  function look() {
    const state = api.current?.getColumnState() ?? []
    setShown(state.filter(column => !column.hide).map(column => column.colId))
  }

  return (
    <Menu position="bottom-end" onOpen={look} shadow="md">
      <Menu.Target>
        <ActionIcon
          className={classes.menu}
          variant="subtle"
          color="gray"
          size={26}
          aria-label={words.columns}
        >
          <IconAdjustmentsHorizontal size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.columns}</Menu.Label>
        {columns.map(column => {
          const visible = shown.includes(column.id)
          return (
            <Menu.CheckboxItem
              key={column.id}
              checked={visible}
              disabled={visible && shown.length === 1}
              onChange={() => {
                onChoose(column.id, !visible)
                api.current?.setColumnsVisible([column.id], !visible)
                look()
              }}
            >
              {column.header}
            </Menu.CheckboxItem>
          )
        })}
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick={false}
          onClick={() => {
            onReset()
            look()
          }}
        >
          {words.resetColumns}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
