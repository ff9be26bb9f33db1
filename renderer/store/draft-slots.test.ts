import { expect, test } from 'vitest'
import { adoptDrafts, type DraftStorage, draftSlot } from './draft-slots.ts'

function storageOf(entries: Record<string, string>) {
  const map = new Map(Object.entries(entries))
  const storage: DraftStorage = {
    get length() {
      return map.size
    },
    key: at => [...map.keys()][at] ?? null,
    getItem: key => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: key => void map.delete(key),
  }
  return { storage, all: () => Object.fromEntries(map) }
}

test('a new window takes over what a crashed one left, and leaves alone what a living one has', () => {
  const { storage, all } = storageOf({
    [draftSlot('gone', 'order.1')]: 'half typed',
    [draftSlot('living', 'order.2')]: 'theirs',
    'florin.ui': 'no draft',
  })
  adoptDrafts(storage, 'new', new Set(['living', 'new']))
  expect(all()).toEqual({
    [draftSlot('new', 'order.1')]: 'half typed',
    [draftSlot('living', 'order.2')]: 'theirs',
    'florin.ui': 'no draft',
  })
})

test('what a window has itself is not written over', () => {
  const { storage, all } = storageOf({
    [draftSlot('gone', 'new-order')]: '"a"',
    [draftSlot('mine', 'new-order')]: '"b"',
  })
  adoptDrafts(storage, 'mine', new Set(['mine']))
  expect(all()).toEqual({ [draftSlot('mine', 'new-order')]: '"b"' })
})
