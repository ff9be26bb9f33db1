import { PLACEHOLDERS } from './fill-template.ts'

/** What stands in braces and is no placeholder of `fillTemplate`, such as a misspelt one: `{customers}`. Each once, as typed. */
export function unknownPlaceholders(...texts: string[]): string[] {
  const known = new Set<string>(['date', ...PLACEHOLDERS].map(name => `{${name}}`))
  return namesInBraces(...texts).filter(name => !known.has(name.toLowerCase()))
}

/** Everything that stands in braces as a placeholder does: each once, as typed, braces and all. */
export function namesInBraces(...texts: string[]): string[] {
  return [...new Set(texts.flatMap(text => text.match(/\{[\p{L}\p{N}_ -]*\}/gu) ?? []))]
}
