import { expect, test } from 'vitest'
import { COMMANDS } from '../../shared/domain/commands.ts'
import { attention } from './attention.ts'

test('every command that a person can give has a name on its card', () => {
  const given = Object.values(COMMANDS).filter(({ by }) => by === 'user')
  for (const words of [attention.en, attention.es]) {
    expect(given.filter(({ name }) => !words.command[name]).map(({ name }) => name)).toEqual([])
  }
})
