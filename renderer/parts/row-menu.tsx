import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import classes from './row-menu.module.css'

/** A row's menu that is open: the plain button it was opened by, and what stands in it. */
export interface OpenedMenu {
  button: HTMLElement
  label: string
  items: ReactNode
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

/** The open menu in its cell, in the place of the plain button. The keyboard comes back to the cell. */
export function RowMenu({ menu, onClose }: { menu: OpenedMenu; onClose(): void }) {
  const cell = menu.button.closest<HTMLElement>('[role="gridcell"]')
  if (!cell) return null
  const close = () => {
    cell.focus()
    onClose()
  }
  return createPortal(
    <span className={classes.over}>
      <Menu opened onClose={close} position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="light" color="gray" size={22} tabIndex={-1} aria-label={menu.label}>
            <IconDots size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{menu.items}</Menu.Dropdown>
      </Menu>
    </span>,
    cell,
  )
}
