import { grantFor, type Permission } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import type { Backend } from '../backend.ts'
import { attachmentsOne } from '../store/queries/attachments-one.ts'
import { creditsList } from '../store/queries/credits-list.ts'
import { creditsOne } from '../store/queries/credits-one.ts'
import { creditsOpen } from '../store/queries/credits-open.ts'
import { creditsStart } from '../store/queries/credits-start.ts'
import { creditsWaiting } from '../store/queries/credits-waiting.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { found } from './found.ts'

type CreditsHandlers = Pick<
  Handlers,
  'credits.list' | 'credits.one' | 'credits.start' | 'credits.waiting' | 'credits.open' | 'attachments.one'
>

/** The right that shows someone the credits: to ask for them, else to see the receivables. */
export function rightForCredits(user: UserRow): Permission {
  return grantFor(user, 'credits.create') === null ? 'receivables.view' : 'credits.create'
}

/** The questions about credits. Who may ask for credits sees all they may ask for; others what they see of receivables. */
export function creditsHandlers(backend: Backend): CreditsHandlers {
  function credits() {
    const user = backend.user()
    const right = rightForCredits(user)
    if (grantFor(user, right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
    return backend.context(right)
  }

  return {
    'credits.list': input => creditsList(credits(), input),
    'credits.one': ({ creditId }) => found(creditsOne(credits(), creditId)),
    'credits.start': input => found(creditsStart(credits(), input)),
    'credits.waiting'() {
      const mayApprove = grantFor(backend.user(), 'credits.approve') !== null
      return { count: mayApprove ? creditsWaiting(backend.context('credits.approve')) : 0 }
    },
    'credits.open': ({ customerId }) => creditsOpen(credits(), customerId),
    'attachments.one': ({ attachmentId }) => found(attachmentsOne(credits(), attachmentId)),
  }
}
