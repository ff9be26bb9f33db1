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
 * A button, or with `href` a link, that stays in sight and in reach of the keyboard while it can't be pressed, and then says why:
 * to the eye beside it, to a screen reader as its description. It is one element with and without a reason: who is on it stays on
 * it when the reason goes.
 */
export function ReasonButton(props: ReasonButtonProps) {
  const { reason, href, onClick, ref, children, title, disabled, ...look } = props
  const id = useId()
  const isRefused = reason !== undefined
  const state = isRefused
    ? { 'aria-disabled': true, 'data-disabled': true, 'aria-describedby': id }
    : { ...(title && { title }) }
  return (
    <>
      <Tooltip
        label={reason}
        disabled={!isRefused}
        multiline
        maw={320}
        events={{ hover: true, focus: true, touch: true }}
      >
        {href === undefined ? (
          <Button
            ref={ref}
            {...look}
            {...state}
            {...(!isRefused && { onClick, ...(disabled && { disabled }) })}
          >
            {children}
          </Button>
        ) : (
          // A link that leads nowhere is none to the browser: it is told what it is, and kept in reach.
          <Button component="a" role="link" tabIndex={0} {...look} {...state} {...(!isRefused && { href })}>
            {children}
          </Button>
        )}
      </Tooltip>
      {isRefused && <VisuallyHidden id={id}>{reason}</VisuallyHidden>}
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
  if (reason === undefined) {
    return (
      <Menu.Item color={color} onClick={onClick}>
        {children}
      </Menu.Item>
    )
  }
  return (
    <Menu.Item aria-disabled closeMenuOnClick={false} className={classes.item}>
      {children}{' '}
      {quiet ? <VisuallyHidden>{reason}</VisuallyHidden> : <span className={classes.why}>{reason}</span>}
    </Menu.Item>
  )
}
