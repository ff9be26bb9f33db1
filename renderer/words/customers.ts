import { defineWords } from './define-words.ts'

/** Words of the customers screens. */
export const customers = defineWords({ en: {}, es: {} })
