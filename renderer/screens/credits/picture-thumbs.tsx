import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../../app/use-ask.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './pictures.module.css'

/** A picture as it is shown: `src` where it is at hand, else it is asked for. */
export interface ShownPicture {
  attachmentId: string
  name: string
  caption: string
  src: string | null
}

interface PictureThumbsProps {
  pictures: readonly ShownPicture[]
  /** null: they stay. */
  onRemove: ((attachmentId: string) => void) | null
  /** Why none can be taken off now; they can when there is no reason. */
  reason?: string | undefined
}

// Escape pressed here closes the picture alone, not the panel beneath it as well.
const KEEPS_PANEL = { 'data-mantine-stop-propagation': true }

/** Pictures as thumbnails; one opens large, and arrows lead to the others. */
export function PictureThumbs({ pictures, onRemove, reason }: PictureThumbsProps) {
  const { credits: w, parts } = useWords()
  const [at, setAt] = useState<number | null>(null)
  const large = at === null ? null : (pictures[at] ?? null)
  const step = (by: number) => setAt(((at ?? 0) + by + pictures.length) % pictures.length)
  return (
    <>
      <ul className={classes.thumbs}>
        {pictures.map((picture, place) => (
          <li key={picture.attachmentId} className={classes.thumb}>
            <button
              type="button"
              className={classes.open}
              aria-label={w.openPhoto(picture.name)}
              title={picture.caption}
              onClick={() => setAt(place)}
            >
              <Picture picture={picture} alt="" />
            </button>
            {onRemove && (
              <ReasonButton
                unstyled
                className={classes.remove}
                reason={reason}
                aria-label={w.removePhoto(picture.name)}
                title={w.removePhoto(picture.name)}
                onClick={() => onRemove(picture.attachmentId)}
              >
                ×
              </ReasonButton>
            )}
          </li>
        ))}
      </ul>
      {large && (
        <Modal
          opened
          onClose={() => setAt(null)}
          title={large.name}
          size="auto"
          closeButtonProps={{ ...KEEPS_PANEL, 'aria-label': parts.close }}
          onKeyDown={event => {
            if (event.key === 'Escape') setAt(null)
            if (event.key === 'ArrowRight') step(1)
            if (event.key === 'ArrowLeft') step(-1)
          }}
        >
          <Picture picture={large} alt={large.name} className={classes.large} />
          <div className={classes.caption}>
            <span>{large.caption}</span>
            {pictures.length > 1 && (
              <span>
                <Button
                  {...KEEPS_PANEL}
                  variant="subtle"
                  color="gray"
                  aria-label={w.previousPhoto}
                  onClick={() => step(-1)}
                >
                  ←
                </Button>
                <Button
                  {...KEEPS_PANEL}
                  variant="subtle"
                  color="gray"
                  aria-label={w.nextPhoto}
                  onClick={() => step(1)}
                >
                  →
                </Button>
              </span>
            )}
          </div>
        </Modal>
      )}
    </>
  )
}

function Picture(props: { picture: ShownPicture; alt: string; className?: string | undefined }) {
  const { picture, alt, className } = props
  const { attachmentId, src } = picture
  const asked = useAsk('attachments.one', { attachmentId }, { enabled: src === null }).data
  const shown = src ?? (asked ? `data:${asked.mime};base64,${asked.base64}` : null)
  return shown === null ? null : <img src={shown} alt={alt} className={className} />
}
