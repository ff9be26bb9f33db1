import { defineTable } from '../table.ts'

export const IMPORT_KINDS = ['customers', 'products', 'invoices', 'credits', 'payments'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** A file that was brought in. */
export interface ImportRow {
  id: string
  kind: ImportKind
  fileName: string
  state: 'running' | 'committed' | 'undone'
  /** What the file has, as it was matched before the commit. */
  rowCount: number
  totalCents: number
  startedBy: string
  startedAt: number
  endedBy: string | null
  endedAt: number | null
}

export const imports = defineTable<ImportRow>({
  name: 'imports',
  columns: {
    kind: 'text',
    fileName: 'text',
    state: 'text',
    rowCount: 'integer',
    totalCents: 'integer',
    startedBy: 'text',
    startedAt: 'integer',
    endedBy: 'text?',
    endedAt: 'integer?',
  },
})

/** What one chunk of an import made: the ids of its rows, so that it can be undone. */
export interface ImportChunkRow {
  id: string
  importId: string
  position: number
  addedIds: string[]
  /** How many of the chunk's rows were here already. */
  knownCount: number
  state: 'added' | 'undone'
}

export const importChunks = defineTable<ImportChunkRow>({
  name: 'import_chunks',
  columns: {
    importId: 'text',
    position: 'integer',
    addedIds: 'json',
    knownCount: 'integer',
    state: 'text',
  },
  refs: ['importId'],
})
