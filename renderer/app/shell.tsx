import { useRoute } from './router.ts'
import { SCREENS } from './routes.tsx'

/** The frame around every screen: sections, sync and user at the left, the screen at the right. */
export function Shell() {
  const route = useRoute()
  const Screen = route ? SCREENS[route.name]?.component : undefined
  return <main>{Screen && <Screen />}</main>
}
