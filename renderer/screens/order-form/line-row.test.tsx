// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aLine, anOrder } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { LineRow } from './line-row.tsx'
import { emptyDraft } from './order-draft.ts'
import { shownLines } from './shown-lines.ts'
import { form, viewOf } from './testing/order-forms.ts'

let root: ReturnType<typeof createRoot>
let place: HTMLElement

beforeEach(() => {
  const ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver })
  window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
})

afterEach(async () => {
  await act(async () => root.unmount())
  place.remove()
})

test('a line is not offered to move where there is nowhere to go', async () => {
  const desk = aDesk()
  const order = anOrder(desk, { lines: [aLine(desk), aLine(desk), aLine(desk)] })
  const opened = form(desk, emptyDraft(order.id, true))
  opened.see(viewOf(desk, order.id))
  const lines = shownLines(opened.state().view, opened.state())
  const offered: string[][] = []
  for (const line of lines) {
    await act(async () =>
      root.render(
        <MantineProvider env="test">
          <table>
            <tbody>
              <LineRow
                key={line.saved.id}
                {...line}
                desk={opened}
                boxTypes={[]}
                readOnly={false}
                onMove={() => {}}
                onRemove={() => {}}
              />
            </tbody>
          </table>
        </MantineProvider>,
      ),
    )
    await act(async () => place.querySelector<HTMLElement>('[aria-haspopup="menu"]')!.click())
    const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
    const moves = items.filter(item => item.textContent?.startsWith('Move'))
    expect(moves).toHaveLength(2)
    offered.push(
      moves
        .filter(item => !item.hasAttribute('data-disabled'))
        .map(item => item.textContent!.slice(0, 'Move up'.length)),
    )
  }
  expect(offered).toEqual([['Move do'], ['Move up', 'Move do'], ['Move up']])
})
