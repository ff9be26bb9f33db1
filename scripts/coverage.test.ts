import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/coverage.md'), 'utf8')

/** The rows of the page's tables: what is promised, and the proofs as `file › title`. */
const promises = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (what|-)/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, what = '', proofs = '']) => ({
    what,
    proofs: [...proofs.matchAll(/`([^`]+)`/g)].map(([, p]) => p!),
  }))

test('every promise names a proof', () => {
  expect(promises.length).toBeGreaterThan(20)
  expect(promises.filter(({ proofs }) => proofs.length === 0).map(({ what }) => what)).toEqual([])
})

test('every proof is a test that is there', () => {
  const lost = promises.flatMap(({ proofs }) => proofs).filter(proof => !isThere(proof))
  expect(lost).toEqual([])
})

// A title may go on after what is quoted, and may stand in a template.
function isThere(proof: string): boolean {
  const [path = '', title = ''] = proof.split(' › ')
  const file = join(root, path)
  return existsSync(file) && title !== '' && readFileSync(file, 'utf8').includes(title)
}
