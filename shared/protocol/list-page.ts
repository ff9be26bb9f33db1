import { z } from 'zod'
import { line } from '../lib/parse.ts'

/** What every question for a page of a list takes. */
export const listPage = {
  search: line(120).default(''),
  sort: line(40).default(''),
  descending: z.boolean().default(false),
  offset: z.int().min(0).max(100_000_000).default(0),
  limit: z.int().min(1).max(1000).default(100),
}
