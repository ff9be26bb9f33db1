import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../parts/empty-state.tsx'
import { wordsNow } from '../words/use-words.ts'

interface ScreenBoundaryProps {
  /** Another place is another try. */
  place: string
  children: ReactNode
}

/** Keeps a mistake in one screen from taking the rest of the app with it. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override componentDidUpdate(before: ScreenBoundaryProps) {
    if (this.state.crashed && before.place !== this.props.place) this.setState({ crashed: false })
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    const words = wordsNow().shell
    return (
      <EmptyState
        title={words.crashed}
        hint={words.crashedHint}
        action={<Button onClick={() => this.setState({ crashed: false })}>{words.reopen}</Button>}
      />
    )
  }
}
