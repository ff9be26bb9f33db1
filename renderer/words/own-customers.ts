import { defineWords } from './define-words.ts'

/** Words wherever someone is shown a part of the company's customers. */
export const ownCustomers = defineWords({
  en: {
    note: 'Your customers only',
    hint: 'Shown and counted here are the customers that carry you as salesperson. What others owe and paid is not in it.',
    /** Of a file: first, since a file's name is cut at its end. */
    fileTitle: (title: string) => `Own customers: ${title}`,
    seen: {
      all: 'All customers',
      'own-receivables': 'All; A/R: own only',
      own: 'Own customers only',
    },
    seenHint: {
      all: 'Sees all customers, with their orders, invoices, payments and aging.',
      'own-receivables':
        'Sees all customers, their orders and what each owes; Home, invoices, payments, aging, statements and journals of own customers only.',
      own: 'Sees own customers only, with their orders, invoices, payments and aging.',
    },
  },
  es: {
    note: 'Solo sus clientes',
    hint: 'Aquí se muestran y se cuentan los clientes que lo tienen como vendedor. Lo que deben y pagaron los demás no está incluido.',
    fileTitle: title => `Clientes propios: ${title}`,
    seen: {
      all: 'Todos los clientes',
      'own-receivables': 'Todos; cobros: los suyos',
      own: 'Solo sus clientes',
    },
    seenHint: {
      all: 'Ve a todos los clientes, con sus pedidos, facturas, pagos y antigüedad.',
      'own-receivables':
        'Ve a todos los clientes, sus pedidos y lo que debe cada uno; el inicio, las facturas, pagos, antigüedad, estados de cuenta y diarios solo de sus clientes.',
      own: 'Ve solo a sus clientes, con sus pedidos, facturas, pagos y antigüedad.',
    },
  },
})
