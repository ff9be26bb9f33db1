import { defineWords } from './define-words.ts'

/**
 * Names that lists of the company begin with: they are kept in English and shown in the reader's language. What a company typed
 * itself is shown as typed.
 */
const SPANISH: Readonly<Record<string, string>> = {
  Check: 'Cheque',
  Cash: 'Efectivo',
  Wire: 'Transferencia',
  'Credit memo': 'Nota de crédito',
  Other: 'Otro',
  card: 'Tarjeta',
  ach: 'ACH',
  Damaged: 'Dañado',
  'Short shipped': 'Faltante',
  'Wrong variety': 'Variedad equivocada',
  'Late delivery': 'Entrega tardía',
  'Price correction': 'Corrección de precio',
  'Pick up': 'Recoge el cliente',
  'Own truck': 'Camión propio',
  'Net 30': 'Neto 30',
  'Net 15': 'Neto 15',
  'Net 7': 'Neto 7',
  COD: 'Contra entrega',
  Prepay: 'Prepago',
  'Paid in advance': 'Pagado por adelantado',
  'Full box': 'Caja completa',
  'Half box': 'Media caja',
  'Quarter box': 'Cuarto de caja',
  'Eighth box': 'Octavo de caja',
  'Fuel surcharge': 'Recargo por combustible',
  Delivery: 'Entrega',
  Handling: 'Manejo',
}

const ENGLISH: Readonly<Record<string, string>> = { card: 'Card', ach: 'ACH' }

const shownBy = (names: Readonly<Record<string, string>>) => (name: string) =>
  Object.hasOwn(names, name) ? names[name]! : name

/** Payment methods, credit reasons, terms, carriers and charges as they are shown. */
export const listed = defineWords({
  en: { name: shownBy(ENGLISH), languages: { en: 'English', es: 'Spanish' } },
  es: { name: shownBy(SPANISH), languages: { en: 'Inglés', es: 'Español' } },
})
