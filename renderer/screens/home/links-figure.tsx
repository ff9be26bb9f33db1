import { type HomeFigures, LINK_STEPS } from '../../../shared/protocol/home-asks.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { useCurrency } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { drillToLinks } from './drill.ts'
import { FigureCard } from './figure-card.tsx'
import classes from './home.module.css'

/** How many of the payment links sent in 30 days were opened, and by how many what came in. Each step opens its links. */
export function LinksFigure({ links }: { links: HomeFigures['links'] }) {
  const w = useWords().home
  const currency = useCurrency()
  const sent = links.sent.count
  return (
    <FigureCard title={w.links} hint={w.linksHint}>
      {sent === 0 && <p className={classes.nothing}>{w.noLinks}</p>}
      {sent > 0 && (
        <table className={classes.table}>
          <tbody>
            {LINK_STEPS.map(step => (
              <tr key={step}>
                <th scope="row" className={classes.label}>
                  <button type="button" className={classes.drill} onClick={() => drillToLinks(step)}>
                    {w.steps[step]}
                  </button>
                </th>
                <td className={classes.track}>
                  <i
                    aria-hidden
                    className={classes[step]}
                    style={{ width: `${(links[step].count / sent) * 100}%` }}
                  />
                </td>
                <td className={classes.mute}>
                  {formatMoney(step === 'paid' ? links[step].paidCents : links[step].askedCents, currency)}
                </td>
                <td className={classes.number}>{links[step].count.toLocaleString('en-US')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </FigureCard>
  )
}
