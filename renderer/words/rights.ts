import { defineWords } from './define-words.ts'

/** Words for what someone's roles do not include: who may do it instead. */
export const rights = defineWords({
  en: {
    only: (who: string) => `Your role does not include this. ${who}`,
    needs: (roles: readonly string[]) =>
      `It needs ${listOf('en', roles)}: ask one of them, or an administrator for the role.`,
  },
  es: {
    only: who => `Su función no incluye esto. ${who}`,
    needs: roles =>
      `Se necesita ${listOf('es', roles)}: pídalo a quien la tenga, o la función a un administrador.`,
  },
})

function listOf(language: 'en' | 'es', roles: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(roles)
}
