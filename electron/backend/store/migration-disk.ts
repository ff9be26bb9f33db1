import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** What a migration does to files. Each call is done, and on the disk, when it returns. */
export interface MigrationDisk {
  /** Bytes this user may still write in a folder. */
  free(folder: string): number
  exists(file: string): boolean
  list(folder: string): string[]
  read(file: string): string
  write(file: string, text: string): void
  copy(from: string, to: string): void
  /** Sees to it that a file written by others is on the disk, for this user only. */
  keep(file: string): void
  rename(from: string, to: string): void
  remove(file: string): void
}

/** The real disk. */
export const nodeDisk: MigrationDisk = {
  free(folder) {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  },
  exists: existsSync,
  list: folder => readdirSync(folder),
  read: file => readFileSync(file, 'utf8'),
  write(file, text) {
    writeFileSync(file, text, { mode: 0o600, flush: true })
  },
  copy(from, to) {
    copyFileSync(from, to, constants.COPYFILE_FICLONE)
    syncFile(to)
  },
  keep(file) {
    chmodSync(file, 0o600)
    syncFile(file)
  },
  rename(from, to) {
    renameSync(from, to)
    syncFolder(dirname(to))
  },
  remove(file) {
    rmSync(file, { force: true })
    syncFolder(dirname(file))
  },
}

function syncFile(file: string): void {
  // Windows flushes only what is open for writing.
  const open = openSync(file, 'r+')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

function syncFolder(folder: string): void {
  // Windows has no such call: there a rename is in the journal of the file system.
  if (process.platform === 'win32') return
  const open = openSync(folder, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}
