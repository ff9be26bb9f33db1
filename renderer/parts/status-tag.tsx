import type { LinkSummary } from '../../shared/protocol/link-summary.ts'
import { useWords } from '../words/use-words.ts'
import type { Mark, Tone } from './mark.ts'
import { linkMark, type Status, statusMark } from './status-mark.ts'
import classes from './status-tag.module.css'

/** A small rounded label. */
export function Tag({
  tone,
  children,
  title,
}: {
  tone: Tone
  children: React.ReactNode
  title?: string | undefined
}) {
  return (
    <span className={`${classes.tag} ${classes[tone]}`} title={title}>
      {children}
    </span>
  )
}

/** A mark as a tag. */
export function MarkTag({ mark: { tag = 'grey', text, title } }: { mark: Mark }) {
  return (
    <Tag tone={tag} title={title}>
      {text}
    </Tag>
  )
}

/** The tag of a status of an order, invoice, payment, mail or link. */
export function StatusTag({ status }: { status: Status }) {
  return <MarkTag mark={statusMark(useWords().parts, status)} />
}

/** The tag of a payment link, with when it last moved. */
export function LinkTag({ link }: { link: LinkSummary | null }) {
  const { parts } = useWords()
  return link && <MarkTag mark={linkMark(parts, link)} />
}
