import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { GridApi } from 'ag-grid-community'
import type { ReactNode } from 'react'
import classes from './row-menu.module.css'

/** A row's menu that is open, at a place in the list. */
export interface OpenedMenu<Row> {
  row: Row
  rowId: string
  rowIndex: number
  columnId: string
  /** In pixels from the list's upper left corner. */
  left: number
  top: number
}

/** The button at a row's end, as plain elements: a list that is scrolled makes hundreds of them a second. */
export function rowMenuButton(label: string): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.tabIndex = -1
  button.className = classes.button!
  button.ariaLabel = label
  button.ariaHasPopup = 'menu'
  return button
}

/** The button of a row's menu among what was clicked; null for anything else. */
export function pressedRowMenu(target: HTMLElement | null): HTMLElement | null {
  return target?.closest<HTMLElement>(`button.${classes.button}`) ?? null
}

/** The menu of a button that was pressed in a list. */
export function menuAt<Row>(
  button: HTMLElement,
  list: HTMLElement,
  opened: Omit<OpenedMenu<Row>, 'left' | 'top'>,
): OpenedMenu<Row> {
  const [place, frame] = [button.getBoundingClientRect(), list.getBoundingClientRect()]
  return { ...opened, left: place.left - frame.left, top: place.top - frame.top }
}

/** The menu after its list moved sideways, or its columns grew: at its button again; null where that is gone. */
export function replacedMenu<Row>(menu: OpenedMenu<Row>, list: HTMLElement | null): OpenedMenu<Row> | null {
  const cell = `[row-id="${CSS.escape(menu.rowId)}"] [col-id="${menu.columnId}"]`
  const button = list?.querySelector<HTMLElement>(`${cell} button`)
  return list && button ? menuAt(button, list, menu) : null
}

/** The menu after the list was read again: it moves with its row, and goes with it (null). */
export function movedMenu<Row>(menu: OpenedMenu<Row>, grid: GridApi<Row>): OpenedMenu<Row> | null {
  const { data: row, rowIndex, rowHeight } = grid.getRowNode(menu.rowId) ?? {}
  if (!row || typeof rowIndex !== 'number') return null
  return { ...menu, row, rowIndex, top: menu.top + (rowIndex - menu.rowIndex) * (rowHeight ?? 0) }
}

/** The open menu, beside the grid and over the plain button: what stands in the grid's cells is the grid's to redraw. */
export function RowMenu({ left, top, label, items, onClose }: RowMenuProps) {
  return (
    <Menu opened onClose={onClose} position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          className={classes.over}
          style={{ left, top }}
          variant="light"
          color="gray"
          size={22}
          tabIndex={-1}
          aria-label={label}
        >
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{items}</Menu.Dropdown>
    </Menu>
  )
}

interface RowMenuProps {
  left: number
  top: number
  label: string
  items: ReactNode
  onClose(): void
}
