import type { ImportField } from '../../../shared/domain/import/import-fields.ts'

/** What rows are known by. */
const KEYS = new Set(['code', 'number', 'customer', 'name'])
const MOST = 9

/**
 * The columns that rows to look at are shown with: first what they are known by, then what is or was wrong with them, so that
 * neither is far to the right; then the rest of what the file has.
 */
export function shownFields(
  all: readonly ImportField[],
  inFile: Readonly<Record<string, number>>,
  wrong: readonly string[],
): ImportField[] {
  const rank = ({ name }: ImportField) => (KEYS.has(name) ? 0 : wrong.includes(name) ? 1 : 2)
  return all
    .filter(({ name }) => inFile[name] !== undefined || wrong.includes(name))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST)
}
