import { z } from 'zod'
import { isId } from '../../lib/ids.ts'
import type { View } from '../view.ts'

/** Pictures of one document, at most. */
export const MOST_PICTURES = 8

/** The most a picture may hold: it travels to every desktop. */
export const MAX_PICTURE_BYTES = 300 * 1024

const PREFIX = 'credits:'

/** The document a picture belongs to, as `credits:<id>`. */
export const attachmentSubject = z
  .string()
  .max(60)
  .refine(text => text.startsWith(PREFIX) && isId(text.slice(PREFIX.length)), 'not a document with pictures')

/** The id of the credit in an attachment's subject. */
export function creditIdOf(subject: string): string {
  return subject.slice(PREFIX.length)
}

/** The subject of a credit's pictures. */
export function subjectOfCredit(creditId: string): string {
  return `${PREFIX}${creditId}`
}

/** The customer of the document a picture belongs to, once it is gathered. */
export function customerOfSubject(subject: string, view: Pick<View, 'get'>): string | null {
  return view.get('credits', creditIdOf(subject))?.customerId ?? null
}
