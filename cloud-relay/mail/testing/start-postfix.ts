import { execFileSync, spawnSync } from 'node:child_process'
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
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A real mail server on loopback, with its own queue, for the mailboxes it is given. */
export interface RunningPostfix {
  url: string
  /** The maildir of a mailbox. */
  maildir(mailbox: string): string
  log(): string
  stop(): void
}

const PROGRAM = '/usr/sbin/postfix'
const DAEMONS = '/usr/lib/postfix/sbin'
const NOBODY = 65_534

/** Why there can be no Postfix here; null when there can. */
export function whyNoPostfix(): string | null {
  if (!existsSync(PROGRAM) || !existsSync(join(DAEMONS, 'master'))) return 'Debian’s postfix is not installed'
  if (process.getuid?.() !== 0) return 'only root may start Postfix'
  return null
}

/**
 * Starts Postfix on a free port. It takes mail for any name of `domains` and gives back what is for a mailbox it does not
 * have. Addresses with an extension (`bounce+…`) belong to the mailbox in front of it.
 */
export async function startPostfix(
  domains: readonly string[],
  mailboxes: readonly string[],
): Promise<RunningPostfix> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-postfix-'))
  chmodSync(folder, 0o755)
  const [config, queue, state, boxes] = ['config', 'queue', 'state', 'boxes'].map(name =>
    join(folder, name),
  ) as [string, string, string, string]
  for (const each of [config, queue, state, boxes]) mkdirSync(each)
  chownSync(boxes, NOBODY, NOBODY)
  execFileSync('chown', ['postfix', state])
  const port = await freePort()
  const lookup = mailboxes.map(box => `${box} ${box}/`).join('\n')
  writeFileSync(join(config, 'boxes'), `${lookup}\n`)
  writeFileSync(join(config, 'main.cf'), mainConfig({ folder, config, queue, state, boxes, domains }))
  writeFileSync(join(config, 'master.cf'), masterConfig(port))
  const run = (command: string) => spawnSync(PROGRAM, ['-c', config, command], { encoding: 'utf8' })
  const log = () => (existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '')
  const started = run('start')
  if (started.status !== 0)
    throw new Error(`Postfix did not start: ${started.stderr}${started.stdout}${log()}`)
  return {
    url: `smtp://127.0.0.1:${port}`,
    maildir: mailbox => join(boxes, mailbox),
    log,
    stop() {
      run('stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function mainConfig(at: {
  folder: string
  config: string
  queue: string
  state: string
  boxes: string
  domains: readonly string[]
}): string {
  return `compatibility_level = 3.6
queue_directory = ${at.queue}
data_directory = ${at.state}
command_directory = /usr/sbin
daemon_directory = ${DAEMONS}
maillog_file = ${join(at.folder, 'log')}
maillog_file_prefixes = ${at.folder}
myhostname = mx.florin.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
smtpd_peername_lookup = no
recipient_delimiter = +
alias_maps =
alias_database =
local_recipient_maps =
relayhost =
default_transport = error:no mail leaves this machine
notify_classes =
minimal_backoff_time = 1s
queue_run_delay = 1s
virtual_mailbox_domains = ${at.domains.join(', ')}
virtual_mailbox_base = ${at.boxes}
virtual_mailbox_maps = texthash:${join(at.config, 'boxes')}
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
`
}

/** The services a server of virtual mailboxes needs; nothing runs in a chroot. */
function masterConfig(port: number): string {
  const unix = (name: string, command: string, wakeup = '-', limit = '-', isPrivate = 'y', user = '-') =>
    `${name} unix ${isPrivate} ${user} n ${wakeup} ${limit} ${command}`
  return `${[
    `127.0.0.1:${port} inet n - n - - smtpd`,
    unix('pickup', 'pickup', '60', '1', 'n'),
    unix('cleanup', 'cleanup', '-', '0', 'n'),
    unix('qmgr', 'qmgr', '300', '1', 'n'),
    unix('rewrite', 'trivial-rewrite'),
    unix('bounce', 'bounce', '-', '0'),
    unix('defer', 'bounce', '-', '0'),
    unix('trace', 'bounce', '-', '0'),
    unix('verify', 'verify', '-', '1'),
    unix('flush', 'flush', '1000?', '0', 'n'),
    unix('proxymap', 'proxymap'),
    unix('proxywrite', 'proxymap', '-', '1'),
    unix('error', 'error'),
    unix('retry', 'error'),
    unix('virtual', 'virtual', '-', '-', 'y', 'n'),
    unix('anvil', 'anvil', '-', '1'),
    unix('scache', 'scache', '-', '1'),
    'postlog unix-dgram n - n - 1 postlogd',
  ].join('\n')}\n`
}
