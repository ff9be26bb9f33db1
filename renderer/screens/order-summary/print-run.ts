import { ask } from '../../app/ask.ts'
import { pdfBytes } from '../../parts/print-pdf.ts'
import { createRun, type RunSubject } from '../../parts/run/create-run.ts'
import type { LeftOut } from '../../parts/run/run-progress.tsx'

/** One order's invoice, ready to be printed. */
interface PrintedOrder {
  fileName: string
  pdf: Uint8Array<ArrayBuffer>
}

/** The run of printed invoices of this window; its subjects are orders. */
export const printRun = createRun<{ leftOut: readonly LeftOut[] }, RunSubject, PrintedOrder>(
  async (_order, { id: orderId }) => {
    const { fileName, base64 } = await ask('orders.print', { orderId })
    return { fileName, pdf: pdfBytes(base64) }
  },
)
