// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CheckedFile, ProblemRow } from '../../../shared/protocol/import-asks.ts'
import { useImport } from './import-desk.ts'
import { ProblemRows } from './problem-rows.tsx'

let root: ReturnType<typeof createRoot>
let place: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never
  const columns = { code: 0, name: 1, city: 2, region: 3, terms: 4 }
  useImport.setState({ plan: { kind: 'customers', columns } as never })
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
})

afterEach(async () => {
  await act(async () => root.unmount())
  place.remove()
})

async function show(problems: ProblemRow['problems']) {
  const texts = { code: 'NEWC', name: 'New Alpha Flowers', city: 'Miami', region: 'FL', terms: 'Net 99' }
  const checked = {
    problemRows: [{ row: 5, texts, problems }],
    moreProblemRows: 0,
    errorCount: 1,
    warningCount: 0,
    totals: { count: 1 },
    parts: { comesIn: { count: 0 } },
  } as unknown as CheckedFile
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <ProblemRows checked={checked} />
      </MantineProvider>,
    ),
  )
  return [...place.querySelectorAll('thead th')].map(({ textContent }) => textContent)
}

test('columns stay where they are when a row is left out, which is said of the row and not of a cell', async () => {
  const before = await show([{ row: 5, field: 'terms', code: 'unknown-terms', about: 'NET30' }])
  expect(before).toEqual(['Row', 'What is wrong', 'Code', 'Name', 'Terms', 'City', 'State'])
  expect(place.textContent).toContain('Terms: No terms of the company.')
  expect(await show([{ row: 5, field: 'code', code: 'left-out', about: '' }])).toEqual(before)
  expect(place.textContent).toContain('Left out on purpose')
  expect(place.textContent).not.toContain('Code: ')
})

test('a name has the room that it needs', async () => {
  await show([{ row: 5, field: 'terms', code: 'unknown-terms', about: 'NET30' }])
  const cell = place.querySelector<HTMLInputElement>('input[data-field="name"]')!
  expect(cell.style.minWidth).toContain(`${'New Alpha Flowers'.length + 1}ch`)
})
