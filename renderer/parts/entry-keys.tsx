import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useRef } from 'react'
import { onRecordKey } from './record-key.ts'
import { unsettledSelect } from './unsettled-select.ts'

interface EntryKeysProps {
  ref?: Ref<HTMLDivElement>
  className?: string | undefined
  /** What Ctrl+Enter does, once at a time; without it the keys are left to the screen. */
  onRecord?(): Promise<unknown>
  children: ReactNode
}

/** The keys of a form that enters money: Enter goes on to the next field and never records; Ctrl+Enter records. */
export function EntryKeys({ ref, className, onRecord, children }: EntryKeysProps) {
  const recording = useRef(false)
  const latest = useRef(onRecord)
  useEffect(() => {
    latest.current = onRecord
  })
  async function record() {
    recording.current = true
    // What this very key settles in its field, such as a date that is being typed, is recorded as settled.
    await new Promise(resolve => setTimeout(resolve, 0))
    try {
      await latest.current?.()
    } finally {
      recording.current = false
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the fields in it
    <div
      ref={ref}
      className={className}
      onKeyDown={event => {
        if (event.key !== 'Enter') return
        if (!event.ctrlKey && !event.metaKey) return goOnToNext(event)
        if (!onRecord || event.shiftKey) return
        const form = event.currentTarget
        onRecordKey(event, () => {
          if (!recording.current && !unsettledSelect(form)) void record()
        })
      }}
    >
      {children}
    </div>
  )
}

/**
 * Where Enter leads in a form: from a one-line field to the field below or beside it, as Tab, past ticks and what is marked
 * `data-aside`. In a list to choose from it takes the choice first; where nothing fits what is typed, it stays.
 */
function goOnToNext(event: KeyboardEvent<HTMLElement>): void {
  const field = event.target
  if (!(field instanceof HTMLInputElement) || !isField(field)) return
  if (event.altKey || event.shiftKey || event.nativeEvent.isComposing) return
  const isList = field.getAttribute('aria-haspopup') === 'listbox'
  if (isList ? field.readOnly || isUnsettled(field, event) : event.defaultPrevented) return
  event.preventDefault()
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input, textarea')].filter(isField)
  fields
    .slice(fields.indexOf(field) + 1)
    .find(next => !next.hasAttribute('data-aside'))
    ?.focus()
}

/** Something is typed that was not chosen, and no choice was taken by this key. */
function isUnsettled(field: HTMLElement, event: KeyboardEvent): boolean {
  return field.hasAttribute('data-unsettled') && !event.defaultPrevented
}

function isField(field: HTMLElement): boolean {
  if (field instanceof HTMLTextAreaElement) return !field.disabled && !field.readOnly && field.tabIndex >= 0
  if (!(field instanceof HTMLInputElement) || field.disabled || field.tabIndex < 0) return false
  if (field.readOnly && field.getAttribute('aria-haspopup') !== 'listbox') return false
  return !['checkbox', 'radio', 'hidden', 'file', 'button'].includes(field.type)
}
