import { z } from 'zod'
import { id, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { firstRefusal, refuse } from '../rejections.ts'
import { row, rows } from '../view.ts'
import {
  attachmentSubject,
  creditIdOf,
  customerOfSubject,
  MAX_PICTURE_BYTES,
  MOST_PICTURES,
} from './attachment-subject.ts'
import { bytesOf, isPicture } from './picture-bytes.ts'

/** Base64 a little longer than the largest picture, so that one that is too large is told so. */
const MAX_CHARACTERS = 1_000_000

/** Adds a picture to a document. The screen has made it small before. */
export const addAttachment = defineCommand({
  name: 'attachment.add',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'credits.create',
  payload: z.strictObject({
    attachmentId: id,
    subject: attachmentSubject,
    name: requiredLine(120),
    mime: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    content: z.string().max(MAX_CHARACTERS),
  }),
  reads: p => [
    row('credits', creditIdOf(p.subject)),
    row('attachments', p.attachmentId),
    rows('attachments', 'subject', p.subject),
  ],
  customerOf: (p, view) => customerOfSubject(p.subject, view),
  decide(p, view, context) {
    const { subject, name, mime, content } = p
    const customerId = customerOfSubject(subject, view)
    const isWhole = isPicture(mime, content)
    const bytes = bytesOf(content)
    const wrong = firstRefusal([
      customerId === null ? refuse('unknown-credit') : null,
      view.get('attachments', p.attachmentId) ? refuse('already-exists') : null,
      isWhole ? null : refuse('not-a-picture', { name }, 'content'),
      isWhole && bytes > MAX_PICTURE_BYTES
        ? refuse('picture-too-large', { name, maxKb: MAX_PICTURE_BYTES / 1024 }, 'content')
        : null,
      view.list('attachments', 'subject', subject).length >= MOST_PICTURES
        ? refuse('too-many-pictures', { most: MOST_PICTURES })
        : null,
    ])
    if (wrong) return { refusal: wrong }
    const added = { id: p.attachmentId, subject, customerId: customerId!, name, mime, bytes, content }
    return accept([put('attachments', { ...added, addedBy: context.by, addedAt: context.at })])
  },
})
