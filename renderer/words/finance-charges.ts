import type { NoChargeReason } from '../../shared/protocol/payment-asks.ts'
import { dayText } from './day-text.ts'
import { defineWords } from './define-words.ts'

type Unissued = Exclude<NoChargeReason, 'issued'>

/** Words of Periods & charges. */
export const financeCharges = defineWords({
  en: {
    title: 'Periods & charges',
    period: 'Closed period',
    open: 'No period is closed: documents may be dated on any day.',
    closed: (through: string) => `The books are closed through ${dayText(through, 'en')}.`,
    closedHint:
      'Nothing may be dated on that day or before. Money that customers pay through links is never refused: it is posted on the first open day, with a note in Needs attention.',
    through: 'Close through',
    close: 'Close the period',
    closing: (through: string) => `Close the books through ${dayText(through, 'en')}?`,
    closingHint:
      'From then on nothing can be entered with a date in it, and its figures stay. Invoices and payments of that time can still be changed or voided: such a change is booked on the day it is made, in an open period. Only an administrator reopens.',
    wasClosed: (through: string) => `The books are closed through ${dayText(through, 'en')}.`,
    reopen: 'Reopen…',
    reopenTitle: 'Reopen a period',
    reopenHint: 'Figures that were reported for it may change. Empty opens everything.',
    reopenThrough: 'Stays closed through',
    reopenConfirm: 'Reopen',
    wasReopened: 'The period is open again.',
    charges: 'Finance charges',
    chargesHint:
      'Rate × what is open in the chosen bucket and older, less open credits. One charge per customer and month, as an invoice of its own; what was charged for the month stays listed, and open amounts are as of now.',
    on: 'Charge on',
    rate: 'Rate in %',
    rateForm: 'Enter a rate between 0.01 and 100.',
    from: 'Open in the bucket',
    fromDays: (days: string) => `${days} days and older`,
    pastDue: (days: string) => `${days} days past due and older`,
    columns: {
      customer: 'Customer',
      code: 'Code',
      openCents: 'In the bucket',
      openCreditsCents: 'Open credits',
      basisCents: 'Charged on',
      chargeCents: 'Charge',
      state: 'Result',
    },
    skipped: {
      exempt: 'Excepted from finance charges',
      credits: 'Open credits cover it',
      nothing: 'Too little to charge',
    } satisfies Record<Unissued, string> as Record<Unissued, string>,
    issued: (numbers: string) => `Charged: invoice ${numbers}`,
    ready: 'Will be charged',
    needsRate: 'Needs a rate',
    rateRange: 'Enter a rate from 0.01 to 100',
    done: (number: string) => `Invoice ${number}`,
    issue: (n: number) => (n === 1 ? 'Charge 1 customer' : `Charge ${n.toLocaleString('en-US')} customers`),
    nobody: 'Nobody to charge',
    confirmTitle: (n: number) =>
      n === 1 ? 'Charge 1 customer?' : `Charge ${n.toLocaleString('en-US')} customers?`,
    confirmHint: (amount: string, on: string) =>
      `${amount} in all, dated ${dayText(on, 'en')}. Each charge is an invoice under the customer’s terms.`,
    later: (on: string) =>
      `${dayText(on, 'en')} is still to come. The invoices are made now and dated that day: until then they count in what customers owe on Home, and not in Aging or statements of an earlier day.`,
    confirm: 'Charge',
    running: (done: number, of: number) => `${done} of ${of} customers`,
    stop: 'Stop',
    finished: (done: number, refused: number) =>
      refused === 0 ? `${done} charged.` : `${done} charged, ${refused} not: see the list.`,
    empty: 'Nothing is that old',
    emptyHint: 'Choose a younger bucket or a later day.',
    total: (toCharge: number, charged: number) =>
      [
        ...(toCharge > 0 ? [`${toCharge.toLocaleString('en-US')} to charge`] : []),
        ...(charged > 0 ? [`${charged.toLocaleString('en-US')} charged`] : []),
      ].join(', '),
  },
  es: {
    title: 'Períodos y cargos',
    period: 'Período cerrado',
    open: 'Ningún período está cerrado: los documentos pueden llevar cualquier fecha.',
    closed: through => `Los libros están cerrados hasta el ${dayText(through, 'es')}.`,
    closedHint:
      'Nada puede llevar fecha de ese día o anterior. El dinero que los clientes pagan por enlaces nunca se rechaza: se registra el primer día abierto, con una nota en Por atender.',
    through: 'Cerrar hasta',
    close: 'Cerrar el período',
    closing: through => `¿Cerrar los libros hasta el ${dayText(through, 'es')}?`,
    closingHint:
      'Desde entonces no se podrá ingresar nada con fecha en él, y sus cifras no cambian. Las facturas y los pagos de ese tiempo aún se pueden cambiar o anular: el cambio se registra el día en que se hace, en un período abierto. Solo un administrador lo reabre.',
    wasClosed: through => `Los libros están cerrados hasta el ${dayText(through, 'es')}.`,
    reopen: 'Reabrir…',
    reopenTitle: 'Reabrir un período',
    reopenHint: 'Las cifras informadas de él pueden cambiar. Vacío abre todo.',
    reopenThrough: 'Sigue cerrado hasta',
    reopenConfirm: 'Reabrir',
    wasReopened: 'El período está abierto de nuevo.',
    charges: 'Cargos por financiamiento',
    chargesHint:
      'Tasa × lo pendiente en el tramo elegido y más antiguo, menos créditos abiertos. Un cargo por cliente y mes, como factura propia; lo cargado en el mes sigue en la lista, y lo pendiente es lo de ahora.',
    on: 'Cargar el',
    rate: 'Tasa en %',
    rateForm: 'Ingrese una tasa entre 0.01 y 100.',
    from: 'Pendiente en el tramo',
    fromDays: days => `${days} días y más`,
    pastDue: days => `${days} días de atraso y más`,
    columns: {
      customer: 'Cliente',
      code: 'Código',
      openCents: 'En el tramo',
      openCreditsCents: 'Créditos abiertos',
      basisCents: 'Base',
      chargeCents: 'Cargo',
      state: 'Resultado',
    },
    skipped: {
      exempt: 'Exceptuado de cargos',
      credits: 'Lo cubren créditos abiertos',
      nothing: 'Demasiado poco para cargar',
    },
    issued: numbers => `Cargado: factura ${numbers}`,
    ready: 'Se cargará',
    needsRate: 'Falta la tasa',
    rateRange: 'Ingrese una tasa de 0.01 a 100',
    done: number => `Factura ${number}`,
    issue: n => (n === 1 ? 'Cargar a 1 cliente' : `Cargar a ${n.toLocaleString('en-US')} clientes`),
    nobody: 'Nadie a quien cargar',
    confirmTitle: n =>
      n === 1 ? '¿Cargar a 1 cliente?' : `¿Cargar a ${n.toLocaleString('en-US')} clientes?`,
    confirmHint: (amount, on) =>
      `${amount} en total, con fecha ${dayText(on, 'es')}. Cada cargo es una factura con las condiciones del cliente.`,
    later: on =>
      `${dayText(on, 'es')} aún no llega. Las facturas se hacen ahora con esa fecha: hasta entonces cuentan en lo que deben los clientes en Inicio, y no en Antigüedad ni en estados de cuenta de un día anterior.`,
    confirm: 'Cargar',
    running: (done, of) => `${done} de ${of} clientes`,
    stop: 'Detener',
    finished: (done, refused) =>
      refused === 0 ? `${done} cargados.` : `${done} cargados, ${refused} no: vea la lista.`,
    empty: 'Nada es tan antiguo',
    emptyHint: 'Elija un tramo más reciente o un día posterior.',
    total: (toCharge, charged) =>
      [
        ...(toCharge > 0 ? [`${toCharge.toLocaleString('en-US')} por cargar`] : []),
        ...(charged > 0 ? [`${charged.toLocaleString('en-US')} cargados`] : []),
      ].join(', '),
  },
})
