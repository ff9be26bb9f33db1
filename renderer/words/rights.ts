import { defineWords } from './define-words.ts'

/** Words for what someone's roles do not include: who may do it instead. */
export const rights = defineWords({
  en: {
    only: (roles: readonly string[]) =>
      `Your role does not include this. It needs ${listOf('en', roles)}: ask one of them, or an administrator for the role.`,
  },
  es: {
    only: (roles: readonly string[]) =>
      `Su función no incluye esto. Se necesita ${listOf('es', roles)}: pídalo a quien la tenga, o la función a un administrador.`,
  },
})

function listOf(language: 'en' | 'es', roles: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(roles)
}
