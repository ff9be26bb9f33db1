import { simpleParser } from 'mailparser'
import type { TaggedMail } from '../mail-tag.ts'
import { statusIn } from './bounce-kind.ts'
import type { MailReport } from './report-mails.ts'

/** What a message to the bounce address tells: reports, `automatic` for an answer of no weight, or nothing we can read. */
export type ReadReport =
  | { reports: MailReport[] }
  | { reports: null; why: 'automatic' | 'unsigned' | 'not-understood' }

/** Headers in which servers write who a bounce was for, and the mail that a complaint is about. */
const RETURNED_TO = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'x-failed-recipients']
const MOST_RECIPIENTS = 50

/**
 * Reads a delivery report (RFC 3464) or a complaint (RFC 5965) from its source. Only a signed tag of ours names a mail:
 * whatever else the report claims, it can touch no other.
 */
export async function readDeliveryReport(
  source: Uint8Array,
  find: (text: string) => TaggedMail | null,
): Promise<ReadReport> {
  const mail = await simpleParser(Buffer.from(source), {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
  })
  const part = (type: string) => mail.attachments.find(each => each.contentType === type)?.content.toString()
  const lines = mail.headerLines.filter(({ key }) => RETURNED_TO.includes(key)).map(({ line }) => line)
  const enclosed = (part('message/rfc822') ?? part('text/rfc822-headers') ?? '').slice(0, 100_000)
  const complaint = part('message/feedback-report')
  if (complaint !== undefined) {
    const [fields] = fieldGroups(complaint)
    const type = fields?.['feedback-type']?.toLowerCase() ?? ''
    const tagged = find(fields?.['original-mail-from'] ?? '') ?? find(enclosed) ?? findFirst(lines, find)
    if (tagged === null) return { reports: null, why: 'unsigned' }
    if (type !== 'abuse' && type !== 'fraud') return { reports: null, why: 'automatic' }
    return {
      reports: [{ ...tagged, report: 'complained', recipient: '', status: '', error: `complaint: ${type}` }],
    }
  }
  const status = part('message/delivery-status')
  const answered = mail.headers.get('auto-submitted')
  if (status === undefined && typeof answered === 'string' && /^auto-replied/i.test(answered)) {
    return { reports: null, why: 'automatic' }
  }
  const tagged = findFirst(lines, find) ?? find(enclosed)
  if (tagged === null) return { reports: null, why: 'unsigned' }
  if (status === undefined) return oldStyle(tagged, mail.from?.value[0]?.address ?? '', mail.text ?? '')
  const [, ...recipients] = fieldGroups(status)
  const reports = recipients.slice(0, MOST_RECIPIENTS).flatMap(fields => reportOf(tagged, fields))
  return { reports }
}

type Fields = Record<string, string>

function reportOf(tagged: TaggedMail, fields: Fields): MailReport[] {
  const status = statusIn(fields.status ?? '') || statusIn(fields['diagnostic-code'] ?? '')
  const error = afterType(fields['diagnostic-code'] ?? '') || status
  const recipient = afterType(fields['final-recipient'] ?? '').replace(/^<|>$/g, '')
  const action = (fields.action ?? '').trim().toLowerCase()
  const report = ({ failed: 'bounced', delayed: 'delayed', delivered: 'delivered' } as const)[action]
  // `relayed` and `expanded` only say that somebody else knows now.
  return report === undefined ? [] : [{ ...tagged, report, recipient, status, error }]
}

/** Servers that write no report in fields: only their postmaster is believed, and only with a permanent status. */
function oldStyle(tagged: TaggedMail, from: string, text: string): ReadReport {
  const status = statusIn(text)
  const isPostmaster = /^(mailer-daemon|postmaster|mail-daemon)@/i.test(from)
  if (!isPostmaster || !status.startsWith('5.')) return { reports: null, why: 'not-understood' }
  const line = text.split('\n').find(each => each.includes(status))
  return { reports: [{ ...tagged, report: 'bounced', recipient: '', status, error: line ?? status }] }
}

/** `rfc822; ines@petal.example` and `smtp; 550 no such user` without the type in front. */
function afterType(value: string): string {
  return value.replace(/^[\w-]+\s*;\s*/, '').trim()
}

/** Groups of header-like fields between empty lines; folded lines are joined. */
function fieldGroups(text: string): Fields[] {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
  return groups
    .map(group => {
      const pairs = group.split('\n').map(line => /^([\w-]+)\s*:\s*(.*)$/.exec(line))
      return Object.fromEntries(
        pairs.flatMap(pair => (pair ? [[pair[1]!.toLowerCase(), pair[2]!.trim()]] : [])),
      )
    })
    .filter(fields => Object.keys(fields).length > 0)
}

function findFirst(lines: readonly string[], find: (text: string) => TaggedMail | null): TaggedMail | null {
  for (const line of lines) {
    const tagged = find(line)
    if (tagged !== null) return tagged
  }
  return null
}
