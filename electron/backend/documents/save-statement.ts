import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

/** The folder's path when files can't be put there. */
export class FolderNotWritable extends Error {
  override name = 'FolderNotWritable'
  readonly folder: string

  constructor(folder: string) {
    super('a folder can not be written to')
    this.folder = folder
  }
}

/** Where statements of a date are kept unless someone says otherwise. */
export function statementFolder(asOf: string): string {
  return join(homedir(), 'Documents', 'Florin statements', asOf)
}

/**
 * Keeps a file in a folder, which is made when it is not there. A file of that name is replaced whole: a run repeated for
 * the same date leaves one file each. Throws `FolderNotWritable`.
 */
export async function keepInFolder(folder: string, fileName: string, bytes: Uint8Array): Promise<void> {
  if (!isAbsolute(folder)) throw new FolderNotWritable(folder)
  const path = join(folder, fileName)
  const half = `${path}.part`
  try {
    await makeFolder(folder)
    await writeFile(half, bytes)
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true }).catch(() => undefined)
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    throw new FolderNotWritable(folder)
  }
}

/** Node's own recursive mkdir never ends where a file system says that a new folder's parent is missing, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolder(dirname(folder))
    await mkdir(folder)
  }
}
