import { z } from 'zod'
import { isBusinessDate, isTimeZone } from './dates.ts'
import { isId } from './ids.ts'

/** The field kinds every edge parses with. Texts are trimmed; what does not fit is refused, never cut. */

// Control characters, the line and paragraph separators, and the bidi overrides, which let a name pretend to be another
// one in a mail or on a page.
const BAD_IN_LINE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const BAD_IN_NOTE = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** One line of text of at most `max` characters, empty allowed. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine(text => !BAD_IN_LINE.test(text) && text.isWellFormed(), 'no line breaks or control characters')

/** One line of text that must not be empty. */
export const requiredLine = (max: number) => line(max).refine(text => text.length > 0, 'required')

/** Text of several lines, at most `max` characters; CRLF becomes LF. */
export const note = (max: number) =>
  z
    .string()
    .max(max)
    .transform(text => text.replaceAll('\r\n', '\n').trim())
    .refine(text => !BAD_IN_NOTE.test(text) && text.isWellFormed(), 'no control characters')

/** An id Florin made. */
export const id = z.string().refine(isId, 'not an id')

/** A calendar date that exists. */
export const businessDate = z.string().refine(isBusinessDate, 'not a date')

/** An IANA time zone. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'not a time zone')

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/u

/** One mail address, without display name. */
export const emailAddress = line(254).refine(text => EMAIL.test(text), 'not an email address')

/** The largest amount of money in one place: 999,999,999.99. */
export const MAX_CENTS = 99_999_999_999

/** Money: integer cents, positive. */
export const positiveCents = z.int().min(1).max(MAX_CENTS)

/** Money: integer cents, zero or more. */
export const cents = z.int().min(0).max(MAX_CENTS)

/** A unit price in ten-thousandths of the currency unit: 0.3825 is 3825. */
export const priceE4 = z.int().min(0).max(9_999_999_999)

/** A count of boxes, bunches, stems or pieces. */
export const quantity = (max = 999_999) => z.int().min(0).max(max)

/** An instant in epoch milliseconds. */
export const instant = z.int().min(0).max(8_640_000_000_000_000)

/**
 * An edit of one field: what the person saw, and what it shall become. What was seen may be anything: a value that was
 * kept under other rules must stay editable, and is only ever compared.
 */
export const change = <T extends z.ZodType>(value: T) => z.strictObject({ from: z.json(), to: value })
