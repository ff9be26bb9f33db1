import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'

/** Ends an import: everything is in, or what could be was taken back. Saying so twice is saying it once. */
export const finishImport = defineCommand({
  name: 'import.finish',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'setup',
  payload: z.strictObject({ importId: id, state: z.enum(['committed', 'undone']) }),
  reads: p => [row('imports', p.importId)],
  decide(p, view, context) {
    const started = view.get('imports', p.importId)
    if (!started) return reject('unknown-import')
    if (started.state === p.state) return accept([])
    if (started.state === 'undone') return reject('import-ended', { file: started.fileName })
    return accept([put('imports', { ...started, state: p.state, endedBy: context.by, endedAt: context.at })])
  },
})
