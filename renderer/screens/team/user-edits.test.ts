import { expect, test } from 'vitest'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { changesBetween, fieldsWanted, type UserFields } from './user-edits.ts'

const maria: UserFields = {
  name: 'Maria',
  login: 'maria@aalsmeer.example',
  roles: ['admin'],
  active: true,
  manageOwnCustomers: false,
  language: 'en',
}

test('only what differs is sent, with what it was', () => {
  expect(changesBetween(maria, { ...maria, roles: ['admin'] })).toEqual({})
  expect(changesBetween(maria, { ...maria, roles: ['sales'], active: false })).toEqual({
    roles: { from: ['admin'], to: ['sales'] },
    active: { from: true, to: false },
  })
})

test('a refused edit is filled in again', () => {
  const issue = { name: 'user.change', payload: { userId: 'u', changes: { name: { from: 'M', to: 'Mia' } } } }
  expect(fieldsWanted(maria, issue as unknown as SyncIssueRow)).toEqual({ ...maria, name: 'Mia' })
  expect(fieldsWanted(maria, null)).toEqual(maria)
})
