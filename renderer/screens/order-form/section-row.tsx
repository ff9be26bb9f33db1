import type { ReactNode } from 'react'
import { formatCents } from '../../parts/format-money.ts'
import classes from './line-grid.module.css'

/** The head of a section of the grid: what it is, how many, and what it comes to. */
export function SectionRow({
  label,
  totalCents,
  children,
}: {
  label: string
  totalCents: number
  children?: ReactNode
}) {
  return (
    <tr className={classes.section}>
      <td colSpan={7}>
        {label}
        {children}
      </td>
      <td className="florin-number">{formatCents(totalCents)}</td>
      <td />
    </tr>
  )
}
