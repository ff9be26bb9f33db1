import { useState } from 'react'
import { subjectOfCredit } from '../../../shared/domain/attachment/attachment-subject.ts'
import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { PictureDrop } from './picture-drop.tsx'
import { PictureThumbs, type ShownPicture } from './picture-thumbs.tsx'
import type { SmallPicture } from './shrink-picture.ts'

/** The pictures of a credit that is saved: to look at, and, until it is approved, to add to and take off. */
export function CreditPictures({ view }: { view: CreditView }) {
  const w = useWords().credits
  const whyNot = useWhyNot()('credits.create')
  const [failure, setFailure] = useState<unknown>(null)
  const { credit, pictures } = view
  const shown: ShownPicture[] = pictures.map(({ attachmentId, name, addedByName, addedAt }) => ({
    attachmentId,
    name,
    caption: w.photoBy(name, addedByName, formatInstant(addedAt)),
    src: null,
  }))

  async function give(deed: () => Promise<unknown>) {
    setFailure(null)
    try {
      await deed()
    } catch (error) {
      setFailure(error)
    }
  }

  const add = (picture: SmallPicture) =>
    give(() => giveCommand('attachment.add', { ...picture, subject: subjectOfCredit(credit.id) }))
  const remove = (attachmentId: string) => void give(() => giveCommand('attachment.remove', { attachmentId }))

  if (credit.status === 'approved')
    return shown.length === 0 ? (
      <span className="florin-mute">{w.noPhotos}</span>
    ) : (
      <PictureThumbs pictures={shown} onRemove={null} />
    )
  return (
    <>
      <PictureDrop count={shown.length} reason={whyNot} onAdd={add}>
        <PictureThumbs pictures={shown} reason={whyNot} onRemove={remove} />
      </PictureDrop>
      {failure !== null && <FaultNotice error={failure} />}
    </>
  )
}
