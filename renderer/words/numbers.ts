import { defineWords } from './define-words.ts'

/** Words of the report of numbers. */
export const numbers = defineWords({
  en: {
    title: 'Numbers',
    series: 'Series',
    order: 'Orders and invoices',
    payment: 'Payments',
    intro: (first: string, last: string) => `Every number from ${first} to ${last}, and what became of it.`,
    totals: 'In all',
    ranges: 'Number by number',
    numbers: 'Numbers',
    count: 'How many',
    what: 'What became of them',
    kind: {
      used: 'Used',
      collided: 'Used twice',
      held: 'Held by a computer',
      passed: 'Passed over',
      dead: 'Left over',
      gap: 'Skipped on purpose',
      unheld: 'Skipped',
    },
    usedBy: (device: string) => `On documents, drawn by ${device}.`,
    usedFree: 'On documents. The number came from the relay or from outside every block.',
    collided: 'Two computers printed the same number. The later document carries it with a suffix.',
    held: (device: string) =>
      `Ahead in the block of ${device}, which uses them as it goes, also without the network.`,
    passed: (device: string) =>
      `${device} went on to later numbers, and no document came of these: a request was refused, or is not sent yet.`,
    dead: (device: string) => `Left in a block that ${device} no longer draws from. They will not be used.`,
    gap: (reason: string) => `The register of gaps says: ${reason}.`,
    gapRestore:
      'Skipped when the relay was put back to a backup, so that no number printed meanwhile is given out again.',
    unheld: 'No computer was ever given these: the series moved past them when a later number turned up.',
    someDevice: 'a computer that is gone',
    removed: (device: string) => `${device} (removed)`,
    show: 'Show documents',
    hide: 'Hide documents',
    number: 'Number',
    date: 'Date',
    customer: 'Customer',
    status: 'Status',
    amount: 'Amount',
    noDocuments: 'Their documents have not arrived on this computer yet.',
    moreDocuments: 'These are the first hundred. Find others in the list of orders or payments.',
    more: 'Show more numbers',
    strays: (count: number) =>
      count === 1
        ? 'One more document has a number that is not of this series.'
        : `${count.toLocaleString('en-US')} more documents have numbers that are not of this series.`,
    empty: 'No number of this series has been given out yet.',
    emptyHint: 'A computer gets its first block when it first reaches the relay.',
    onlineHint: 'The series are kept at the relay.',
  },
  es: {
    title: 'Números',
    series: 'Serie',
    order: 'Pedidos y facturas',
    payment: 'Pagos',
    intro: (first, last) => `Cada número del ${first} al ${last}, y qué fue de él.`,
    totals: 'En total',
    ranges: 'Número por número',
    numbers: 'Números',
    count: 'Cuántos',
    what: 'Qué fue de ellos',
    kind: {
      used: 'Usados',
      collided: 'Usados dos veces',
      held: 'En poder de un equipo',
      passed: 'Pasados por alto',
      dead: 'Sobrantes',
      gap: 'Saltados a propósito',
      unheld: 'Saltados',
    },
    usedBy: device => `En documentos, tomados por ${device}.`,
    usedFree: 'En documentos. El número vino del servidor o de fuera de todos los bloques.',
    collided: 'Dos equipos imprimieron el mismo número. El documento posterior lo lleva con un sufijo.',
    held: device =>
      `Por delante en el bloque de ${device}, que los usa a medida que avanza, también sin red.`,
    passed: device =>
      `${device} siguió con números posteriores y de estos no salió ningún documento: una solicitud fue rechazada o aún no se envió.`,
    dead: device => `Quedaron en un bloque del que ${device} ya no toma números. No se usarán.`,
    gap: reason => `El registro de saltos dice: ${reason}.`,
    gapRestore:
      'Saltados cuando el servidor se restauró desde una copia, para que ningún número impreso entretanto se dé otra vez.',
    unheld: 'Ningún equipo los recibió: la serie pasó de ellos cuando apareció un número posterior.',
    someDevice: 'un equipo que ya no está',
    removed: device => `${device} (quitado)`,
    show: 'Ver documentos',
    hide: 'Ocultar documentos',
    number: 'Número',
    date: 'Fecha',
    customer: 'Cliente',
    status: 'Estado',
    amount: 'Importe',
    noDocuments: 'Sus documentos aún no llegaron a este equipo.',
    moreDocuments: 'Estos son los primeros cien. Busque los demás en la lista de pedidos o de pagos.',
    more: 'Ver más números',
    strays: count =>
      count === 1
        ? 'Un documento más tiene un número que no es de esta serie.'
        : `${count.toLocaleString('en-US')} documentos más tienen números que no son de esta serie.`,
    empty: 'Todavía no se ha dado ningún número de esta serie.',
    emptyHint: 'Un equipo recibe su primer bloque cuando llega por primera vez al servidor.',
    onlineHint: 'Las series están en el servidor.',
  },
})
