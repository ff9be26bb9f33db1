import type { JobHandlers } from '../jobs/job-worker.ts'
import type { JobHandler, RelayPorts } from '../ports.ts'
import { holdInQuietHours } from './hold-in-quiet-hours.ts'
import { createRobot } from './look.ts'
import { createInvoiceSender, createReminderSender } from './send-by-itself.ts'

/** The handlers of what the relay sends by itself, and of mails, which `send` hands over. */
export function robotHandlers(ports: RelayPorts, send: JobHandler): JobHandlers {
  return {
    'mail.send': holdInQuietHours(ports, send),
    'invoice.automatic': createInvoiceSender(ports),
    'reminder.send': createReminderSender(ports),
    'robot.look': createRobot(ports),
  }
}
