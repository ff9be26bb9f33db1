import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { type FieldValue, textOf } from './field-text.ts'
import type { OrderDesk } from './order-desk.ts'
import { fieldOf, type Trouble } from './order-draft.ts'

/** Someone who stops typing for this long has their text saved. */
const IDLE_MS = 800

/** One field of the order as an input shows it. */
export interface Field {
  text: string
  trouble: Trouble | null
  /** True while the text is not what is saved. */
  edited: boolean
  type(text: string): void
  /** Types a chosen value and saves it at once. */
  choose(text: string): void
  enter(): void
  leave(): void
  save(): void
  revert(): void
}

/** A field of an order: what is typed into it, else the saved value; it saves itself when typing stops. */
export function useField(desk: OrderDesk, key: string, saved: FieldValue): Field {
  const edit = useStore(desk.store, state => state.edits[key])
  const timer = useRef<number | undefined>(undefined)
  useEffect(
    () => () => {
      // A field that goes away under someone's hands, with Ctrl+O or Back, is left as by Tab.
      const { edits, focusedKey } = desk.store.getState()
      window.clearTimeout(timer.current)
      if (focusedKey !== key) return
      desk.focus(null)
      if (edits[key]) void desk.save(key, true)
    },
    [desk, key],
  )

  function type(text: string) {
    desk.type(key, saved, text)
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void desk.save(key, true), IDLE_MS)
  }

  function save() {
    window.clearTimeout(timer.current)
    if (desk.store.getState().edits[key]) void desk.save(key)
  }

  return {
    text: edit?.text ?? textOf(fieldOf(key).field, saved),
    trouble: edit?.trouble ?? null,
    edited: edit !== undefined,
    type,
    choose(text) {
      desk.type(key, saved, text)
      save()
    },
    enter: () => desk.focus(key),
    leave() {
      desk.focus(null)
      save()
    },
    save,
    revert() {
      window.clearTimeout(timer.current)
      desk.revert(key)
    },
  }
}
