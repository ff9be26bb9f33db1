import { beforeEach, expect, test, vi } from 'vitest'
import type { CheckedFile, ImportPlan } from '../../../shared/protocol/import-asks.ts'
import { answer, check, chooseColumn, mend, startOver, takeFile, useImport } from './import-desk.ts'

const asked: { input: unknown; answer(value: Partial<CheckedFile>): void }[] = []
vi.mock('../../app/ask.ts', () => ({
  ask: (_name: string, input: unknown) =>
    new Promise(resolve => asked.push({ input, answer: value => resolve(value) })),
}))

const PLAN: ImportPlan = {
  kind: 'invoices',
  sheet: 0,
  headerRow: 1,
  columns: { number: 0, open: 3, issuedOn: 2 },
  marks: {},
  orders: {},
  leftOut: [],
}

beforeEach(() => {
  asked.length = 0
  startOver()
  useImport.setState({ step: 'check', plan: PLAN, edits: [] })
})

test('a field taken from another column is read as that one is: nothing said or mended of the one before holds', async () => {
  void answer('open', { mark: ',' })
  void answer('issuedOn', { order: 'dmy' })
  void mend(5, 'open', '100')
  void mend(5, 'number', '17')
  chooseColumn('open', 4)
  expect(useImport.getState()).toMatchObject({
    plan: { columns: { number: 0, open: 4, issuedOn: 2 }, marks: {}, orders: { issuedOn: 'dmy' } },
    edits: [{ row: 5, field: 'number', text: '17' }],
  })
  chooseColumn('issuedOn', null)
  expect(useImport.getState().plan).toMatchObject({ columns: { number: 0, open: 4 }, orders: {} })
})

test('the same column chosen again keeps what was said and mended', () => {
  void mend(5, 'open', '100')
  chooseColumn('open', 3)
  expect(useImport.getState().edits).toEqual([{ row: 5, field: 'open', text: '100' }])
})

test('of two checks under way nothing may be brought in before the last one is there', async () => {
  const first = check()
  const second = mend(5, 'open', '100')
  asked[0]!.answer({})
  await first
  expect(useImport.getState()).toMatchObject({ isBusy: true, checked: null })
  asked[1]!.answer({ errorCount: 0 })
  await second
  expect(useImport.getState()).toMatchObject({ isBusy: false, checked: { errorCount: 0 } })
})

test('what was given up on its way, as when somebody else logs in, brings nothing back', async () => {
  const taken = takeFile(new File(['a,b'], 'customers.csv'))
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  startOver()
  asked[0]!.answer({})
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]!.answer({ plan: PLAN } as never)
  await taken
  expect(useImport.getState()).toMatchObject({ step: 'file', fileName: '', opened: null, isBusy: false })
})
