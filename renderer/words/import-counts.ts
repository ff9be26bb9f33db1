import { defineWords } from './define-words.ts'

const n = (count: number) => count.toLocaleString('en-US')
const rows = (count: number) => (count === 1 ? '1 row' : `${n(count)} rows`)
const filas = (count: number) => (count === 1 ? '1 fila' : `${n(count)} filas`)

const sentence = (parts: readonly string[]) => `${parts.filter(part => part !== '').join('; ')}.`

/** Words of the import that count rows, right for one of them too. */
export const importCounts = defineWords({
  en: {
    sheetRows: (name: string, count: number) => `${name} (${rows(count)})`,
    undoText: (count: number) =>
      `${rows(count)} ${count === 1 ? 'goes' : 'go'} again: documents are voided, customers and products removed. What somebody has used since stays, and you are told why.`,
    moreRows: (count: number) =>
      count === 1 ? '1 more row shows as these are fixed.' : `${n(count)} more rows show as these are fixed.`,
    comesIn: (fresh: number, here: number, leftOut: number) =>
      sentence([
        fresh === 1 ? '1 row comes in' : `${n(fresh)} rows come in`,
        here === 0
          ? ''
          : here === 1
            ? '1 is here already and adds nothing'
            : `${n(here)} are here already and add nothing`,
        leftOut === 0
          ? ''
          : leftOut === 1
            ? '1 is left out or repeats another'
            : `${n(leftOut)} are left out or repeat another`,
      ]),
    commit: (count: number) => (count === 0 ? 'Nothing to import' : `Import ${rows(count)}`),
    running: (done: number, all: number) => `${n(done)} of ${rows(all)} ${done === 1 ? 'is' : 'are'} in`,
    undoing: (done: number, all: number) =>
      `${n(done)} of ${rows(all)} ${done === 1 ? 'is' : 'are'} taken back`,
    doneFacts: (added: number, here: number) =>
      sentence([
        added === 1 ? '1 row was added' : `${n(added)} rows were added`,
        here === 0 ? '' : here === 1 ? '1 was here already' : `${n(here)} were here already`,
      ]),
  },
  es: {
    sheetRows: (name, count) => `${name} (${filas(count)})`,
    undoText: count =>
      `${count === 1 ? 'Se retira 1 fila' : `Se retiran ${n(count)} filas`}: los documentos se anulan, los clientes y productos se quitan. Lo que alguien haya usado se queda, y se le dice por qué.`,
    moreRows: count =>
      count === 1
        ? '1 fila más aparece al corregir estas.'
        : `${n(count)} filas más aparecen al corregir estas.`,
    comesIn: (fresh, here, leftOut) =>
      sentence([
        fresh === 1 ? 'Entra 1 fila' : `Entran ${n(fresh)} filas`,
        here === 0 ? '' : here === 1 ? '1 ya está y no añade nada' : `${n(here)} ya están y no añaden nada`,
        leftOut === 0
          ? ''
          : leftOut === 1
            ? '1 queda fuera o repite otra'
            : `${n(leftOut)} quedan fuera o repiten otra`,
      ]),
    commit: count => (count === 0 ? 'Nada que importar' : `Importar ${filas(count)}`),
    running: (done, all) => `${done === 1 ? 'Entró 1' : `Entraron ${n(done)}`} de ${filas(all)}`,
    undoing: (done, all) => `${done === 1 ? 'Se retiró 1' : `Se retiraron ${n(done)}`} de ${filas(all)}`,
    doneFacts: (added, here) =>
      sentence([
        added === 1 ? 'Se añadió 1 fila' : `Se añadieron ${n(added)} filas`,
        here === 0 ? '' : here === 1 ? '1 ya estaba' : `${n(here)} ya estaban`,
      ]),
  },
})
