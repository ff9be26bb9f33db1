import { Button, Menu } from '@mantine/core'
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

  return (
    <Menu
      opened={opened}
      onChange={isOpened => {
        setOpened(isOpened)
        setPicked([from, to])
      }}
      position="bottom-end"
      shadow="md"
      closeOnItemClick={false}
    >
      <Menu.Target>
        <Button variant="default" leftSection={<IconCalendar size={15} aria-hidden />}>
          {rangeText(value, from, to, w.range)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {RANGES.map(name => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={value.name === name}
            fw={value.name === name ? 600 : undefined}
            onClick={() => {
              onChange({ name, from: null, to: null })
              setOpened(false)
            }}
          >
            {w.range[name]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{w.range.dates}</Menu.Label>
        <DatePicker
          type="range"
          size="xs"
          p={8}
          allowSingleDateInRange
          maxDate={today}
          value={picked}
          defaultDate={picked[0] ?? today}
          onChange={dates => {
            setPicked(dates)
            if (dates[0] === null || dates[1] === null) return
            onChange({ name: 'dates', from: dates[0], to: dates[1] })
            setOpened(false)
          }}
        />
      </Menu.Dropdown>
    </Menu>
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
