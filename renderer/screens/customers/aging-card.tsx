import type { Aging } from '../../../shared/protocol/desk.ts'
import type { AskedNumber } from '../../parts/explain/explain-number.ts'
import { FigureButton } from '../../parts/explain/figure-button.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { SideCard, SideFigure } from '../order-form/side-card.tsx'
import classes from './aging-card.module.css'

const COLORS = ['var(--aging-1)', 'var(--aging-2)', 'var(--aging-3)', 'var(--aging-4)']

interface AgingCardProps {
  aging: Aging
  /** Whose, and as of when: what its figures are asked about. */
  of: Pick<AskedNumber, 'customer' | 'asOf'>
}

/** A customer's open balances by age: a bar of shares, and the figures below it. */
export function AgingCard({ aging, of }: AgingCardProps) {
  const words = useWords().customers
  const totalCents = aging.buckets.reduce((sum, bucket) => sum + bucket.openCents, 0)
  const steps = aging.buckets.length - 1
  const colorOf = (place: number) => COLORS[Math.min(3, Math.round((place * 3) / steps))]
  return (
    <div className={classes.aging}>
      <SideCard title={words.aging}>
        {totalCents > 0 && (
          <div className={classes.bar} aria-hidden>
            {aging.buckets.map((bucket, place) => (
              <i
                key={bucket.label}
                style={{ width: `${(bucket.openCents / totalCents) * 100}%`, background: colorOf(place) }}
              />
            ))}
          </div>
        )}
        {aging.buckets.map((bucket, place) => (
          <SideFigure
            key={bucket.label}
            label={bucket.label === 'current' ? words.current : bucket.label}
            tone={bucket.openCents > 0 && place >= steps - 1 ? 'bad' : undefined}
          >
            <FigureButton asked={{ ...of, figure: 'bucket', bucket: { place, label: bucket.label } }}>
              {formatCents(bucket.openCents)}
            </FigureButton>
          </SideFigure>
        ))}
      </SideCard>
    </div>
  )
}
