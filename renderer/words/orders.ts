import { defineWords } from './define-words.ts'

/** Words of the orders screens. */
export const orders = defineWords({ en: {}, es: {} })
