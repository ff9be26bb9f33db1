import type { Visit } from './visits.ts'

/** In the place of a mail's id: a visit of the staff's, to type a card that a customer reads out. */
const PHONE = 'phone-'

/** The mark of a token that staff uses. */
export function phoneMark(userId: string): string {
  return `${PHONE}${userId}`
}

/** Whether a mark, or a visit with it, is the staff's. */
export function isByPhone({ mailId }: Pick<Visit, 'mailId'>): boolean {
  return mailId.startsWith(PHONE)
}
