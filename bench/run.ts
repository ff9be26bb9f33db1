import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { BenchResult } from './bench-result.ts'

/** Each bench by the name it is asked for: a module is loaded only when its bench runs. */
const BENCHES: Record<string, () => Promise<BenchResult | BenchResult[]>> = {
  commit: async () => (await import('./local-commit.ts')).benchLocalCommit(),
  push: async () => (await import('./relay-push.ts')).benchRelayPush(),
  nodes: async () => (await import('./relay-nodes.ts')).benchRelayNodes(),
  pdf: async () => (await import('./invoice-pdf.ts')).benchInvoicePdf(),
  sync: async () => (await import('./sync.ts')).benchSync(),
  'payment-page': async () => (await import('./payment-page.ts')).benchPaymentPage(),
  mail: async () => (await import('./mail.ts')).benchMail(),
  start: async () => (await import('./cold-start.ts')).benchColdStart(),
  desk: async () => (await import('./desk.ts')).benchDesk(),
}

/** Only when asked for by name. */
const ALSO: typeof BENCHES = {
  scroll: async () => (await import('./scroll.ts')).benchScroll(),
  'scroll-tenth': async () =>
    (await import('./scroll.ts')).benchScroll({
      customers: 20_000,
      invoices: 125_000,
      lines: 1,
      openPercent: 125,
    }),
  webhooks: async () => (await import('./webhooks.ts')).benchWebhooks(),
  'webhooks-tenth': async () =>
    (await import('./webhooks.ts')).benchWebhooks({ deliveries: 100_000, seed: 1 }),
  'desk-tenth': async () =>
    (await import('./desk.ts')).benchDesk({
      customers: 20_000,
      invoices: 100_000,
      lines: 5,
      openPercent: 10,
    }),
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
const benches = { ...BENCHES, ...ALSO }
const unknown = names.find(name => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  process.stderr.write(`There is no bench ${unknown}. There are: ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}

const results: BenchResult[] = []
for (const name of names) {
  process.stderr.write(`bench ${name} …\n`)
  for (const result of [await benches[name]!()].flat()) {
    results.push(result)
    const figures = `${result.oursMs.toFixed(3)} ms, floor ${result.floorMs.toFixed(3)} ms, ratio ${result.ratio.toFixed(2)}`
    process.stdout.write(
      `${result.met ? 'met   ' : 'missed'} ${result.name}: ${figures} (aim ${result.aim})\n`,
    )
    process.stdout.write(`       ${result.note}\n`)
  }
}
if (values.json !== undefined) {
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }
  writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`)
}
