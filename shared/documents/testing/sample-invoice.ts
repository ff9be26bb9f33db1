import type { InvoiceDocument, InvoiceDocumentLine } from '../invoice-document.ts'

/** A line of nothing, to be filled in. */
export function sampleLine(line: Partial<InvoiceDocumentLine>): InvoiceDocumentLine {
  return {
    description: 'Rose Freedom Red 60cm',
    soldAs: 'box-stem',
    boxType: 'HB',
    boxes: 2,
    bunchesPerBox: 12,
    stemsPerBunch: 25,
    quantity: 0,
    priceE4: 3800,
    totalCents: 22_800,
    ...line,
  }
}

const unboxed = { boxType: '', boxes: 0, bunchesPerBox: 0, stemsPerBunch: 0 }

/** An open invoice with a line of each kind, in dollars; `changes` replace its fields. */
export function sampleInvoice(changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    language: 'en',
    currency: 'USD',
    company: {
      name: 'Aalsmeer Floral Co.',
      lines: ['2260 NW 82nd Avenue', 'Doral, FL 33122, United States'],
      phone: '+1 305 555 0142',
      email: 'ar@aalsmeerfloral.example',
    },
    number: '10418',
    revision: 1,
    status: 'open',
    issuedOn: '2026-11-25',
    dueOn: '2026-12-25',
    terms: 'Net 30',
    billTo: {
      name: 'Petal & Stem Atelier',
      lines: ['Attn: Inès Moreau', '118 Wythe Avenue', 'Brooklyn, NY 11249'],
    },
    shipTo: { name: 'Brooklyn workshop', lines: ['77 Berry Street, rear entrance', 'Brooklyn, NY 11249'] },
    shipOn: '2026-11-27',
    carrier: 'Armellini',
    poNumber: 'PS-4587',
    reference: 'AWB 729-4410 2231',
    salesperson: 'Jorge Rivera',
    lines: [
      sampleLine({}),
      sampleLine({
        description: 'Hydrangea Select White',
        soldAs: 'box-bunch',
        boxType: 'QB',
        boxes: 3,
        bunchesPerBox: 10,
        stemsPerBunch: 0,
        priceE4: 47_500,
        totalCents: 14_250,
      }),
      sampleLine({
        ...unboxed,
        description: 'Eucalyptus Silver Dollar bunch',
        soldAs: 'unit-bunch',
        quantity: 12,
        priceE4: 62_000,
        totalCents: 7440,
      }),
      sampleLine({
        ...unboxed,
        description: 'Ranunculus Elegance Pink',
        soldAs: 'unit-stem',
        stemsPerBunch: 10,
        quantity: 100,
        priceE4: 3825,
        totalCents: 3825,
      }),
      sampleLine({
        ...unboxed,
        description: 'Glass cylinder vase 20 cm',
        soldAs: 'hard-good',
        quantity: 6,
        priceE4: 85_000,
        totalCents: 5100,
      }),
    ],
    charges: [{ label: 'Fuel surcharge', amountCents: 1000 }],
    linesCents: 53_415,
    taxCents: 585,
    totalCents: 55_000,
    paidCents: 5000,
    creditsCents: 2000,
    discountCents: 0,
    refundedCents: 0,
    openCents: 48_000,
    note: 'Please keep cool on arrival.',
    footer: 'Title to the goods stays with us until paid in full.',
    ...changes,
  }
}
