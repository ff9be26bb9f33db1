import type { Language } from '../../shared/domain/company/company-row.ts'

const english = {
  doneTitle: 'Back from Stripe',
  doneText:
    'You can close this page. Setup in Florin shows by itself what Stripe says about the account, and what it still needs.',
  overTitle: 'This way to Stripe is over',
  overText: 'Open Setup in Florin and press the button once more.',
}

const spanish: typeof english = {
  doneTitle: 'De vuelta de Stripe',
  doneText:
    'Puede cerrar esta página. La configuración de Florin muestra por sí sola qué dice Stripe de la cuenta y qué le falta.',
  overTitle: 'Este camino a Stripe ha terminado',
  overText: 'Abra la configuración de Florin y pulse el botón otra vez.',
}

/** What an admin reads on the way to Stripe and back. */
export function connectWords(language: Language): typeof english {
  return language === 'es' ? spanish : english
}
