import { Button, type ButtonProps, type MantineColor, Menu, Tooltip, VisuallyHidden } from '@mantine/core'
import { type ReactNode, type Ref, useId } from 'react'
import classes from './reason-button.module.css'

interface ReasonButtonProps extends Omit<ButtonProps, 'disabled' | 'data-disabled'> {
  /** Why it can't be pressed now; it can when there is no reason. */
  reason: string | undefined
  /** Where it leads, with `#`; else `onClick` says what it does. */
  href?: string | undefined
  onClick?: () => void
  disabled?: boolean
  title?: string
  'aria-label'?: string
  ref?: Ref<HTMLButtonElement>
}

/**
 * A button that stays in sight and in reach of the keyboard while it can't be pressed, and then says why: to the eye beside it,
 * to a screen reader as its description.
 */
export function ReasonButton({ reason, href, onClick, ref, children, ...look }: ReasonButtonProps) {
  const id = useId()
  if (reason === undefined) {
    if (href === undefined) {
      return (
        <Button ref={ref} onClick={onClick} {...look}>
          {children}
        </Button>
      )
    }
    return (
      <Button component="a" href={href} {...look}>
        {children}
      </Button>
    )
  }
  const { title: _, disabled: __, ...shown } = look
  return (
    <>
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <Button ref={ref} aria-disabled data-disabled aria-describedby={id} {...shown}>
          {children}
        </Button>
      </Tooltip>
      <VisuallyHidden id={id}>{reason}</VisuallyHidden>
    </>
  )
}

interface ReasonItemProps {
  /** Why it can't be done now; it can when there is no reason. */
  reason: string | undefined
  onClick(): void
  color?: MantineColor | undefined
  /** True where an entry beside it shows the same reason. */
  quiet?: boolean
  children: ReactNode
}

/** An entry of a menu that stays in reach of the arrow keys while it can't be done, with the reason in it. */
export function ReasonItem({ reason, onClick, color, quiet = false, children }: ReasonItemProps) {
  const id = useId()
  if (reason === undefined) {
    return (
      <Menu.Item color={color} onClick={onClick}>
        {children}
      </Menu.Item>
    )
  }
  const why = <span className={classes.why}>{reason}</span>
  return (
    <Menu.Item
      aria-disabled
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-why`}
      closeMenuOnClick={false}
      className={classes.item}
    >
      <span id={`${id}-name`}>{children}</span>
      <span id={`${id}-why`}>{quiet ? <VisuallyHidden>{reason}</VisuallyHidden> : why}</span>
    </Menu.Item>
  )
}
