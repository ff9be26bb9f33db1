// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act, type ComponentProps, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { aCustomer, anOrder } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { PayForm } from './pay-form.tsx'

type Props = ComponentProps<typeof PayForm>

let root: ReturnType<typeof createRoot>
let place: HTMLElement
let paidBy: string[]

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
})

const desk = aDesk()
const customer = aCustomer(desk)
const order = anOrder(desk, { customerId: customer.id })
const stage: Props['stage'] = {
  is: 'form',
  amountCents: order.totalCents,
  heldCents: 0,
  page: 'none',
  prepaid: { use: 'none', cents: 0 },
  mayTake: true,
  byEnter: true,
}

function Form() {
  const [method, setMethod] = useState('Check')
  const pay = {
    order,
    kept: null,
    typed: { method, reference: '' },
    methods: ['Cash', 'Check', 'Wire'],
    end: null,
    failure: null,
    unknown: null,
    whyNot: null,
    type: (edit: { method?: string }) => setMethod(edit.method ?? method),
    pay: async () => void paidBy.push(method),
  } as unknown as Props['pay']
  return <PayForm {...{ pay, stage, customer }} onClose={() => {}} />
}

beforeEach(async () => {
  paidBy = []
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

const methodField = () => place.querySelector<HTMLInputElement>('input[aria-haspopup="listbox"]')!
const referenceField = () => [...place.querySelectorAll('input')].at(-1)!

async function typeMethod(text: string) {
  await act(async () => methodField().focus())
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(methodField(), text)
    methodField().dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(async () => referenceField().focus())
}

const pressPay = () => act(async () => [...place.querySelectorAll('button')].at(-1)!.click())
const pressEnter = () =>
  act(async () => {
    referenceField().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  })

test('a method that was typed and fits none is not taken for the one that stood there', async () => {
  await typeMethod('Zelle')
  await pressPay()
  await pressEnter()
  expect(paidBy).toEqual([])
  expect(document.activeElement).toBe(methodField())
  expect(place.textContent).toContain('Nothing in the list fits “Zelle”.')
})

test('a method that one choice fits is taken', async () => {
  await typeMethod('wir')
  await pressPay()
  expect(paidBy).toEqual(['Wire'])
})
