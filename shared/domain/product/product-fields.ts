import { z } from 'zod'
import { line, priceE4, quantity, requiredLine } from '../../lib/parse.ts'

/** The fields of a product a person edits. */
export const PRODUCT = {
  code: requiredLine(30),
  description: requiredLine(200),
  category: line(60),
  color: line(40),
  grade: line(40),
  soldBy: z.enum(['box', 'unit', 'hard-good']),
  unitType: z.enum(['stem', 'bunch']),
  boxType: line(10),
  bunchesPerBox: quantity(9_999),
  stemsPerBunch: quantity(9_999),
  priceAE4: priceE4,
  priceBE4: priceE4,
  priceCE4: priceE4,
  costE4: priceE4,
  taxClass: z.enum(['standard', 'exempt']),
  active: z.boolean(),
}
