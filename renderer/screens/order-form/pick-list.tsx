import { Popover, TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import classes from './pick-list.module.css'
import { withoutEnters } from './typed-ahead.ts'

interface PickListProps<Hit> {
  inputRef?: RefObject<HTMLInputElement | null>
  label: string
  labelHidden?: boolean
  placeholder: string
  text: string
  onType(text: string): void
  /** What matches, best first; null while nothing is asked. */
  hits: readonly Hit[] | null
  /** False while `hits` are about an earlier text. */
  fresh: boolean
  /** The best match of a text, for Enter pressed before its matches are there. */
  best(text: string): Promise<Hit | null>
  hitId(hit: Hit): string
  row(hit: Hit): ReactNode
  /** Said when nothing matches. */
  none: string
  /**
   * `ahead` is what was typed since the hit was taken, an Enter as `\n`: it belongs to the fields that come next. Answers
   * with a string: what of it is for this field again.
   */
  onPick(hit: Hit, ahead: () => string): unknown
  /** Keys the list does not use itself. */
  onKeyDown?(event: KeyboardEvent<HTMLInputElement>): void
  autoFocus?: boolean
  error?: ReactNode
}

/** A field to find one thing by fragments: matches stand below it, arrows point, Enter takes, Escape clears. */
export function PickList<Hit>(props: PickListProps<Hit>) {
  const { hits, text } = props
  const listId = useId()
  const ahead = useRef<string | null>(null)
  // Of the last render: what is taken after a wait joins what was taken before.
  const live = useRef(props)
  useEffect(() => {
    live.current = props
  })
  const [focused, setFocused] = useState(false)
  const [pointed, setPointed] = useState<{ text: string; id: string } | null>(null)
  const open = focused && text.trim() !== '' && hits !== null
  const pointedAt =
    pointed?.text === text ? (hits?.findIndex(hit => props.hitId(hit) === pointed.id) ?? -1) : -1
  const shownAt = Math.max(0, pointedAt)

  useEffect(() => {
    if (open) document.getElementById(`${listId}-${shownAt}`)?.scrollIntoView({ block: 'nearest' })
  }, [open, listId, shownAt])

  function point(place: number) {
    const hit = hits?.[(place + hits.length) % hits.length]
    if (hit !== undefined) setPointed({ text, id: props.hitId(hit) })
  }

  async function take(hit: Hit | null) {
    ahead.current = ''
    try {
      const left = await takeAll(text, hit)
      if (left !== '') live.current.onType(left)
    } catch (error) {
      live.current.onType(text + withoutEnters(ahead.current))
      throw error
    } finally {
      ahead.current = null
    }
  }

  /** Takes a hit, and what was typed after it meanwhile, each text with its Enter; answers what is left to stand here. */
  async function takeAll(typed: string, hit: Hit | null): Promise<string> {
    const found = hit ?? (await live.current.best(typed))
    if (found === null) return typed + withoutEnters(ahead.current ?? '')
    const again = await live.current.onPick(found, () => ahead.current ?? '')
    // An Enter in an empty field is for nothing.
    const [next = '', ...rest] = (typeof again === 'string' ? again : '').replace(/^\n+/, '').split('\n')
    ahead.current = rest.join('\n')
    return rest.length === 0 ? next : takeAll(next, null)
  }

  /** Keys pressed while a hit is being taken are kept for the fields that come next. */
  function keptAhead(event: KeyboardEvent<HTMLInputElement>, modified: boolean): boolean {
    if (ahead.current === null || modified) return false
    if (event.key === 'Backspace') ahead.current = ahead.current.slice(0, -1)
    else if (event.key.length === 1) ahead.current += event.key
    else if (event.key === 'Enter') ahead.current += '\n'
    else return false
    event.preventDefault()
    return true
  }

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    const modified = event.ctrlKey || event.metaKey || event.altKey
    if (keptAhead(event, modified)) return
    if (open && !modified && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      return point(shownAt + (event.key === 'ArrowDown' ? 1 : -1))
    }
    if (event.key === 'Enter' && !modified && text.trim() !== '') {
      event.preventDefault()
      if (props.fresh && hits?.length === 0) return
      void take(hits !== null && (props.fresh || pointedAt >= 0) ? (hits[shownAt] ?? null) : null)
      return
    }
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault()
      event.stopPropagation()
      return props.onType('')
    }
    props.onKeyDown?.(event)
  }

  return (
    <Popover opened={open} position="bottom-start" offset={3} shadow="md" withRoles={false} width={430}>
      <Popover.Target>
        <TextInput
          ref={props.inputRef}
          label={props.labelHidden ? undefined : props.label}
          aria-label={props.labelHidden ? props.label : undefined}
          placeholder={props.placeholder}
          value={text}
          error={props.error}
          role="combobox"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-activedescendant={open && (hits?.length ?? 0) > 0 ? `${listId}-${shownAt}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          autoFocus={props.autoFocus}
          onChange={event => props.onType(event.currentTarget.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={keyDown}
        />
      </Popover.Target>
      <Popover.Dropdown p={5}>
        <div id={listId} role="listbox" aria-label={props.label} className={classes.list}>
          {hits?.map((hit, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's; focus never leaves it
            <div
              key={props.hitId(hit)}
              id={`${listId}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === shownAt}
              className={classes.option}
              onMouseDown={event => event.preventDefault()}
              onMouseMove={() => place !== pointedAt && point(place)}
              onClick={() => void take(hit)}
            >
              {props.row(hit)}
            </div>
          ))}
        </div>
        {hits?.length === 0 && (
          <p className={classes.none} role="status">
            {props.none}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
