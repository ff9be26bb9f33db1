import { suppressionKey } from '../../../shared/domain/mail/suppressed-addresses.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useRight } from '../../store/session.ts'

const MOST_ASKED = 20_000

/** Tells of each of these addresses whether it gets no mails any more. At most 500 of them are known as such. */
export function useBlocked(addresses: readonly string[]): (address: string) => boolean {
  const mayAsk = useRight('documents.email')
  const asked = [...new Set(addresses.map(suppressionKey))].slice(0, MOST_ASKED)
  const { data } = useAsk(
    'mail.suppressed',
    { addresses: asked, limit: 500 },
    { enabled: mayAsk && asked.length > 0 },
  )
  const blocked = new Set(data?.rows.filter(({ scope }) => scope === 'all').map(({ address }) => address))
  return address => blocked.has(suppressionKey(address))
}
