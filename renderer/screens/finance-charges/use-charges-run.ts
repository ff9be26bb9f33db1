import { useRef, useState } from 'react'
import type { FinanceChargeRow } from '../../../shared/protocol/payment-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import type { ChargeResult } from './charge-columns.tsx'

/** What a run charges: the same for each customer. */
export interface ChargeTerms {
  issuedOn: string
  rateBps: number
  fromDays: number
}

/** A run over customers, one command each; it can be stopped between two. What was charged stays charged. */
export function useChargesRun() {
  const words = useWords()
  const [results, setResults] = useState<ReadonlyMap<string, ChargeResult>>(new Map())
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null)
  const [ended, setEnded] = useState<{ charged: number; refused: number } | null>(null)
  const stopped = useRef(false)

  async function run(rows: readonly FinanceChargeRow[], terms: ChargeTerms) {
    stopped.current = false
    setEnded(null)
    const found = new Map<string, ChargeResult>()
    let done = 0
    setProgress({ done, of: rows.length })
    for (const { customerId, chargeCents } of rows) {
      if (stopped.current) break
      try {
        const { number } = await giveCommand('finance-charge.issue', {
          customerId,
          ...terms,
          expectedCents: chargeCents,
        })
        found.set(customerId, { number, sentence: words.financeCharges.done(number ?? '') })
      } catch (error) {
        found.set(customerId, { number: null, sentence: errorSentence(error, words) })
      }
      setProgress({ done: ++done, of: rows.length })
    }
    setResults(found)
    setProgress(null)
    const charged = [...found.values()].filter(({ number }) => number !== null).length
    setEnded({ charged, refused: found.size - charged })
  }

  return {
    results,
    progress,
    ended,
    run,
    stop() {
      stopped.current = true
    },
    forget() {
      setResults(new Map())
      setEnded(null)
    },
  }
}
