import { Screen } from '../../parts/screen.tsx'
import { useWords } from '../../words/use-words.ts'
import { Devices } from './devices.tsx'
import { Users } from './users.tsx'

/** Who works here, and at which computers. */
export function TeamScreen() {
  const w = useWords().team
  return (
    <Screen title={w.title}>
      <Users />
      <Devices />
    </Screen>
  )
}
