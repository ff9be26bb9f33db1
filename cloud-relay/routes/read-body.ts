import type { Context } from 'hono'
import type { z } from 'zod'
import { ProblemError } from './problem.ts'

/** Deeper than anything Florin sends; deep nesting exhausts the stack of whoever walks it. */
const MAX_DEPTH = 40

/** The request's JSON body as its schema has it. Throws a 400 that names the field, or a 413 over `maxBytes`. */
export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  maxBytes: number,
): Promise<z.output<Schema>> {
  return parse(schema, await readJson(c, maxBytes))
}

/** The request's JSON body, whatever it is. Throws a 400, or a 413 over `maxBytes`. */
export async function readJson(c: Context, maxBytes: number): Promise<unknown> {
  const value = parseJson(await readText(c, maxBytes))
  if (isDeeperThan(value, MAX_DEPTH)) throw new ProblemError('invalid', 'The body is nested too deeply.')
  return value
}

/** The value as its schema has it. Throws a 400 that names the first field that does not fit. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...(issue?.path ?? []), ...unknownKey].join('.')
  throw new ProblemError('invalid', field ? `${field}: ${issue?.message}` : `The body: ${issue?.message}`, {
    field,
  })
}

async function readText(c: Context, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = Number(c.req.header('content-length') ?? 0)
  if (size > maxBytes) throw tooLarge(maxBytes)
  size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new ProblemError('invalid', 'The body is not UTF-8.', { field: '' })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProblemError('invalid', 'The body is not JSON.', { field: '' })
  }
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError('invalid', `The body is larger than ${maxBytes} bytes.`, { field: '', status: 413 })
}

function isDeeperThan(value: unknown, depth: number): boolean {
  let level: unknown[] = [value]
  for (let at = 0; level.length > 0; at++) {
    if (at > depth) return true
    level = level.flatMap(entry => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []))
  }
  return false
}
