import type { Desktop } from './parts/desktop.ts'
import type { OutsideGateway } from './parts/outside-gateway.ts'
import type { PostOffice } from './parts/post-office.ts'
import type { RelayDisk } from './parts/relay-disk.ts'
import type { RelayNode } from './parts/relay-node.ts'
import type { Setting } from './setting.ts'

/** One simulated company with all that surrounds it. */
export interface World extends Setting {
  readonly gateway: OutsideGateway
  readonly post: PostOffice
  readonly disk: RelayDisk
  readonly nodes: RelayNode[]
  readonly desktops: Desktop[]
  /** A new desktop on a copy of a disk. */
  openDesktop(name: string, userId: string, hearsHeads: boolean, image: Buffer): Desktop
}
