import { ImapFlow } from 'imapflow'
import { enqueueJobs } from '../../jobs/enqueue-jobs.ts'
import type { JobHandler, JobResult, RelayPorts } from '../../ports.ts'
import { errorLine } from '../error-line.ts'
import type { ImapSetting } from './imap-setting.ts'
import { type BounceParts, MOST_BYTES, takeMessage } from './take-message.ts'

/** The job belongs to no company: all nodes share it, and its lease lets one of them read. */
const OF_THE_RELAY = ''
const LOOK_EVERY_MS = 30_000
const AFTER_FAULT_MS = 60_000
/** A password that is wrong now is wrong in a minute: servers lock out who tries too often. */
const AFTER_REFUSAL_MS = 15 * 60_000
const AT_ONCE = 500
const ANSWER_MS = 30_000

/** Puts the job that reads the mailbox into the queue, where it stays for good; put there before, it changes nothing. */
export async function queueImapReading({ store, clock }: Pick<RelayPorts, 'store' | 'clock'>): Promise<void> {
  const job = { kind: 'bounces.read', key: 'bounces.read', payload: {} } as const
  await store.write(sql => enqueueJobs(sql, OF_THE_RELAY, [{ job, runAt: clock.now() }], clock.now()))
}

/**
 * Reads what is unseen in an IMAP folder, at most 500 messages at a time, oldest first, and takes them to the ledger.
 * What was understood is then seen, and moved where the setting says so; what was not is seen and flagged, for a person.
 * Nothing is deleted, and a message whose report the ledger did not take stays unseen. A new connection each time: a
 * server that went away is found again by the next look.
 */
export function createImapReader(
  { clock, log }: Pick<RelayPorts, 'clock' | 'log'>,
  setting: ImapSetting,
  parts: BounceParts,
): JobHandler {
  async function readUnseen(client: ImapFlow, signal: AbortSignal): Promise<'all' | 'more'> {
    await client.mailboxOpen(setting.folder)
    const found = (await client.search({ seen: false, deleted: false }, { uid: true })) || []
    const uids = found.toSorted((a, b) => a - b)
    const moveTo = await folderToMoveTo(client)
    for (const uid of uids.slice(0, AT_ONCE)) {
      if (signal.aborted) break
      const source = { start: 0, maxLength: MOST_BYTES }
      const message = await client.fetchOne(String(uid), { source }, { uid: true })
      // Somebody else took it away meanwhile.
      if (message === false || message.source === undefined) continue
      const isRead = await takeMessage(log, parts, message.source, `uid ${uid}`)
      const flags = isRead ? ['\\Seen'] : ['\\Seen', '\\Flagged']
      await client.messageFlagsAdd(String(uid), flags, { uid: true })
      if (isRead && moveTo !== null) await client.messageMove(String(uid), moveTo, { uid: true })
    }
    return uids.length > AT_ONCE ? 'more' : 'all'
  }

  async function folderToMoveTo(client: ImapFlow): Promise<string | null> {
    if (setting.moveTo === null) return null
    // Without MOVE a message would be copied and then deleted, and nothing is deleted here.
    if (!client.capabilities.has('MOVE') && !client.capabilities.has('IMAP4rev2')) {
      log.warn('the mailbox of the bounces can’t move messages: they stay where they are, seen')
      return null
    }
    await client.mailboxCreate(setting.moveTo)
    return setting.moveTo
  }

  return async ({ signal }): Promise<JobResult> => {
    const client = connectionTo(setting)
    // A fault of the connection also ends the command that waits for an answer, and is told by that.
    client.on('error', () => {})
    const close = () => client.close()
    signal.addEventListener('abort', close)
    try {
      await client.connect()
      const left = await readUnseen(client, signal)
      await client.logout()
      return { retryAt: clock.now() + (left === 'more' ? 0 : LOOK_EVERY_MS), error: '' }
    } catch (error) {
      if (signal.aborted) throw error
      const { isRefused, text } = faultOf(error)
      const retryAt = clock.now() + (isRefused ? AFTER_REFUSAL_MS : AFTER_FAULT_MS)
      return { retryAt, error: errorLine(`the mailbox of the bounces: ${text}`) }
    } finally {
      signal.removeEventListener('abort', close)
      client.close()
    }
  }
}

function connectionTo({ host, port, isSecure, isLoopback, user, password }: ImapSetting): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure: isSecure,
    // The password never crosses a network in clear.
    ...(isSecure || isLoopback ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    maxLiteralSize: 2 * MOST_BYTES,
  })
}

function faultOf(error: unknown): { isRefused: boolean; text: string } {
  if (!(error instanceof Error)) return { isRefused: false, text: String(error) }
  const { responseText, authenticationFailed } = error as Error & {
    responseText?: string
    authenticationFailed?: boolean
  }
  return { isRefused: authenticationFailed === true, text: responseText || error.message }
}
