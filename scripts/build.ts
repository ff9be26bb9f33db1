import { buildElectron } from './build-electron.ts'
import { buildRenderer } from './build-renderer.ts'

const isBuilt = await buildRenderer()
console.log(isBuilt ? 'dist/renderer was built.' : 'dist/renderer is up to date.')
await buildElectron()
console.log('dist/app was built.')
