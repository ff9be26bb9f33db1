import { create } from 'zustand'
import type {
  CheckedFile,
  ImportEdit,
  ImportPlan,
  ImportProgress,
  OpenedFile,
} from '../../../shared/protocol/import-asks.ts'
import { IMPORT_FILE_BYTES } from '../../../shared/protocol/import-asks.ts'
import { ask } from '../../app/ask.ts'
import { newId } from '../../app/new-id.ts'
import { onOtherUser } from '../../store/on-other-user.ts'
import { sendFile } from './send-file.ts'

export type ImportStep = 'file' | 'columns' | 'check' | 'run'

interface ImportState {
  step: ImportStep
  fileName: string
  /** 0 to 1 while a file is on its way; null otherwise. */
  sentShare: number | null
  uploadId: string
  opened: OpenedFile | null
  plan: ImportPlan | null
  edits: ImportEdit[]
  checked: CheckedFile | null
  isBusy: boolean
  failure: unknown
  /** Figures that were typed or ticked, by their place: count, sum, buckets. */
  typed: Record<string, string>
  ticked: Record<string, boolean>
  progress: ImportProgress | null
}

const EMPTY: ImportState = {
  step: 'file',
  fileName: '',
  sentShare: null,
  uploadId: '',
  opened: null,
  plan: null,
  edits: [],
  checked: null,
  isBusy: false,
  failure: null,
  typed: {},
  ticked: {},
  progress: null,
}

/** The import under way: it stays while other screens are looked at. */
export const useImport = create<ImportState>(() => EMPTY)

let newest = 0
const set = useImport.setState
const get = useImport.getState

onOtherUser(startOver)

/** Starts over with no file. */
export function startOver(): void {
  newest++
  set(EMPTY, true)
}

/** Goes back a step; what was typed stays. */
export function goTo(step: ImportStep): void {
  set({ step, failure: null })
}

/** Sends a file to the backend and has it read. */
export async function takeFile(file: File): Promise<void> {
  set({ ...EMPTY, fileName: file.name, sentShare: 0, isBusy: true }, true)
  if (file.size > IMPORT_FILE_BYTES) {
    const problem = { code: 'too-large' as const, row: 0, column: 0 }
    set({
      sentShare: null,
      isBusy: false,
      opened: { problem, sheets: [], plan: null, columns: [], firstRows: [] },
    })
    return
  }
  await busily(async isNewest => {
    try {
      const uploadId = await sendFile(file, sentShare => isNewest() && set({ sentShare }))
      const opened = await ask('imports.open', { uploadId })
      if (isNewest()) set({ uploadId, opened, plan: opened.plan, step: opened.plan ? 'columns' : 'file' })
    } finally {
      if (isNewest()) set({ sentShare: null })
    }
  })
}

/** Reads the file again as another kind, sheet or row of headers; columns are guessed anew. */
export async function openAs(said: Partial<Pick<ImportPlan, 'kind' | 'sheet' | 'headerRow'>>): Promise<void> {
  const { uploadId, plan } = get()
  if (!plan) return
  const next = { kind: plan.kind, sheet: plan.sheet, headerRow: plan.headerRow, ...said }
  await busily(async isNewest => {
    // Another sheet has its headers elsewhere.
    const headerRow = said.sheet === undefined && said.kind === undefined ? next.headerRow : null
    const opened = await ask('imports.open', { uploadId, ...next, headerRow })
    if (isNewest()) set({ opened, plan: opened.plan, edits: [], checked: null, typed: {}, ticked: {} })
  })
}

/** Takes a field from another column, or from none: what was said and mended of the one before is of that one. */
export function chooseColumn(field: string, column: number | null): void {
  const { plan, edits } = get()
  if (!plan || plan.columns[field] === (column ?? undefined)) return
  const without = <T>({ [field]: _, ...others }: Record<string, T>) => others
  const columns = { ...without(plan.columns), ...(column !== null && { [field]: column }) }
  const marks = without(plan.marks)
  const orders = without(plan.orders)
  set({
    plan: { ...plan, columns, marks, orders },
    edits: edits.filter(edit => edit.field !== field),
    checked: null,
  })
}

/** Says how a column that may be read in several ways is meant, and checks again. */
export async function answer(
  field: string,
  said: { mark?: '.' | ','; order?: 'mdy' | 'dmy' | 'ymd' },
): Promise<void> {
  const { plan } = get()
  if (!plan) return
  const marks = said.mark ? { ...plan.marks, [field]: said.mark } : plan.marks
  const orders = said.order ? { ...plan.orders, [field]: said.order } : plan.orders
  set({ plan: { ...plan, marks, orders } })
  await check()
}

/** Mends a cell and checks again. */
export async function mend(row: number, field: string, text: string): Promise<void> {
  const others = get().edits.filter(edit => edit.row !== row || edit.field !== field)
  set({ edits: [...others, { row, field, text }] })
  await check()
}

/** Leaves a row out on purpose, or takes it in again, and checks again. */
export async function leaveOut(row: number, isOut: boolean): Promise<void> {
  const { plan } = get()
  if (!plan) return
  const others = plan.leftOut.filter(one => one !== row)
  set({ plan: { ...plan, leftOut: isOut ? [...others, row] : others } })
  await check()
}

/** The dry run. Of several under way the last one counts. */
export async function check(): Promise<void> {
  const { uploadId, plan, edits } = get()
  if (!plan) return
  await busily(async () => {
    const checked = await ask('imports.check', { uploadId, plan, edits })
    if (get().edits !== edits || get().plan !== plan) return
    // A tick is for the figure that stood there.
    const isSame = sameFigures(get().checked, checked)
    set({ checked, step: 'check', ...(isSame ? {} : { ticked: {} }) })
  })
}

/** Brings the file in, with the totals that were matched. */
export async function commit(): Promise<void> {
  const { uploadId, plan, edits, checked } = get()
  if (!plan || !checked) return
  await busily(async () => {
    const asked = { uploadId, importId: newId(), plan, edits, totals: checked.totals }
    set({ progress: await ask('imports.commit', asked), step: 'run' })
  })
}

/** Takes an import back, this one or an earlier one. */
export async function undo(importId: string): Promise<void> {
  await busily(async () => {
    set({ progress: await ask('imports.undo', { importId }), step: 'run' })
  })
}

/** Stops a commit; the backend takes back what came in. */
export async function cancel(importId: string): Promise<void> {
  await busily(async () => {
    set({ progress: await ask('imports.cancel', { importId }) })
  })
}

/** Asks how a running import stands. */
export async function follow(importId: string): Promise<void> {
  const progress = await ask('imports.progress', { importId })
  if (progress && get().progress?.importId === importId) set({ progress })
}

function sameFigures(before: CheckedFile | null, now: CheckedFile): boolean {
  return before !== null && JSON.stringify(before.totals) === JSON.stringify(now.totals)
}

// Of several, only the last one counts: nothing may be acted on before it ended, and what was given up says nothing any more.
async function busily(work: (isNewest: () => boolean) => Promise<void>): Promise<void> {
  const own = ++newest
  const isNewest = () => own === newest
  set({ isBusy: true, failure: null })
  try {
    await work(isNewest)
  } catch (failure) {
    if (isNewest()) set({ failure })
  }
  if (isNewest()) set({ isBusy: false })
}
