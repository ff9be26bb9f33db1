import { useEffect } from 'react'
import { EmptyState } from '../parts/empty-state.tsx'
import { useWords } from '../words/use-words.ts'
import classes from './app.module.css'

/** What a tab shows that came without a launch token, or with one the backend no longer takes. */
export function OutdatedAddress() {
  const words = useWords().session
  useEffect(() => {
    document.title = words.product
  }, [words.product])
  return (
    <main className={classes.outdated}>
      <EmptyState title={words.outdated} hint={words.outdatedHint} />
    </main>
  )
}
