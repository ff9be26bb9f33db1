/** A field with an error; of a conflict, the first of its ways out. */
const WRONG = '[aria-invalid="true"], [data-error] input, [role="alert"] button'

/**
 * Goes to the first field of a form that is wrong, by its own check or by a refusal, once it is drawn so: scrolled to with its
 * message and focused. When the message belongs to no field, the message itself is scrolled to.
 */
export function focusFirstError(formNow: () => ParentNode | null) {
  window.requestAnimationFrame(() =>
    window.setTimeout(() => {
      const form = formNow()
      const field = form?.querySelector<HTMLElement>(WRONG)
      if (field) {
        field.focus()
        // What is wrong with it stands below it, and the browser shows the field alone.
        field.closest('.mantine-InputWrapper-root')?.scrollIntoView({ block: 'nearest' })
      } else form?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' })
    }),
  )
}
