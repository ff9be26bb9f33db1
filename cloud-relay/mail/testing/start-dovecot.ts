import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A real IMAP server on loopback, with one mailbox. */
export interface RunningDovecot {
  port: number
  user: string
  password: string
  log(): string
  stop(): Promise<void>
}

const PROGRAM = '/usr/sbin/dovecot'
const NOBODY = 65_534
const USER = 'bounce@mail.florin.example'
const PASSWORD = 'p:/ss wörd'

/** Why there can be no Dovecot here; null when there can. */
export function whyNoDovecot(): string | null {
  if (!existsSync(PROGRAM)) return 'Debian’s dovecot-imapd is not installed'
  if (process.getuid?.() !== 0) return 'only root may start Dovecot'
  return null
}

/** Starts Dovecot on a free port, with an empty mailbox. */
export async function startDovecot(): Promise<RunningDovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-dovecot-'))
  chmodSync(folder, 0o755)
  const boxes = join(folder, 'boxes')
  mkdirSync(boxes)
  chownSync(boxes, NOBODY, NOBODY)
  const port = await freePort()
  writeFileSync(join(folder, 'dovecot.conf'), configOf(folder, boxes, port))
  const hash = execFileSync('/usr/bin/doveadm', ['pw', '-s', 'SSHA256', '-p', PASSWORD], { encoding: 'utf8' })
  writeFileSync(join(folder, 'users'), `${USER}:${hash.trim()}\n`)
  const log = () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '')
  const server = spawn(PROGRAM, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>(done => server.on('exit', () => done()))
  await greeting(port, server, log)
  return {
    port,
    user: USER,
    password: PASSWORD,
    log,
    async stop() {
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configOf(folder: string, boxes: string, port: number): string {
  return `base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = ${join(folder, 'log')}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${boxes}/%u
mail_uid = ${NOBODY}
mail_gid = ${NOBODY}
first_valid_uid = 1
passdb {
  driver = passwd-file
  args = ${join(folder, 'users')}
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${boxes}/%u
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`
}

/** Resolves when the server greets; rejects with its log when it ends before. */
function greeting(port: number, server: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error(`Dovecot did not start: ${log()}`)))
    const knock = () => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => {
        socket.destroy()
        resolve()
      })
      socket.once('error', () => server.exitCode === null && setTimeout(knock, 50))
    }
    knock()
  })
}
