import type { MailDraft } from '../../../shared/protocol/send-asks.ts'
import type { GivenPayload } from '../../app/give-command.ts'
import { invalidAddresses, splitAddresses, withAddresses } from './split-addresses.ts'

/** What stands in the email dialog. */
export interface MailForm {
  addresses: string[]
  /** Typed, and not a chip yet. */
  text: string
  ccMe: boolean
  remember: boolean
  subject: string
  message: string
  link: boolean
  /** The mails already asked for, by address: asked for again, they are not sent twice. */
  mailIds: Record<string, string>
  /** The link already asked for. */
  linkId: string | null
  /** The customer's remembered addresses when the dialog was opened; null where they are not known. */
  seenEmails: string[] | null
}

const NOTHING_SENT = { mailIds: {}, linkId: null }

/** How the dialog starts. */
export function mailFormOf(draft: MailDraft): MailForm {
  return {
    addresses: draft.recipients,
    text: '',
    ccMe: false,
    remember: false,
    subject: draft.subject,
    message: draft.message,
    link: draft.linkBox && draft.noLinkReason === null,
    ...NOTHING_SENT,
    seenEmails: null,
  }
}

/** How the dialog starts over a refused mail: with what was typed then. */
export function mailFormOfRefused(command: Letter, draft: MailDraft): MailForm {
  const addresses = command.recipients.map(({ address }) => address)
  const ccMe = addresses.includes(draft.ccMe) && !draft.recipients.includes(draft.ccMe)
  return {
    addresses: ccMe ? addresses.filter(address => address !== draft.ccMe) : addresses,
    text: '',
    ccMe,
    remember: false,
    subject: command.subject,
    message: command.message,
    link: command.linkId !== null,
    ...NOTHING_SENT,
    seenEmails: null,
  }
}

export type MailProblem =
  | { field: 'to'; problem: 'none' }
  | { field: 'to'; problem: 'invalid'; addresses: string[] }
  | { field: 'to'; problem: 'too-many' }
  | { field: 'subject'; problem: 'missing' }

/** How many mails one command sends at most. */
export const MAX_RECIPIENTS = 20

/** Everyone the mail goes to: the chips, what is still typed, and the sender's copy. */
export function recipientsOf(form: MailForm, ccMe: string): string[] {
  const typed = withAddresses(form.addresses, splitAddresses(form.text))
  return form.ccMe && ccMe !== '' ? withAddresses(typed, [ccMe]) : typed
}

/** What stands in the way of sending, by field. */
export function mailProblems(form: MailForm, ccMe: string): MailProblem[] {
  const problems: MailProblem[] = []
  const recipients = recipientsOf(form, ccMe)
  const invalid = invalidAddresses(recipients)
  if (recipients.length === 0) problems.push({ field: 'to', problem: 'none' })
  else if (invalid.length > 0) problems.push({ field: 'to', problem: 'invalid', addresses: invalid })
  else if (recipients.length > MAX_RECIPIENTS) problems.push({ field: 'to', problem: 'too-many' })
  if (form.subject.trim() === '') problems.push({ field: 'subject', problem: 'missing' })
  return problems
}

/** What a mail says, to whom and with which link; the command adds what it is about. */
export type Letter = Pick<GivenPayload<'document.email'>, 'recipients' | 'subject' | 'message' | 'linkId'>

/** The letter that the form asks for. A link is made only where one is offered. */
export function letterOf(form: MailForm, draft: MailDraft, newId: () => string): Letter {
  return {
    recipients: recipientsOf(form, draft.ccMe).map(address => ({
      mailId: form.mailIds[address] ?? newId(),
      address,
    })),
    subject: form.subject,
    message: form.message,
    linkId: carriesLink(form, draft) ? (form.linkId ?? newId()) : null,
  }
}

/** Whether the mail goes out with a link. */
export function carriesLink({ link }: MailForm, { noLinkReason }: MailDraft): boolean {
  return link && noLinkReason === null
}

/** The form with what a letter of it asks for, to be kept before it is given. */
export function withAsked(form: MailForm, letter: Letter): MailForm {
  const asked = Object.fromEntries(letter.recipients.map(({ mailId, address }) => [address, mailId]))
  return { ...form, mailIds: { ...form.mailIds, ...asked }, linkId: letter.linkId ?? form.linkId }
}

/** The form for another mail of the same text. */
export function forgetAsked(form: MailForm): MailForm {
  return { ...form, ...NOTHING_SENT }
}
