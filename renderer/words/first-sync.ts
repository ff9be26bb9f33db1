import { defineWords } from './define-words.ts'

/** Words of the first sync of a large company, and of what the daily proof mended. */
export const firstSync = defineWords({
  en: {
    title: 'Fetching the company’s data',
    reached: (rows: string, all: string, megabytes: string) =>
      `${rows} of about ${all} records · ${megabytes} MB`,
    finishing: 'Everything is here. Putting it in order…',
    interrupted: 'The relay can’t be reached. It goes on by itself as soon as the network is back.',
    hint: 'You can close Florin: it goes on from here at the next start.',
    compared: 'Last compared whole with the relay',
    mended: (rows: number) =>
      rows === 1
        ? 'One record on this computer differed from the relay’s and was put right. Nothing you entered is lost.'
        : `${rows} records on this computer differed from the relay’s and were put right. Nothing you entered is lost.`,
    mendedHint: 'If this happens again, have the computer’s disk checked.',
  },
  es: {
    title: 'Recibiendo los datos de la empresa',
    reached: (rows, all, megabytes) => `${rows} de unos ${all} registros · ${megabytes} MB`,
    finishing: 'Ya está todo aquí. Se está ordenando…',
    interrupted: 'No se puede llegar al servidor. Continúa por sí solo en cuanto vuelva la red.',
    hint: 'Puede cerrar Florin: continúa desde aquí la próxima vez que lo abra.',
    compared: 'Última comparación completa con el servidor',
    mended: rows =>
      rows === 1
        ? 'Un registro de esta computadora no coincidía con el del servidor y se corrigió. No se perdió nada de lo que ingresó.'
        : `${rows} registros de esta computadora no coincidían con los del servidor y se corrigieron. No se perdió nada de lo que ingresó.`,
    mendedHint: 'Si vuelve a suceder, haga revisar el disco de la computadora.',
  },
})
