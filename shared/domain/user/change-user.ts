import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { fold } from '../fold.ts'
import { claim, row } from '../view.ts'
import { USER } from './add-user.ts'

/** Edits a user: roles, name, login, or switches them off. Nobody takes the admin role from themselves. */
export const changeUser = defineCommand({
  name: 'user.change',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'setup',
  payload: z.strictObject({ userId: id, changes: changesOf({ ...USER, active: z.boolean() }) }),
  reads: p => [
    row('users', p.userId),
    ...(p.changes.login ? [claim(`user.login:${fold(p.changes.login.to)}`)] : []),
  ],
  decide(p, view, context) {
    const user = view.get('users', p.userId)
    if (!user) return reject('unknown-user')
    const changed = mergeChanges(user, p.changes)
    if (isRefusal(changed)) return { refusal: changed }
    const holder = p.changes.login ? view.holder(`user.login:${fold(changed.login)}`) : null
    if (holder !== null && holder !== user.id)
      return reject('login-taken', { login: changed.login }, 'changes.login')
    const keepsAdmin = changed.active && changed.roles.includes('admin')
    if (context.by === user.id && user.roles.includes('admin') && !keepsAdmin) return reject('own-admin-role')
    return accept([put('users', changed)])
  },
})
