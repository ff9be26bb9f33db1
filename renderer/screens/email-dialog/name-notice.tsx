import { type ReactNode, useState } from 'react'

/** Words that name what stands for nothing are refused once; sent again with the same names, they go as they are. */
export function useNameCheck() {
  const [refused, setRefused] = useState<string | null>(null)
  return {
    /** They were refused just so: the next time, they go. */
    isRefused: (names: readonly string[]) => names.length > 0 && names.join() === refused,
    /** Whether they may go now; what may not is refused with this. */
    mayGo(names: readonly string[]): boolean {
      if (names.length === 0 || names.join() === refused) return true
      setRefused(names.join())
      return false
    },
  }
}

interface NameNotice {
  description?: ReactNode
  error?: string
}

/** What a field says of the names in it that stand for nothing: amber, and as an error once sending was refused. */
export function nameNotice(
  names: readonly string[],
  {
    isRefused,
    says,
    refusal,
    hint,
  }: { isRefused: boolean; says(names: string): string; refusal: string; hint?: string | undefined },
): NameNotice {
  const described = hint ? { description: hint } : {}
  if (names.length === 0) return described
  const sentence = says(names.join(', '))
  if (isRefused) return { ...described, error: `${sentence} ${refusal}` }
  return {
    description: (
      <>
        {hint}
        <span className="florin-amber" role="status" style={{ display: 'block' }}>
          {sentence}
        </span>
      </>
    ),
  }
}
