import type { TestProject } from 'vitest/node'
import { type Postgres, startPostgres } from './start-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL of the run's PostgreSQL: `inject('postgresUrl')`. Each test file makes its own database. */
    postgresUrl: string
  }
}

let postgres: Postgres | undefined

/** Starts one PostgreSQL for the whole test run. */
export async function setup(project: TestProject) {
  postgres = await startPostgres()
  project.provide('postgresUrl', postgres.url)
}

/** Stops it and removes its files. */
export async function teardown() {
  await postgres?.stop()
}
