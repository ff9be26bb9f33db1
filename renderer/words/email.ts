import { defineWords } from './define-words.ts'

/** Words of the email screens. */
export const email = defineWords({ en: {}, es: {} })
