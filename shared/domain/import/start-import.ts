import { z } from 'zod'
import { id, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { IMPORT_KINDS } from './import-row.ts'

/** Begins to bring a file in: what it has was matched against control totals by then. */
export const startImport = defineCommand({
  name: 'import.start',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'setup',
  payload: z.strictObject({
    importId: id,
    kind: z.enum(IMPORT_KINDS),
    fileName: requiredLine(200),
    rowCount: z.int().min(1).max(1_000_000),
    /** 0 for what has no amounts. May sum up to more than one amount can be. */
    totalCents: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  }),
  reads: p => [row('imports', p.importId)],
  decide({ importId, ...matched }, view, context) {
    if (view.get('imports', importId)) return reject('already-exists')
    const started = { startedBy: context.by, startedAt: context.at, endedBy: null, endedAt: null }
    return accept([put('imports', { id: importId, ...matched, state: 'running', ...started })])
  },
})
