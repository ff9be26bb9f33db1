import type { AttachmentRow } from '../../../../shared/domain/attachment/attachment-row.ts'
import { creditIdOf } from '../../../../shared/domain/attachment/attachment-subject.ts'
import type { CreditsAnswers } from '../../../../shared/protocol/credits-asks.ts'
import { creditsOne } from './credits-one.ts'
import type { QueryContext } from './query-context.ts'

/** `attachments.one`: one picture with its content; null when there is none, or its document is not for this user. */
export function attachmentsOne(
  q: QueryContext,
  attachmentId: string,
): CreditsAnswers['attachments.one'] | null {
  const picture = q.rows.answer({
    kind: 'row',
    table: 'attachments',
    id: attachmentId,
  }) as AttachmentRow | null
  if (!picture || !creditsOne(q, creditIdOf(picture.subject))) return null
  return { name: picture.name, mime: picture.mime, base64: picture.content }
}
