import type { IConfiguration, IRegularForbiddenRuleType } from 'dependency-cruiser'

/** Test files, and what only tests import. */
const test = ['[.]test[.]tsx?$', '/testing/', '/conformance', '-harness[.]ts$']
const product = '^(shared|electron|renderer|cloud-relay|resources)/'

/** Packages that run anywhere; everything else would tie `shared` to Node or to a browser. */
const portablePackages =
  '^node_modules/(zod|zod-openapi|hono/dist/(types/)?helper/html|temporal-polyfill|pdf-lib|@pdf-lib/fontkit|fontkit|bidi-js)/'

const forbidden: IRegularForbiddenRuleType[] = [
  layer('lib-knows-no-business', '^shared/lib/', { path: product, pathNot: '^shared/lib/' }),
  layer('domain-on-lib-alone', '^shared/domain/', { path: product, pathNot: '^shared/(lib|domain)/' }),
  layer('protocol-on-domain', '^shared/protocol/', {
    path: product,
    pathNot: '^shared/(lib|domain|protocol)/',
  }),
  layer('documents-on-domain', '^shared/documents/', {
    path: product,
    pathNot: '^shared/(lib|domain|documents)/',
  }),
  layer('shared-stands-alone', '^shared/', {
    path: '^(electron|renderer|cloud-relay|scripts|e2e|bench|sim)/',
  }),
  layer('shared-without-node', '^shared/', { dependencyTypes: ['core'] }),
  layer('shared-on-portable-packages', '^shared/', { path: 'node_modules', pathNot: portablePackages }),
  layer('renderer-alone', '^renderer/', { path: '^(electron|cloud-relay|scripts)/' }),
  layer('renderer-without-node', '^renderer/', { dependencyTypes: ['core'] }),
  layer('electron-alone', '^electron/', { path: '^(renderer|cloud-relay|scripts)/' }),
  layer('relay-alone', '^cloud-relay/', { path: '^(electron|renderer|scripts)/' }),
  layer('backend-without-electron', '^electron/backend/', {
    path: ['^node_modules/electron/', '^electron/(?!backend/)'],
  }),
  layer('product-without-tests', product, { path: [...test, '^(e2e|bench|sim)/'] }),
  layer('product-on-dependencies', '^(shared|electron|renderer|cloud-relay)/', {
    dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
    pathNot: '^node_modules/electron/',
  }),
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-orphans',
    severity: 'error',
    from: { orphan: true, pathNot: [...test, '[.]d[.]ts$', '[.]config[.]ts$', '^scripts/'] },
    to: {},
  },
  { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
]

/** A rule for what ships; tests may reach wherever their subject lies. */
function layer(name: string, path: string, to: IRegularForbiddenRuleType['to']): IRegularForbiddenRuleType {
  return { name, severity: 'error', from: { path, pathNot: test }, to }
}

export default {
  forbidden,
  options: {
    // TypeScript 7 has no compiler API in JavaScript for dependency-cruiser to parse with.
    parser: 'swc',
    detectProcessBuiltinModuleCalls: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
} satisfies IConfiguration
