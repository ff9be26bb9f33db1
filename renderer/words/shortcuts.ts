import { defineWords } from './define-words.ts'

interface ShortcutGroup {
  title: string
  /** The keys, a space between them, and what they do. */
  keys: [keys: string, does: string][]
}

/** The overview of keys, by where they work. */
export const shortcuts = defineWords<{ groups: ShortcutGroup[] }>({
  en: {
    groups: [
      {
        title: 'Anywhere',
        keys: [
          ['Ctrl K', 'Find anything, do anything'],
          ['Ctrl O', 'New order'],
          ['?', 'This overview'],
          ['Esc', 'Close what is open'],
        ],
      },
      {
        title: 'Lists',
        keys: [
          ['↑ ↓', 'Go through the rows'],
          ['Enter', 'Open the row; on a heading: sort'],
          ['Space', 'Select the row'],
          ['Ctrl A', 'Select all rows shown'],
          ['Home End', 'First and last row'],
          ['Ctrl F', 'Search the list'],
          ['Ctrl E', 'Export the list'],
          ['Ctrl P', 'Print the list'],
        ],
      },
      {
        title: 'Order form',
        keys: [
          ['Enter', 'On to the next field'],
          ['Alt ↑ ↓', 'Move the line'],
          ['Del', 'Take the line off'],
          ['Ctrl Z', 'Put the removed line back'],
          ['Ctrl ↵', 'Confirm the order'],
        ],
      },
      {
        title: 'Receive Payment',
        keys: [
          ['Enter', 'On to the next field, and down the invoices'],
          ['↑ ↓', 'To the next invoice'],
          ['Ctrl ↵', 'Save and begin another'],
          ['Ctrl ⇧ ↵', 'Save and close'],
        ],
      },
      {
        title: 'Forms',
        keys: [
          ['Ctrl S', 'Save a customer, a product, settings'],
          ['Ctrl ↵', 'Send a mail; send in a credit request'],
          ['Alt ↓', 'In a date: open the calendar'],
          ['Enter', 'In a list of settings: add a row below'],
          ['Alt ↑ ↓', 'In a list of settings: move the row'],
        ],
      },
    ],
  },
  es: {
    groups: [
      {
        title: 'En cualquier lugar',
        keys: [
          ['Ctrl K', 'Buscar y hacer de todo'],
          ['Ctrl O', 'Pedido nuevo'],
          ['?', 'Esta lista'],
          ['Esc', 'Cerrar lo abierto'],
        ],
      },
      {
        title: 'Listas',
        keys: [
          ['↑ ↓', 'Recorrer las filas'],
          ['Intro', 'Abrir la fila; en un título: ordenar'],
          ['Espacio', 'Seleccionar la fila'],
          ['Ctrl A', 'Seleccionar todas las filas mostradas'],
          ['Inicio Fin', 'Primera y última fila'],
          ['Ctrl F', 'Buscar en la lista'],
          ['Ctrl E', 'Exportar la lista'],
          ['Ctrl P', 'Imprimir la lista'],
        ],
      },
      {
        title: 'Pedido',
        keys: [
          ['Intro', 'Al campo siguiente'],
          ['Alt ↑ ↓', 'Mover la línea'],
          ['Supr', 'Quitar la línea'],
          ['Ctrl Z', 'Recuperar la línea quitada'],
          ['Ctrl ↵', 'Confirmar el pedido'],
        ],
      },
      {
        title: 'Recibir pago',
        keys: [
          ['Intro', 'Al campo siguiente, y por las facturas'],
          ['↑ ↓', 'A la factura siguiente'],
          ['Ctrl ↵', 'Guardar y empezar otro'],
          ['Ctrl ⇧ ↵', 'Guardar y cerrar'],
        ],
      },
      {
        title: 'Formularios',
        keys: [
          ['Ctrl S', 'Guardar un cliente, un producto, los ajustes'],
          ['Ctrl ↵', 'Enviar un correo; presentar una solicitud de crédito'],
          ['Alt ↓', 'En una fecha: abrir el calendario'],
          ['Intro', 'En una lista de ajustes: agregar una fila debajo'],
          ['Alt ↑ ↓', 'En una lista de ajustes: mover la fila'],
        ],
      },
    ],
  },
})
