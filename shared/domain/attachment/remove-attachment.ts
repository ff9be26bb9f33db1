import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, reject } from '../command.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { row, type View } from '../view.ts'
import { creditIdOf, customerOfSubject } from './attachment-subject.ts'

/** Takes a picture off a document again; not off an approved one, which was judged by it. */
export const removeAttachment = defineCommand({
  name: 'attachment.remove',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'credits.create',
  payload: z.strictObject({ attachmentId: id }),
  reads(p, view) {
    const picture = view.get('attachments', p.attachmentId)
    const reads = [row('attachments', p.attachmentId)]
    return picture ? [...reads, row('credits', creditIdOf(picture.subject))] : reads
  },
  customerOf(p, view) {
    const picture = view.get('attachments', p.attachmentId)
    return picture ? customerOfSubject(picture.subject, view) : null
  },
  decide(p, view) {
    const picture = view.get('attachments', p.attachmentId)
    if (!picture) return reject('unknown-picture')
    const judged = checkJudged(creditIdOf(picture.subject), view)
    if (judged) return { refusal: judged }
    return accept([{ table: 'attachments', deletedId: picture.id }])
  },
})

function checkJudged(creditId: string, view: View): Refusal | null {
  const credit = view.get('credits', creditId)
  if (credit?.status !== 'approved') return null
  return refuse('credit-moved-on', { number: credit.number, status: credit.status })
}
