import { useEffect, useState } from 'react'

/**
 * What sending would come to, asked once when its dialog opens: it stands still while people work on it, and what is sent is
 * judged again. `key` null asks nothing.
 */
export function usePlan<Plan>(key: string | null, load: () => Promise<Plan>) {
  const [state, setState] = useState<{ key: string; plan: Plan | null; error: unknown } | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is loaded
  useEffect(() => {
    if (key === null) return
    let isWanted = true
    const settle = (plan: Plan | null, error: unknown) => isWanted && setState({ key, plan, error })
    load().then(
      plan => settle(plan, null),
      error => settle(null, error),
    )
    return () => {
      isWanted = false
    }
  }, [key, attempt])
  const known = state?.key === key ? state : null
  return { plan: known?.plan ?? null, error: known?.error ?? null, retry: () => setAttempt(attempt + 1) }
}
