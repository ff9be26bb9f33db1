import type { KeptReason } from '../../shared/domain/import/why-kept.ts'
import type { FileProblem, ImportProblemCode } from '../../shared/protocol/import-asks.ts'
import { dayText } from './day-text.ts'
import { defineWords } from './define-words.ts'

const problemEn: Record<ImportProblemCode, (about: string) => string> = {
  required: () => 'Empty, and it can’t be. Type a value.',
  formula: () => 'A formula without a value. Open the file in Excel and save it, or type the value.',
  'error-value': about => `The file has an error here (${about}). Type the value.`,
  'not-amount': about => `“${about}” is no amount.`,
  'too-precise': about => `“${about}” has more decimals than an amount can have.`,
  negative: () => 'Negative. Credits and payments are imports of their own.',
  zero: () => 'Nothing is open here. Type the open amount.',
  'not-date': about => `“${about}” is no date.`,
  'not-whole': about => `“${about}” is no whole number.`,
  'not-choice': about => `Not known here. Type one of: ${about}.`,
  'not-email': about => `“${about}” is no email address.`,
  'does-not-fit': about =>
    about === '' ? 'This does not fit here.' : `Too long: at most ${about} characters.`,
  'unknown-terms': about => `No terms of the company. Type one of: ${about}.`,
  'unknown-person': () => 'Nobody of the team has this name, login or initials.',
  'unknown-customer': about =>
    `No customer has the code or name “${about}”. Import customers first, or type another.`,
  'several-customers': about => `Several customers are called “${about}”. Type the code of one.`,
  'more-open-than-total': () => 'More is open than the invoice’s total.',
  'period-closed': about => `In a period that is closed through ${dayText(about, 'en')}.`,
  'day-to-come': about => `${dayText(about, 'en')} is still to come. Is its day taken for the month?`,
  'number-used': () => 'Another customer’s document has this number.',
  'differs-in-file': about => `The same as in row ${about}, whose other values differ.`,
  'differs-here': about => `Here already, with another value: ${about}.`,
  'differs-below': about => `The same as in row ${about}, whose other values differ.`,
  'twice-in-file': about => `The same as row ${about}: it comes in once.`,
  'here-already': about => `Here already (${about}): nothing is added.`,
  'same-name-here': about => `A customer of this name is here already, with the code ${about}.`,
  'left-out': () => 'Left out on purpose: the row does not come in.',
}

const problemEs: Record<ImportProblemCode, (about: string) => string> = {
  required: () => 'Vacío, y no puede estarlo. Escriba un valor.',
  formula: () => 'Una fórmula sin valor. Abra el archivo en Excel y guárdelo, o escriba el valor.',
  'error-value': about => `El archivo tiene un error aquí (${about}). Escriba el valor.`,
  'not-amount': about => `“${about}” no es un importe.`,
  'too-precise': about => `“${about}” tiene más decimales de los que caben en un importe.`,
  negative: () => 'Negativo. Los créditos y los pagos se importan aparte.',
  zero: () => 'Aquí no hay nada abierto. Escriba el importe abierto.',
  'not-date': about => `“${about}” no es una fecha.`,
  'not-whole': about => `“${about}” no es un número entero.`,
  'not-choice': about => `No se conoce aquí. Escriba uno de: ${about}.`,
  'not-email': about => `“${about}” no es una dirección de correo.`,
  'does-not-fit': about =>
    about === '' ? 'Esto no cabe aquí.' : `Demasiado largo: a lo sumo ${about} caracteres.`,
  'unknown-terms': about => `No son términos de la empresa. Escriba uno de: ${about}.`,
  'unknown-person': () => 'Nadie del equipo tiene este nombre, usuario o iniciales.',
  'unknown-customer': about =>
    `Ningún cliente tiene el código o nombre “${about}”. Importe primero los clientes, o escriba otro.`,
  'several-customers': about => `Varios clientes se llaman “${about}”. Escriba el código de uno.`,
  'more-open-than-total': () => 'Hay más abierto que el total de la factura.',
  'period-closed': about => `En un período cerrado hasta el ${dayText(about, 'es')}.`,
  'day-to-come': about => `${dayText(about, 'es')} aún no llega. ¿Se tomó el día por el mes?`,
  'number-used': () => 'Un documento de otro cliente tiene este número.',
  'differs-in-file': about => `Igual que en la fila ${about}, cuyos demás valores son otros.`,
  'differs-here': about => `Ya está aquí, con otro valor: ${about}.`,
  'differs-below': about => `Igual que en la fila ${about}, cuyos demás valores son otros.`,
  'twice-in-file': about => `Igual que la fila ${about}: entra una vez.`,
  'here-already': about => `Ya está aquí (${about}): no se añade nada.`,
  'same-name-here': about => `Ya hay un cliente con este nombre, con el código ${about}.`,
  'left-out': () => 'Dejada fuera a propósito: la fila no entra.',
}

const fileEn: Record<FileProblem['code'], (problem: FileProblem) => string> = {
  empty: () => 'This file is empty. Choose another.',
  'too-large': p =>
    p.row > 0
      ? `This sheet goes beyond a million rows (row ${p.row}).`
      : 'This file is too large. Split it in several.',
  'old-excel': () =>
    'This workbook is in the old Excel format, or has a password. Save it as .xlsx without a password, then choose it again.',
  'not-a-table': () => 'This is no table. Choose a .csv or .xlsx file.',
  damaged: () => 'This workbook is damaged. Open it in Excel, save it again, then choose it again.',
  'unclosed-quote': p =>
    `In row ${p.row}, column ${p.column}, a quotation mark is opened and never closed. Fix the file.`,
}

const fileEs: Record<FileProblem['code'], (problem: FileProblem) => string> = {
  empty: () => 'Este archivo está vacío. Elija otro.',
  'too-large': p =>
    p.row > 0
      ? `Esta hoja pasa de un millón de filas (fila ${p.row}).`
      : 'Este archivo es demasiado grande. Divídalo.',
  'old-excel': () =>
    'Este libro está en el formato antiguo de Excel, o tiene contraseña. Guárdelo como .xlsx sin contraseña y elíjalo otra vez.',
  'not-a-table': () => 'Esto no es una tabla. Elija un archivo .csv o .xlsx.',
  damaged: () => 'Este libro está dañado. Ábralo en Excel, guárdelo y elíjalo otra vez.',
  'unclosed-quote': p =>
    `En la fila ${p.row}, columna ${p.column}, hay unas comillas que no se cierran. Corrija el archivo.`,
}

const keptEn: Record<KeptReason, string> = {
  'has-documents': 'has orders, invoices, payments or credits',
  merged: 'was merged with another customer',
  'in-use': 'is on an order',
  'has-payments': 'has something applied to it',
  revised: 'was changed',
  sent: 'was mailed or has a payment link',
  applied: 'is applied or refunded in part',
}

const keptEs: Record<KeptReason, string> = {
  'has-documents': 'tiene pedidos, facturas, pagos o créditos',
  merged: 'se unió con otro cliente',
  'in-use': 'está en un pedido',
  'has-payments': 'tiene algo aplicado',
  revised: 'se modificó',
  sent: 'se envió por correo o tiene un enlace de pago',
  applied: 'está aplicado o reembolsado en parte',
}

/** Words of what can be wrong with a file or a cell, and of why an undo leaves a row. */
export const importProblems = defineWords({
  en: { problem: problemEn, fileProblem: fileEn, kept: keptEn },
  es: { problem: problemEs, fileProblem: fileEs, kept: keptEs },
})
