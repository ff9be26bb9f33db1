import { Screen } from '../../parts/screen.tsx'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { ChargesRun } from './charges-run.tsx'
import { PeriodCard } from './period-card.tsx'

/** Which period is closed, and the finance charges of this month. */
export function FinanceChargesScreen() {
  const w = useWords().financeCharges
  const mayCharge = useRight('finance-charges')
  return (
    <Screen title={w.title}>
      <PeriodCard />
      {mayCharge && <ChargesRun />}
    </Screen>
  )
}
