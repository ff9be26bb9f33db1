import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import {
  type CheckedFile,
  type ControlTotals,
  IMPORT_FILE_BYTES,
  type ImportEdit,
  type ImportPlan,
  type ImportProgress,
  type OpenedFile,
} from '../../../shared/protocol/import-asks.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import { DeskFault } from '../session/desk-session.ts'
import { type Checked, checkFile } from './check-file.ts'
import { guessPlan } from './guess-plan.ts'
import type { KnownHere } from './known-here.ts'
import { readFile } from './read-file.ts'
import { begunProgress, commitImport, type ImportPorts, undoImport } from './run-import.ts'
import { type Breathe, FileFault, type Sheet, textOf } from './sheet.ts'

/** A file on its way in, in memory only: it may be of any size, and the disk keeps what was imported. */
interface Upload {
  fileName: string
  slices: Buffer[]
  bytes: number
  sheets: Promise<Sheet[]> | null
}

/** Several people at one backend are rare; the oldest file goes first. */
const MOST_UPLOADS = 3
const SAMPLE_ROWS = 4
const FIRST_ROWS = 30

interface Run {
  progress: ImportProgress
  isCanceled: boolean
  ended: Promise<void>
}

/** The files and running imports of one backend. `log` is told of what breaks a run in the background. */
export function createImportDesk(breathe: Breathe, log: (error: unknown) => void) {
  const uploads = new Map<string, Upload>()
  const runs = new Map<string, Run>()

  function uploaded(uploadId: string): Upload {
    const upload = uploads.get(uploadId)
    if (!upload) throw new DeskFault('not-found')
    return upload
  }

  function sheetsOf(uploadId: string): Promise<Sheet[]> {
    const upload = uploaded(uploadId)
    if (!upload.sheets) {
      const bytes = Buffer.concat(upload.slices)
      upload.slices = []
      upload.sheets = readFile(bytes, upload.fileName, breathe)
    }
    return upload.sheets
  }

  async function check(
    uploadId: string,
    plan: ImportPlan,
    edits: readonly ImportEdit[],
    known: KnownHere,
  ): Promise<Checked> {
    const sheet = (await sheetsOf(uploadId))[plan.sheet]
    if (!sheet) throw new DeskFault('not-found')
    return checkFile(sheet, plan, edits, known, breathe)
  }

  function start(
    importId: string,
    progress: ImportProgress,
    work: (run: Run) => Promise<void>,
  ): ImportProgress {
    const run: Run = { progress, isCanceled: false, ended: Promise.resolve() }
    runs.set(importId, run)
    run.ended = work(run).catch(error => {
      log(error)
      progress.phase = 'stopped'
      progress.refusal = refuse('quarantined')
    })
    return progress
  }

  const isRunning = (importId: string) => {
    const phase = runs.get(importId)?.progress.phase
    return phase === 'adding' || phase === 'undoing'
  }

  return {
    /** Takes one slice of a file; answers how much of it is here. A slice that does not follow is refused. */
    upload(uploadId: string, fileName: string, position: number, base64: string): { receivedBytes: number } {
      if (position === 0) {
        uploads.delete(uploadId)
        uploads.set(uploadId, { fileName, slices: [], bytes: 0, sheets: null })
        for (const oldest of [...uploads.keys()].slice(0, -MOST_UPLOADS)) uploads.delete(oldest)
      }
      const upload = uploaded(uploadId)
      if (upload.sheets !== null || position !== upload.bytes)
        throw new AskRefusal(refuse('invalid', {}, 'position'))
      const slice = Buffer.from(base64, 'base64')
      if (upload.bytes + slice.length > IMPORT_FILE_BYTES)
        throw new AskRefusal(refuse('invalid', {}, 'base64'))
      upload.slices.push(slice)
      upload.bytes += slice.length
      return { receivedBytes: upload.bytes }
    },
    /** Reads a file and guesses what its columns are. */
    async open(
      uploadId: string,
      said: { sheet: number | null; kind: ImportKind | null; headerRow: number | null },
    ): Promise<OpenedFile> {
      let sheets: Sheet[]
      try {
        sheets = await sheetsOf(uploadId)
      } catch (error) {
        if (!(error instanceof FileFault)) throw error
        const { code, row, column } = error
        return { problem: { code, row, column }, sheets: [], plan: null, columns: [], firstRows: [] }
      }
      // The sheet with the most rows, unless one was chosen.
      const largest = sheets.reduce(
        (best, sheet, at) => (sheet.rows.length > sheets[best]!.rows.length ? at : best),
        0,
      )
      const at = Math.min(said.sheet ?? largest, sheets.length - 1)
      const sheet = sheets[at]!
      const plan = guessPlan(sheet, at, uploaded(uploadId).fileName, said)
      const below = sheet.rows.slice(plan.headerRow, plan.headerRow + 60)
      const headers = sheet.rows[plan.headerRow - 1] ?? []
      const width = Math.max(headers.length, ...below.map(row => row.length))
      return {
        problem: null,
        sheets: sheets.map(({ name, rows }) => ({ name, rowCount: rows.length })),
        plan,
        columns: Array.from({ length: width }, (_, column) => ({
          header: textOf(headers[column]),
          samples: below
            .map(row => textOf(row[column]))
            .filter(text => text !== '')
            .slice(0, SAMPLE_ROWS),
        })),
        firstRows: sheet.rows.slice(0, FIRST_ROWS).map(row => row.slice(0, 12).map(textOf)),
      }
    },
    async check(
      uploadId: string,
      plan: ImportPlan,
      edits: readonly ImportEdit[],
      known: KnownHere,
    ): Promise<CheckedFile> {
      return (await check(uploadId, plan, edits, known)).answer
    },
    /** Begins to bring a file in, once it is without errors and has the totals that were matched. */
    async commit(
      asked: {
        uploadId: string
        importId: string
        plan: ImportPlan
        edits: readonly ImportEdit[]
        totals: ControlTotals
      },
      known: KnownHere,
      ports: ImportPorts,
    ): Promise<ImportProgress> {
      const before = runs.get(asked.importId)
      if (before) return before.progress
      const checked = await check(asked.uploadId, asked.plan, asked.edits, known)
      const { answer } = checked
      const isClean =
        answer.errorCount === 0 && answer.questions.length === 0 && answer.missingFields.length === 0
      if (!isClean || checked.rows.length === 0 || !sameTotals(answer.totals, asked.totals))
        throw new AskRefusal(refuse('control-totals-differ', {}, 'totals'))
      const { kind } = asked.plan
      const { fileName } = uploaded(asked.uploadId)
      const progress = begunProgress(asked.importId, kind, fileName, checked.rows.length)
      return start(asked.importId, progress, run =>
        commitImport(ports, progress, checked, () => run.isCanceled),
      )
    },
    progress: (importId: string): ImportProgress | null => runs.get(importId)?.progress ?? null,
    /** Asks a running commit to stop; it takes back what came in. */
    cancel(importId: string): ImportProgress | null {
      const run = runs.get(importId)
      if (run?.progress.phase === 'adding') run.isCanceled = true
      return run?.progress ?? null
    },
    /** Begins to take an import back. One that runs is left running. */
    undo(importId: string, kind: ImportKind, fileName: string, ports: ImportPorts): ImportProgress {
      if (isRunning(importId)) return runs.get(importId)!.progress
      const progress: ImportProgress = { ...begunProgress(importId, kind, fileName, 0), phase: 'undoing' }
      return start(importId, progress, () => undoImport(ports, progress))
    },
    /** Resolves when a run has ended, for tests. */
    ended: (importId: string): Promise<void> => runs.get(importId)?.ended ?? Promise.resolve(),
  }
}

function sameTotals(one: ControlTotals, other: ControlTotals): boolean {
  return (
    one.count === other.count &&
    one.totalCents === other.totalCents &&
    one.bucketCents.length === other.bucketCents.length &&
    one.bucketCents.every((cents, at) => cents === other.bucketCents[at])
  )
}
