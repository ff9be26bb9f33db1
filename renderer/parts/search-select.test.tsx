// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MantineProvider } from '@mantine/core'
import { act, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { EntryKeys } from './entry-keys.tsx'
import { SearchSelect } from './search-select.tsx'
import { unsettledSelect } from './unsettled-select.ts'

let root: ReturnType<typeof createRoot>
let place: HTMLElement
let chosen: string | null
let recorded = 0
let recordedDay = ''

beforeAll(() => {
  Object.assign(globalThis, {
    IS_REACT_ACT_ENVIRONMENT: true,
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  })
  window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never
  Element.prototype.scrollIntoView = () => {}
  document.elementFromPoint = () => null
})

const INVOICES = [
  { value: 'none', label: 'Stand-alone, on no invoice' },
  { group: 'Open', items: [{ value: 'i1', label: '11376 · Jun 2' }] },
  { group: 'Paid', items: [{ value: 'i2', label: '11355 · May 2' }] },
]

function Form() {
  const [invoice, setInvoice] = useState<string | null>('none')
  const [day, setDay] = useState('11/20')
  chosen = invoice
  return (
    <EntryKeys
      onRecord={async () => {
        recorded += 1
        recordedDay = day
      }}
    >
      <input id="before" />
      <SearchSelect
        id="invoice"
        label="Invoice"
        data={INVOICES}
        value={invoice}
        allowDeselect={false}
        onChange={setInvoice}
      />
      <input type="checkbox" id="tick" />
      <input id="aside" data-aside />
      <input id="after" />
      <textarea id="note" />
      <input
        id="day"
        value={day}
        onChange={() => {}}
        onKeyDown={event => event.key === 'Enter' && setDay('2026-11-20')}
      />
    </EntryKeys>
  )
}

beforeEach(async () => {
  recorded = 0
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <Form />
      </MantineProvider>,
    ),
  )
})

afterEach(async () => {
  await act(async () => root.unmount())
  place.remove()
})

const at = <E extends HTMLElement = HTMLInputElement>(id: string) => document.getElementById(id) as E

async function go(id: string) {
  await act(async () => at(id).focus())
}

async function type(id: string, text: string) {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(at(id), text)
    at(id).dispatchEvent(new Event('input', { bubbles: true }))
  })
}

async function press(key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...more })
  await act(async () => document.activeElement!.dispatchEvent(event))
  await act(async () => new Promise(resolve => setTimeout(resolve, 0)))
  return event
}

/** What is pointed at in the list, once it has opened. */
async function pointed(): Promise<string[]> {
  await act(async () => new Promise(resolve => setTimeout(resolve)))
  return [...document.querySelectorAll('[data-combobox-selected]')].map(option => option.textContent ?? '')
}

test('opened, the list points at what is chosen; typed into, at the first that fits', async () => {
  await go('invoice')
  expect(await pointed()).toEqual(['Stand-alone, on no invoice'])
  await type('invoice', '11355')
  await press('Enter')
  await pointed()
  await go('invoice')
  expect(await pointed()).toEqual(['11355 · May 2'])
  await type('invoice', '113')
  expect(await pointed()).toEqual(['11376 · Jun 2'])
  await press('ArrowDown')
  expect(await pointed()).toEqual(['11355 · May 2'])
})

test('entered, a select is marked whole: what is typed replaces it', async () => {
  await go('invoice')
  const field = at('invoice')
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'Stand-alone, on no invoice'.length])
})

test('what fits one choice takes it when it is left', async () => {
  await go('invoice')
  await type('invoice', '11376')
  await go('after')
  expect(chosen).toBe('i1')
  expect(at('invoice').value).toBe('11376 · Jun 2')
  expect(at('invoice').hasAttribute('data-unsettled')).toBe(false)
})

test('what fits nothing, or more than one, stays as typed and says so until it is chosen', async () => {
  await go('invoice')
  await type('invoice', '99999')
  await go('after')
  expect([chosen, at('invoice').value]).toEqual(['none', '99999'])
  expect(place.textContent).toContain('Nothing in the list fits “99999”.')
  expect(at('invoice').getAttribute('aria-invalid')).toBe('true')

  await go('invoice')
  await type('invoice', '113')
  await go('after')
  expect(at('invoice').value).toBe('113')
  expect(place.textContent).toContain('More than one fits “113”: choose one.')

  await go('invoice')
  await type('invoice', '')
  await go('after')
  expect(at('invoice').value).toBe('Stand-alone, on no invoice')
  expect(at('invoice').hasAttribute('aria-invalid')).toBe(false)
})

test('a form does not record while a select holds what was not chosen', async () => {
  await go('invoice')
  await type('invoice', '99999')
  await press('Enter', { ctrlKey: true })
  expect(recorded).toBe(0)
  expect(document.activeElement?.id).toBe('invoice')
  expect(place.textContent).toContain('Nothing in the list fits “99999”.')
  await act(async () => expect(unsettledSelect(place)).toBe(true))

  await type('invoice', '11355')
  await go('after')
  await press('Enter', { ctrlKey: true })
  expect([recorded, chosen]).toEqual([1, 'i2'])
})

test('Enter goes on from field to field, takes the choice that fits on its way, and never records', async () => {
  await go('before')
  await press('Enter')
  expect(document.activeElement?.id).toBe('invoice')
  await type('invoice', '1135')
  await press('Enter')
  expect(chosen).toBe('i2')
  expect(at('invoice').value).toBe('11355 · May 2')
  expect(document.activeElement?.id).toBe('after')
  await press('Enter')
  expect(document.activeElement?.id).toBe('note')
  expect((await press('Enter')).defaultPrevented).toBe(false)
  expect(document.activeElement?.id).toBe('note')
  expect(recorded).toBe(0)
})

test('what the key itself settles in its field is recorded as settled', async () => {
  await go('day')
  await press('Enter', { ctrlKey: true })
  expect([recorded, recordedDay]).toEqual([1, '2026-11-20'])
})

test('a held Ctrl+Enter records once', async () => {
  await go('after')
  await press('Enter', { ctrlKey: true })
  await press('Enter', { ctrlKey: true, repeat: true })
  expect(recorded).toBe(1)
})

test('Enter leaves a choice that stands as it is, and stays where nothing fits', async () => {
  await go('invoice')
  await press('Enter')
  expect([chosen, document.activeElement?.id]).toEqual(['none', 'after'])
  await go('invoice')
  await type('invoice', 'x99')
  await press('Enter')
  expect([chosen, document.activeElement?.id]).toEqual(['none', 'invoice'])
})

test('no select of the app is searchable but by this one, or searches by itself', () => {
  const searchable = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.tsx') && !file.endsWith('search-select.tsx'))
    .filter(file => {
      const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
      return /<(Multi)?Select\n((?!\/>)[\s\S])*?\n\s*searchable\b/.test(text)
    })
  expect(searchable).toEqual([join('screens', 'customers', 'merge-into-dialog.tsx')])
})
