import { defineWords } from './define-words.ts'

/** Words for what someone's roles do not include: who may do it instead. */
export const rights = defineWords({
  en: {
    only: (who: string) => `Your role does not include this. ${who}`,
    needs: (roles: readonly string[]) => `Someone with the role ${listOf('en', roles)} can do it.`,
  },
  es: {
    only: who => `Su función no incluye esto. ${who}`,
    needs: roles => `Puede hacerlo alguien con la función ${listOf('es', roles)}.`,
  },
})

function listOf(language: 'en' | 'es', roles: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(roles)
}
