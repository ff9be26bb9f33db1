import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'

/** Makes an empty file that only this user can read. Throws when there is one. */
export function makePrivate(path: string): void {
  closeSync(openSync(path, 'wx', 0o600))
}

/** Folds the write-ahead log into the file, so that the file alone is the database. Nobody else may have it open. */
export function foldLog(path: string): void {
  const db = new Database(path, { fileMustExist: true })
  try {
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}

/** Gives a finished file its name, so that a power cut leaves the whole file under it or none. */
export function publish(from: string, to: string): void {
  flush(from)
  renameSync(from, to)
  flush(dirname(resolve(to)))
}

/** Gives a database a second name beside its first, with what is in its write-ahead log. */
export function keepBeside(path: string, kept: string): void {
  for (const tail of ['', '-wal']) {
    if (!existsSync(path + tail)) continue
    try {
      linkSync(path + tail, kept + tail)
    } catch {
      // File systems without hard links.
      copyFileSync(path + tail, kept + tail)
    }
    flush(kept + tail)
  }
  flush(dirname(resolve(kept)))
}

/** Removes a database that was never finished. */
export function discard(path: string): void {
  for (const tail of ['', '-wal', '-shm', '-journal']) rmSync(path + tail, { force: true })
}

/** Where a backup goes: into a folder under a name of its own, or to the file as named. `at` in epoch ms. */
export function backupPath(target: string, at: number): string {
  const isFolder = existsSync(target) && statSync(target).isDirectory()
  return isFolder ? join(target, `florin-relay-${stamp(at)}.db`) : target
}

/** A name beside a file for what is in the making or put aside. */
export function besides(path: string, word: string, at: number): string {
  return join(dirname(path), `${basename(path, '.db')}-${word}-${stamp(at)}.db`)
}

function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]/g, '').replace('.', '')
}

function flush(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
