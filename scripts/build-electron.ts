import { cpSync, globSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds what Electron runs into `outFolder`, around the `screens` that `buildRenderer` built: one JavaScript file per source file, at the same relative place, so that
 * files found next to their module (fonts, the screens) are found in the package as in the repository. Packages stay
 * outside and come from `node_modules`.
 */
export async function buildElectron(
  outFolder = join(root, 'dist', 'app'),
  screens = join(root, 'dist', 'renderer'),
) {
  await build(nodeBuild(outFolder, ['electron/main.ts', 'electron/backend/utility-main.ts'], 'es'))
  await build(nodeBuild(outFolder, ['electron/preload.ts'], 'cjs'))
  const assets = globSync('{electron,shared,resources}/**/*', {
    cwd: root,
    exclude: ['**/*.ts', '**/tsconfig.json', 'resources/{icons,demo}/**', '**/testing/**'],
    withFileTypes: true,
  })
  for (const asset of assets.filter(entry => entry.isFile())) {
    const file = join(asset.parentPath, asset.name)
    copy(file, join(outFolder, file.slice(root.length)))
  }
  copy(screens, join(outFolder, 'dist', 'renderer'))
}

/** A sandboxed preload script must be CommonJS; everything else is a module. */
function nodeBuild(outFolder: string, entries: string[], format: 'es' | 'cjs'): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node24',
      outDir: outFolder,
      emptyOutDir: format === 'es',
      minify: false,
      rolldownOptions: {
        input: entries.map(entry => join(root, entry)),
        output: {
          format,
          preserveModules: format === 'es',
          preserveModulesRoot: root,
          entryFileNames: format === 'es' ? '[name].js' : 'electron/[name].cjs',
        },
      },
    },
  }
}

function copy(from: string, to: string) {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true })
}
