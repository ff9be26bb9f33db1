/** What a company may name in its own words: written as `{company}` and so on. */
export const PLACEHOLDERS = ['company', 'customer', 'number', 'amount', 'due'] as const

/** What stands for the placeholders, written out for the reader: amounts with their sign, dates as people write them. */
export type TemplateValues = Record<(typeof PLACEHOLDERS)[number], string>

/**
 * Text with its placeholders filled in, once: what a name holds is never taken for a placeholder, and braces that name
 * nothing stay as they were typed. `{date}` is `{due}` by another name, for what has a date and is not due. It is plain
 * text: whoever puts it into HTML escapes it there.
 */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replace(/\{([a-z]+)\}/gi, (typed, name: string) => {
    const wanted = name.toLowerCase() === 'date' ? 'due' : name.toLowerCase()
    const known = PLACEHOLDERS.find(placeholder => placeholder === wanted)
    // Where the value is a placeholder itself, it is filled in later: what was typed stands for it as well.
    return known === undefined || values[known] === `{${known}}` ? typed : values[known]
  })
}
