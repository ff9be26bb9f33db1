import type { Words } from '../../words/use-words.ts'

/** The title of a dialog that sends to so many, with how many of them can go where that is fewer; `ready` null while unknown. */
export function bulkTitle(
  title: string,
  count: number,
  ready: number | null,
  { canBeSent }: Pick<Words['sending'], 'canBeSent'>,
): string {
  return count > 1 && ready !== null && ready < count ? canBeSent(title, ready) : title
}
