import classes from './notices.module.css'

/** A message below a field that Mantine does not draw itself; nothing when there is none. */
export function FieldError({ id, children }: { id?: string; children?: React.ReactNode }) {
  if (!children) return null
  return (
    <p id={id} className={classes.fieldError} role="alert">
      {children}
    </p>
  )
}
