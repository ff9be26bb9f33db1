import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import '@fontsource-variable/inter/wght.css'
import './app/florin.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { startAsking } from './app/ask.ts'
import { keepClicksInOneLayer } from './parts/one-layer-clicks.ts'
import { claimDrafts } from './store/claim-drafts.ts'

await claimDrafts()
startAsking()
keepClicksInOneLayer(window)
createRoot(document.getElementById('root')!).render(<App />)
