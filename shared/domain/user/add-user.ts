import { z } from 'zod'
import { emailAddress, id, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { fold } from '../fold.ts'
import { claim, row } from '../view.ts'
import { ROLES } from './user-row.ts'

/** The fields of a user a person edits. */
export const USER = {
  name: requiredLine(80),
  login: emailAddress,
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  manageOwnCustomers: z.boolean(),
  language: z.enum(['en', 'es']),
}

/** Adds someone to the staff. Their password is set at the relay and never travels in a command. */
export const addUser = defineCommand({
  name: 'user.add',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'setup',
  payload: z.strictObject({ userId: id, ...USER }),
  reads: p => [row('users', p.userId), claim(`user.login:${fold(p.login)}`)],
  decide({ userId, ...fields }, view) {
    if (view.get('users', userId)) return reject('already-exists')
    if (view.holder(`user.login:${fold(fields.login)}`) !== null) {
      return reject('login-taken', { login: fields.login }, 'login')
    }
    return accept([put('users', { id: userId, ...fields, active: true })])
  },
})
