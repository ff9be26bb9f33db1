import type { KeyboardEvent } from 'react'
import { expect, test } from 'vitest'
import { onRecordKey } from './record-key.ts'

function press(key: string, more: { ctrlKey?: boolean; metaKey?: boolean; repeat?: boolean } = {}) {
  const done: string[] = []
  const event = {
    key,
    ctrlKey: false,
    metaKey: false,
    repeat: false,
    ...more,
    preventDefault: () => done.push('prevented'),
    stopPropagation: () => done.push('stopped'),
  }
  onRecordKey(event as unknown as KeyboardEvent, () => done.push('acted'))
  return done
}

test('Ctrl+Enter and ⌘Enter act once, however long they are held', () => {
  expect(press('Enter', { ctrlKey: true })).toEqual(['prevented', 'stopped', 'acted'])
  expect(press('Enter', { metaKey: true })).toEqual(['prevented', 'stopped', 'acted'])
  expect(press('Enter', { ctrlKey: true, repeat: true })).toEqual(['prevented', 'stopped'])
})

test('other keys are left to the field', () => {
  expect([press('Enter'), press('s', { ctrlKey: true })]).toEqual([[], []])
})
