import { defineWords } from './define-words.ts'

/** Words of files made of lists. */
export const exports = defineWords({
  en: {
    export: 'Export',
    excel: 'Excel workbook',
    pdf: 'PDF',
    csv: 'CSV text',
    print: 'Print',
    printNow: 'Open the print window',
    downloadAll: 'Download the PDF',
    journals: 'QuickBooks journals',
    writing: (list: string) => `Writing ${list}…`,
    progress: (list: string, rows: number, of: number) =>
      `Writing ${list}: ${rows.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} rows`,
    failed: (why: string) => `The file was not written. ${why}`,
    searched: (text: string) => `“${text}”`,
  },
  es: {
    export: 'Exportar',
    excel: 'Libro de Excel',
    pdf: 'PDF',
    csv: 'Texto CSV',
    print: 'Imprimir',
    printNow: 'Abrir la ventana de impresión',
    downloadAll: 'Descargar el PDF',
    journals: 'Diarios para QuickBooks',
    writing: list => `Escribiendo ${list}…`,
    progress: (list, rows, of) =>
      `Escribiendo ${list}: ${rows.toLocaleString('en-US')} de ${of.toLocaleString('en-US')} filas`,
    failed: why => `El archivo no se escribió. ${why}`,
    searched: text => `«${text}»`,
  },
})
