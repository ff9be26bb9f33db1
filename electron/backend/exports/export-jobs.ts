import { newId } from '../../../shared/lib/ids.ts'
import type { Answers } from '../../../shared/protocol/desk.ts'
import type { Backend } from '../backend.ts'
import { DeskFault } from '../session/desk-session.ts'

const ANSWER_BYTES = 384 * 1024
const IDLE_MS = 120_000

interface Job {
  userId: string
  rowCount: number
  rows: number
  bytes: AsyncGenerator<Uint8Array>
  askedAt: number
  /** A slice is being made. */
  isBusy: boolean
  close(): void
}

/** Files on their way to whoever asked for them: written as they are asked for, slice by slice. */
export type ExportJobs = ReturnType<typeof exportJobs>

/** The files one backend is writing. One nobody asks for any more is given up. */
export function exportJobs(backend: Pick<Backend, 'ports' | 'user' | 'onChange'>) {
  const jobs = new Map<string, Job>()

  function end(exportId: string): void {
    const job = jobs.get(exportId)
    jobs.delete(exportId)
    job?.close()
  }

  /** Its connection would keep the log of changes from being emptied. */
  function endIdle(): void {
    const now = backend.ports.clock.now()
    for (const [id, job] of jobs) if (!job.isBusy && now - job.askedAt > IDLE_MS) end(id)
  }
  backend.onChange(endIdle)

  /** Starts a file; `bytes` makes it and says how many rows it wrote. `close` is called once, when it is done or given up. */
  function start(
    rowCount: number,
    bytes: (wrote: (rows: number) => void) => AsyncGenerator<Uint8Array>,
    close: () => void,
  ): string {
    endIdle()
    const { clock, random } = backend.ports
    const exportId = newId(clock, random)
    const job: Job = {
      userId: backend.user().id,
      rowCount,
      rows: 0,
      askedAt: clock.now(),
      isBusy: false,
      bytes: bytes(rows => {
        job.rows += rows
      }),
      close() {
        // What it reads from goes when it has left its last statement.
        void job.bytes.return(undefined).finally(close)
      },
    }
    jobs.set(exportId, job)
    return exportId
  }

  async function next(exportId: string): Promise<Answers['exports.next']> {
    const job = jobs.get(exportId)
    if (!job || job.isBusy || job.userId !== backend.user().id) throw new DeskFault('not-found')
    job.isBusy = true
    try {
      const parts: Uint8Array[] = []
      let length = 0
      let done = false
      while (length < ANSWER_BYTES && !done) {
        const part = await job.bytes.next()
        if (part.done) done = true
        else {
          parts.push(part.value)
          length += part.value.length
        }
      }
      if (done) end(exportId)
      return { base64: Buffer.concat(parts).toString('base64'), rows: job.rows, rowCount: job.rowCount, done }
    } catch (error) {
      end(exportId)
      throw error
    } finally {
      job.isBusy = false
      job.askedAt = backend.ports.clock.now()
    }
  }

  return {
    start,
    asks: {
      'exports.next': ({ exportId }: { exportId: string }) => next(exportId),
      'exports.end'({ exportId }: { exportId: string }): null {
        end(exportId)
        return null
      },
    },
  }
}
