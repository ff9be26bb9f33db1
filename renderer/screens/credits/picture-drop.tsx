import { IconPhotoPlus } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { MOST_PICTURES } from '../../../shared/domain/attachment/attachment-subject.ts'
import { newId } from '../../app/new-id.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './pictures.module.css'
import { type SmallPicture, shrinkPicture } from './shrink-picture.ts'

interface PictureDropProps {
  /** How many there are already. */
  count: number
  /** Why none can be added now; they can when there is no reason. */
  reason?: string | undefined
  onAdd(picture: SmallPicture): void | Promise<void>
  /** The pictures there are. */
  children: ReactNode
}

/** Takes pictures: chosen with the button, dropped, or pasted anywhere on the screen. Each is made small first. */
export function PictureDrop({ count, reason, onAdd, children }: PictureDropProps) {
  const w = useWords().credits
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function take(files: readonly File[]) {
    if (reason !== undefined) {
      setProblem(reason)
      return
    }
    setProblem(files.length > MOST_PICTURES - count ? w.mostPhotos(MOST_PICTURES) : null)
    setWorking(true)
    for (const file of files.slice(0, Math.max(0, MOST_PICTURES - count))) {
      const picture = await shrinkPicture(file, newId()).catch(() => null)
      if (picture) await onAdd(picture)
      else setProblem(w.noPicture(file.name))
    }
    setWorking(false)
  }

  const takeNow = useRef(take)
  useEffect(() => {
    takeNow.current = take
  })
  useEffect(() => {
    function paste(event: ClipboardEvent) {
      const files = [...(event.clipboardData?.files ?? [])].filter(file => file.type.startsWith('image/'))
      if (files.length === 0) return
      event.preventDefault()
      void takeNow.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])

  return (
    <fieldset
      className={over ? `${classes.drop} ${classes.over}` : classes.drop}
      aria-label={w.photos}
      onDragOver={event => {
        event.preventDefault()
        setOver(reason === undefined)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        void take([...event.dataTransfer.files])
      }}
    >
      {children}
      <div className={classes.foot}>
        <ReasonButton
          reason={reason}
          variant="default"
          loading={working}
          disabled={count >= MOST_PICTURES}
          leftSection={<IconPhotoPlus size={15} aria-hidden />}
          onClick={() => chooser.current?.click()}
        >
          {w.addPhotos}
        </ReasonButton>
        <span className="florin-mute">
          {count >= MOST_PICTURES ? w.mostPhotos(MOST_PICTURES) : reason === undefined && w.dropPhotos}
        </span>
      </div>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={event => {
          void take([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}
