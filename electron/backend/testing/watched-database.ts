import type { Database, Statement } from 'better-sqlite3'

/** A database that tells before each statement it runs, scripts taken apart; what `before` throws, the statement throws. */
export function watchedDatabase(db: Database, before: (statement: string) => void): Database {
  return new Proxy(db, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown
      if (typeof member !== 'function') return member
      if (name === 'exec') {
        return (script: string) => {
          for (const statement of statementsOf(script)) {
            before(statement)
            target.exec(statement)
          }
        }
      }
      if (name === 'prepare') return (sql: string) => watchedStatement(target.prepare(sql), sql, before)
      return (...args: unknown[]) => {
        if (name === 'pragma') before(`PRAGMA ${args[0]}`)
        return member.apply(target, args) as unknown
      }
    },
  })
}

function watchedStatement(statement: Statement, sql: string, before: (statement: string) => void): Statement {
  return new Proxy(statement, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        if (['run', 'get', 'all', 'iterate'].includes(String(name))) before(sql)
        const answer = member.apply(target, args) as unknown
        return answer === target ? watchedStatement(target, sql, before) : answer
      }
    },
  })
}

function statementsOf(script: string): string[] {
  return script.split(/;\s*(?:\n|$)/).filter(statement => statement.replaceAll(/--.*/g, '').trim() !== '')
}
