import type { Migration } from '../migration.ts'

/** A company's tries to send mail by their time: how many of them the last minute had is asked before each. */
export const mailPace: Migration = {
  version: 12,
  name: 'mail-pace',
  statements: () => ['CREATE INDEX mail_attempt_by_time ON mail_attempt (company_id, began_at)'],
}
