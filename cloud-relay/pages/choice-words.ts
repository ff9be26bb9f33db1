/** What the payment page says about choosing, asking and receipts; part of `PageWords`. */
export type ChoiceWords = typeof choiceEnglish

export const choiceEnglish = {
  pickInvoices: 'Choose which invoices to pay',
  ofOpen: (open: string) => `of ${open} open`,
  partly: 'Pay a different amount',
  amountToPay: (least: string, open: string) => `Amount, from ${least} to ${open}`,
  updateTotal: 'Update the total',
  checkAmount: 'Check the amount',
  nothingPicked: 'Choose at least one invoice.',
  belowMinimum: (least: string) => `At least ${least} can be paid at a time.`,
  aboveOpen: (open: string) => `No more than ${open} is open.`,
  noAmount: 'This is not an amount.',
  nothingCharged: 'Nothing was charged.',
  isBusy: 'Being paid at this moment',
  isProcessing: 'Bank payment under way',
  othersBusy: 'Someone is paying one of these invoices right now. Nothing was charged.',
  dueLater: (date: string) => `not due before ${date}; you can pay now`,
  pressAgain: 'Nothing was charged. Please press Pay once more.',

  ask: {
    invoice: 'A question about this invoice?',
    invoices: 'A question about these invoices?',
    order: 'A question about this order?',
  },
  askTitle: 'Your question',
  yourName: 'Your name, if you like',
  yourQuestion: 'Your question',
  sendQuestion: 'Send the question',
  askAnswers: (name: string, address: string) => `${name} answers by mail to ${address}.`,
  askedTitle: 'Your question is on its way',
  asked: (name: string, address: string) => `${name} has it and answers by mail to ${address}.`,
  askTooOften: (company: string) =>
    `Several questions were sent from this link today already. ${company} answers by mail; to add something, reply to the mail you got.`,
  askEmpty: 'Please write your question, in at most 2,000 characters.',
  askAgain: 'Please send your question once more.',
  askedAlready: (name: string, address: string) =>
    `${name} has this question already and answers by mail to ${address}. It was not sent twice.`,
  askOther:
    'Your earlier question is on its way; this one is not yet. To send it too, press the button once more.',
  backToPay: 'Back to the payment page',
  questionAbout: (numbers: string, customer: string, isOrder: boolean) =>
    `Question about ${isOrder ? 'order' : 'invoice'} ${numbers} from ${customer}`,

  otherReceipt: 'Send the receipt to another address',
  receiptAddress: 'Email address',
  sendReceipt: 'Send the receipt',
  receiptSent: (address: string) => `The receipt is on its way to ${address}.`,
  receiptAlready: (address: string) =>
    `The receipt was sent to ${address} a moment ago. It was not sent twice.`,
  receiptOther: (address: string) =>
    `Nothing was sent to ${address}: this form had sent the receipt to another address. Please go back to the payment page and enter the address there.`,
  receiptTooOften: 'The receipt was sent several times already. Please look in your mail.',
  receiptWrong: 'This is not an email address.',
  replacedByNewer: (company: string) =>
    `An invoice was updated, and ${company} sent a newer link. Use whichever you like: this page shows the current amount and PDF.`,
  askedAgain: (company: string) =>
    `${company} sent a newer mail about this, too. Pay it once, here or from that mail.`,
  someAskedAgain: (company: string) =>
    `${company} sent a newer mail that asks for some of this, too. Pay each invoice once, here or from that mail.`,
}

export const choiceSpanish: ChoiceWords = {
  pickInvoices: 'Elija qué facturas pagar',
  ofOpen: open => `de ${open} pendientes`,
  partly: 'Pagar otro importe',
  amountToPay: (least, open) => `Importe, de ${least} a ${open}`,
  updateTotal: 'Actualizar el total',
  checkAmount: 'Revise el importe',
  nothingPicked: 'Elija al menos una factura.',
  belowMinimum: least => `Se pueden pagar al menos ${least} cada vez.`,
  aboveOpen: open => `No hay más de ${open} pendientes.`,
  noAmount: 'Esto no es un importe.',
  nothingCharged: 'No se cobró nada.',
  isBusy: 'Se está pagando en este momento',
  isProcessing: 'Pago bancario en camino',
  othersBusy: 'Alguien está pagando una de estas facturas ahora mismo. No se cobró nada.',
  dueLater: date => `no vence antes del ${date}; puede pagar ya`,
  pressAgain: 'No se cobró nada. Pulse Pagar una vez más.',

  ask: {
    invoice: '¿Una pregunta sobre esta factura?',
    invoices: '¿Una pregunta sobre estas facturas?',
    order: '¿Una pregunta sobre este pedido?',
  },
  askTitle: 'Su pregunta',
  yourName: 'Su nombre, si quiere',
  yourQuestion: 'Su pregunta',
  sendQuestion: 'Enviar la pregunta',
  askAnswers: (name, address) => `${name} responde por correo a ${address}.`,
  askedTitle: 'Su pregunta va en camino',
  asked: (name, address) => `${name} la recibe y responde por correo a ${address}.`,
  askTooOften: company =>
    `Hoy ya se enviaron varias preguntas desde este enlace. ${company} responde por correo; para añadir algo, responda al correo que recibió.`,
  askEmpty: 'Escriba su pregunta, con 2000 caracteres como máximo.',
  askAgain: 'Envíe su pregunta una vez más.',
  askedAlready: (name, address) =>
    `${name} ya tiene esta pregunta y responde por correo a ${address}. No se envió dos veces.`,
  askOther:
    'Su pregunta anterior va en camino; esta todavía no. Para enviarla también, pulse el botón una vez más.',
  backToPay: 'Volver a la página de pago',
  questionAbout: (numbers, customer, isOrder) =>
    `Pregunta sobre ${isOrder ? 'el pedido' : 'la factura'} ${numbers} de ${customer}`,

  otherReceipt: 'Enviar el recibo a otra dirección',
  receiptAddress: 'Correo electrónico',
  sendReceipt: 'Enviar el recibo',
  receiptSent: address => `El recibo va en camino a ${address}.`,
  receiptAlready: address => `El recibo se envió a ${address} hace un momento. No se envió dos veces.`,
  receiptOther: address =>
    `No se envió nada a ${address}: este formulario ya había enviado el recibo a otra dirección. Vuelva a la página de pago y escriba allí la dirección.`,
  receiptTooOften: 'El recibo ya se envió varias veces. Revise su correo.',
  receiptWrong: 'Esto no es una dirección de correo.',
  replacedByNewer: company =>
    `Una factura se actualizó y ${company} envió un enlace más reciente. Use el que quiera: esta página muestra el importe y el PDF actuales.`,
  askedAgain: company =>
    `${company} envió también un correo más reciente sobre esto. Páguelo una sola vez, aquí o desde ese correo.`,
  someAskedAgain: company =>
    `${company} envió un correo más reciente que también pide una parte de esto. Pague cada factura una sola vez, aquí o desde ese correo.`,
}
