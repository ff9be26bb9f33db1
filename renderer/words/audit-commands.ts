/** What someone did by a command, and what they wanted to do when it was refused. */
export interface CommandPhrase {
  done: string
  wish: string
}

const phrase = (done: string, wish: string): CommandPhrase => ({ done, wish })

export const auditCommandsEn: Record<string, CommandPhrase> = {
  'company.change': phrase('changed the settings', 'change the settings'),
  'company.create': phrase('set the company up', 'set the company up'),
  'user.add': phrase('added the user', 'add the user'),
  'user.change': phrase('changed the user', 'change the user'),
  'customer.add': phrase('added the customer', 'add a customer'),
  'customer.change': phrase('changed the customer', 'change the customer'),
  'customer.merge': phrase('merged two customers into one', 'merge two customers into one'),
  'product.add': phrase('added the product', 'add the product'),
  'product.change': phrase('changed the product', 'change the product'),
  'order.create': phrase('entered the order', 'enter the order'),
  'order.change': phrase('changed the order', 'change the order'),
  'order.add-line': phrase('added a line', 'add a line'),
  'order.change-line': phrase('changed a line', 'change a line'),
  'order.remove-line': phrase('removed a line', 'remove a line'),
  'order.place': phrase('placed the order', 'place the order'),
  'order.confirm': phrase('confirmed the order', 'confirm the order'),
  'order.void': phrase('voided the order', 'void the order'),
  'order.release-hold': phrase('released the order from its hold', 'release the order from its hold'),
  'payment.receive': phrase('received a payment', 'receive a payment'),
  'payment.apply': phrase('applied a payment', 'apply a payment'),
  'payment.unapply': phrase('took a payment off an invoice', 'take a payment off an invoice'),
  'payment.void': phrase('voided the payment', 'void the payment'),
  'payment.capture': phrase('posted a payment made through a link', 'post a payment made through a link'),
  'document.email': phrase('emailed a document', 'email a document'),
  'mail.record': phrase('recorded how a mail fares', 'record how a mail fares'),
  'link.record-open': phrase(
    'recorded that the customer opened the payment link',
    'record that a link was opened',
  ),
  'link.record-try': phrase(
    'recorded that the customer tried to pay',
    'record that the customer tried to pay',
  ),
  'link.renew': phrase('sent a new payment link', 'send a new payment link'),
  'task.close': phrase('closed a task', 'close a task'),
  'sync-issue.close': phrase('dealt with a refused change', 'deal with a refused change'),
}

export const auditCommandsEs: Record<string, CommandPhrase> = {
  'company.change': phrase('cambió los ajustes', 'cambiar los ajustes'),
  'company.create': phrase('creó la empresa', 'crear la empresa'),
  'user.add': phrase('agregó el usuario', 'agregar el usuario'),
  'user.change': phrase('cambió el usuario', 'cambiar el usuario'),
  'customer.add': phrase('agregó el cliente', 'agregar un cliente'),
  'customer.change': phrase('cambió el cliente', 'cambiar el cliente'),
  'customer.merge': phrase('unió dos clientes en uno', 'unir dos clientes en uno'),
  'product.add': phrase('agregó el producto', 'agregar el producto'),
  'product.change': phrase('cambió el producto', 'cambiar el producto'),
  'order.create': phrase('ingresó el pedido', 'ingresar el pedido'),
  'order.change': phrase('cambió el pedido', 'cambiar el pedido'),
  'order.add-line': phrase('agregó una línea', 'agregar una línea'),
  'order.change-line': phrase('cambió una línea', 'cambiar una línea'),
  'order.remove-line': phrase('quitó una línea', 'quitar una línea'),
  'order.place': phrase('dio curso al pedido', 'dar curso al pedido'),
  'order.confirm': phrase('confirmó el pedido', 'confirmar el pedido'),
  'order.void': phrase('anuló el pedido', 'anular el pedido'),
  'order.release-hold': phrase('liberó el pedido retenido', 'liberar el pedido retenido'),
  'payment.receive': phrase('recibió un pago', 'recibir un pago'),
  'payment.apply': phrase('aplicó un pago', 'aplicar un pago'),
  'payment.unapply': phrase('quitó un pago de una factura', 'quitar un pago de una factura'),
  'payment.void': phrase('anuló el pago', 'anular el pago'),
  'payment.capture': phrase('registró un pago hecho por enlace', 'registrar un pago hecho por enlace'),
  'document.email': phrase('envió un documento por correo', 'enviar un documento por correo'),
  'mail.record': phrase('anotó cómo va un correo', 'anotar cómo va un correo'),
  'link.record-open': phrase('anotó que el cliente abrió el enlace de pago', 'anotar que se abrió un enlace'),
  'link.record-try': phrase('anotó que el cliente intentó pagar', 'anotar que el cliente intentó pagar'),
  'link.renew': phrase('envió un nuevo enlace de pago', 'enviar un nuevo enlace de pago'),
  'task.close': phrase('cerró una tarea', 'cerrar una tarea'),
  'sync-issue.close': phrase('resolvió un cambio rechazado', 'resolver un cambio rechazado'),
}
