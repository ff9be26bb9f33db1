import type { BackendTrouble } from './backend-process.ts'

const en = {
  menu: {
    file: 'File',
    newOrder: 'New order',
    edit: 'Edit',
    view: 'View',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    window: 'Window',
    reload: 'Reload',
    quit: 'Quit Florin',
  },
  cannotStart: 'Florin cannot start',
  trouble: {
    'profile-in-use': 'Florin already runs on this profile. Use the window that is open, or close it first.',
    'newer-profile': 'This profile was made by a newer Florin. Update this one, then start again.',
    'unsafe-sqlite': 'This copy of Florin is damaged: its database could lose data. Install Florin again.',
    'update-failed':
      'Florin was updated, but this profile could not be brought up to date. It is as it was before. Install the newest Florin, or the one you had, and start again. A copy of the profile is here:',
    'update-needs-room':
      'Florin was updated, and this profile is copied before it is brought up to date. The disk has no room for the copy. Make room, then start again; nothing was changed.',
    'disk-full': 'The disk is full. Make room, then start again; nothing was lost.',
    other: 'The profile could not be opened. The log says why:',
    'keeps-ending': 'The part of Florin that keeps your data stopped several times. What was saved is safe.',
  } satisfies Record<BackendTrouble, string>,
  crashed: 'Florin has to close. What was saved is safe. The log says why:',
  tryAgain: 'Try again',
  quit: 'Quit',
  ok: 'OK',
  noKeychain: 'This computer has no keychain',
  noKeychainDetail:
    'Florin keeps the key of this desktop in a file that only your user account can read. With a keychain (GNOME Keyring, KWallet) the file would be useless to others too.',
}

export type Words = typeof en

const es: Words = {
  menu: {
    file: 'Archivo',
    newOrder: 'Nuevo pedido',
    edit: 'Edición',
    view: 'Ver',
    actualSize: 'Tamaño real',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    fullScreen: 'Pantalla completa',
    window: 'Ventana',
    reload: 'Recargar',
    quit: 'Salir de Florin',
  },
  cannotStart: 'Florin no puede iniciarse',
  trouble: {
    'profile-in-use': 'Florin ya está abierto con este perfil. Use la ventana abierta o ciérrela primero.',
    'newer-profile':
      'Este perfil se creó con una versión más reciente de Florin. Actualice esta y vuelva a iniciar.',
    'unsafe-sqlite':
      'Esta copia de Florin está dañada: su base de datos podría perder datos. Instale Florin de nuevo.',
    'update-failed':
      'Florin se actualizó, pero este perfil no se pudo poner al día. Está como antes. Instale la versión más reciente de Florin, o la que tenía, y vuelva a iniciar. Hay una copia del perfil aquí:',
    'update-needs-room':
      'Florin se actualizó, y antes de poner al día este perfil se hace una copia. El disco no tiene espacio para ella. Libere espacio y vuelva a iniciar; no se cambió nada.',
    'disk-full': 'El disco está lleno. Libere espacio y vuelva a iniciar; no se perdió nada.',
    other: 'No se pudo abrir el perfil. El registro dice por qué:',
    'keeps-ending':
      'La parte de Florin que guarda sus datos se detuvo varias veces. Lo guardado está a salvo.',
  },
  crashed: 'Florin tiene que cerrarse. Lo guardado está a salvo. El registro dice por qué:',
  tryAgain: 'Intentar de nuevo',
  quit: 'Salir',
  ok: 'Aceptar',
  noKeychain: 'Este equipo no tiene un llavero de claves',
  noKeychainDetail:
    'Florin guarda la clave de este escritorio en un archivo que solo su cuenta de usuario puede leer. Con un llavero (GNOME Keyring, KWallet) el archivo tampoco serviría a otros.',
}

/** The main process's own words, in the system's language where Florin speaks it, else in English. */
export function wordsFor(locale: string): Words {
  return /^es\b/i.test(locale) ? es : en
}
