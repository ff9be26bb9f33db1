import type { LinkSummary } from '../../../shared/protocol/link-summary.ts'
import { pathTo } from '../../app/router.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { PanelRow, PanelSection } from '../../parts/panel.tsx'
import { LinkTag } from '../../parts/status-tag.tsx'
import { useWords, type Words } from '../../words/use-words.ts'

/** The payment links of an invoice, newest first, each with its times. */
export function LinkHistory({ links }: { links: readonly LinkSummary[] }) {
  const { invoices: w, sending } = useWords()
  const { open } = sending
  return (
    <PanelSection title={w.links}>
      {links.length === 0 && <span className="florin-mute">{w.noLinks}</span>}
      {links.map(link => (
        <PanelRow
          key={link.linkId}
          left={<LinkTag link={link} />}
          right={<a href={`#${pathTo('link', { linkId: link.linkId })}`}>{open}</a>}
          beneath={linkTimes(link, w)}
        />
      ))}
    </PanelSection>
  )
}

/** What happened to a link and when, in order. */
function linkTimes(link: LinkSummary, w: Words['invoices']): string {
  const times: [string, number | null][] = [
    [w.linkSent, link.sentAt],
    [w.linkDelivered, link.deliveredAt],
    [w.linkOpened, link.openedAt],
    [w.linkTried, link.triedAt === link.paidAt ? null : link.triedAt],
    [w.linkPaid, link.paidAt],
    [w.linkRevoked, link.revokedAt],
  ]
  if (link.state === 'opened') times.push([w.linkActiveUntil, link.activeUntilAt])
  if (link.state === 'expired') times.push([w.linkEndedAt, link.activeUntilAt])
  const told = times.filter(([, at]) => at !== null).map(([what, at]) => `${what} ${formatInstant(at)}`)
  if (link.state === 'sent') told.push(w.linkNotOpened)
  return told.join(' · ')
}
