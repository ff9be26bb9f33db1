import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'

/**
 * The button at a row's end and its menu, made when it is asked for: a list has thousands. The keyboard reaches it through its
 * cell, to which it comes back.
 */
export function RowMenu({ label, children }: { label: string; children(): ReactNode }) {
  const [opened, setOpened] = useState(false)
  const cell = useRef<HTMLElement | null>(null)
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={22}
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="menu"
      onClick={event => {
        event.stopPropagation()
        cell.current = event.currentTarget.closest<HTMLElement>('[role="gridcell"]')
        setOpened(true)
      }}
    >
      <IconDots size={15} aria-hidden />
    </ActionIcon>
  )
  if (!opened) return button
  const close = () => {
    cell.current?.focus()
    setOpened(false)
  }
  return (
    <Menu opened onClose={close} position="bottom-end" shadow="md">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>{children()}</Menu.Dropdown>
    </Menu>
  )
}
