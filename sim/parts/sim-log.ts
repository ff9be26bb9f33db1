import type { Logger } from 'pino'
import type { Setting } from '../setting.ts'

/** The log of a relay node: part of the story. What only a bug can cause is a violation. */
export function simLog(node: string, setting: Setting): Logger {
  const note = (level: string) => (details: object, message: string) => {
    const { err, ...rest } = details as { err?: unknown }
    const reason = err instanceof Error ? `${err.name}: ${err.message}` : ''
    setting.story.tell(node, `${level}: ${message} ${JSON.stringify(rest)} ${reason}`)
    const isExpected = /disk is full/.test(reason)
    const isBug = level === 'error' && /failed|crashed|quarantined|could not|not posted/.test(message)
    if (isBug && !isExpected) {
      const where = err instanceof Error ? (err.stack ?? '').split('\n').slice(1, 4).join(' ') : ''
      setting.violations.push({
        what: `${node}: ${message} ${JSON.stringify(rest)} ${reason} ${where}`,
        ids: [],
      })
    }
  }
  const silent = () => undefined
  const log = { error: note('error'), warn: note('warn'), info: silent, debug: silent, trace: silent }
  return log as unknown as Logger
}
