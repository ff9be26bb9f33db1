import { Button, Group, Popover, Stack } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { useToday } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { datesOf, RANGES, type Range, type RangeName } from './date-ranges.ts'
import { formatDate } from './format-date.ts'

interface DateRangeProps {
  value: Range
  onChange(range: Range): void
}

/** A span of business dates: a named one, or any two days from a calendar. */
export function DateRange({ value, onChange }: DateRangeProps) {
  const w = useWords().parts
  const today = useToday()
  const [opened, setOpened] = useState(false)
  const [picked, setPicked] = useState<[string | null, string | null]>([null, null])
  const { from, to } = datesOf(value, today)

  function choose(range: Range) {
    onChange(range)
    setOpened(false)
  }

  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      onOpen={() => setPicked(value.name === 'dates' ? [from, to] : [null, null])}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={15} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {rangeText(value, from, to, w.range)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={10}>
        <Group gap={14} align="flex-start" wrap="nowrap">
          <Stack gap={2}>
            {RANGES.map(name => (
              <Button
                key={name}
                variant={value.name === name ? 'light' : 'subtle'}
                color={value.name === name ? undefined : 'gray'}
                justify="flex-start"
                aria-pressed={value.name === name}
                onClick={() => choose({ name, from: null, to: null })}
              >
                {w.range[name]}
              </Button>
            ))}
          </Stack>
          <DatePicker
            type="range"
            size="sm"
            allowSingleDateInRange
            maxDate={today}
            value={picked}
            defaultDate={picked[0] ?? today}
            onChange={dates => {
              setPicked(dates)
              if (dates[0] !== null && dates[1] !== null)
                choose({ name: 'dates', from: dates[0], to: dates[1] })
            }}
          />
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}

function rangeText(
  { name }: Range,
  from: string | null,
  to: string | null,
  w: Record<RangeName, string>,
): string {
  return name === 'dates' ? `${formatDate(from)} – ${formatDate(to)}` : w[name]
}
