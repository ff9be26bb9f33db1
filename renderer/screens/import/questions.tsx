import { Radio, Stack } from '@mantine/core'
import type { ImportQuestion } from '../../../shared/protocol/import-asks.ts'
import { formatDate } from '../../parts/format-date.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './import.module.css'
import { answer } from './import-desk.ts'

/** Columns that nothing in them settles: the person says how they are meant. */
export function Questions({ questions }: { questions: readonly ImportQuestion[] }) {
  const w = useWords().importing
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.questions}</h2>
      </div>
      <div className={classes.body}>
        {questions.map(question => {
          const field = w.fields[question.field] ?? question.field
          if (question.about === 'order') {
            return (
              <Radio.Group
                key={`order ${question.field}`}
                label={w.orderQuestion(field, question.sample)}
                onChange={order => void answer(question.field, { order: order as 'mdy' })}
              >
                <Stack gap={6} mt={6}>
                  {question.choices.map(order => (
                    <Radio
                      key={order}
                      value={order}
                      label={`${shownDay(question.sample, order)} (${w.order[order]})`}
                    />
                  ))}
                </Stack>
              </Radio.Group>
            )
          }
          return (
            <Radio.Group
              key={`mark ${question.field}`}
              label={w.markQuestion(field, question.sample)}
              onChange={mark => void answer(question.field, { mark: mark as '.' })}
            >
              <Stack gap={6} mt={6}>
                {question.choices.map(mark => (
                  <Radio key={mark} value={mark} label={shownAmount(question.sample, mark)} />
                ))}
              </Stack>
            </Radio.Group>
          )
        })}
      </div>
    </section>
  )
}

/** What a value means in each order, as a date in words. */
function shownDay(sample: string, order: 'mdy' | 'dmy' | 'ymd'): string {
  const [a = '', b = '', c = ''] = sample.split(/[^\d]+/)
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a]
  const full = year!.length === 2 ? `20${year}` : year!
  return formatDate(`${full}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`, 'long')
}

/** What a value means with each decimal mark, with the mark that Florin shows. */
function shownAmount(sample: string, mark: '.' | ','): string {
  const digits = sample.replace(/[^\d.,]/g, '')
  const group = mark === '.' ? ',' : '.'
  const value = Number(digits.replaceAll(group, '').replace(mark, '.'))
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
}
