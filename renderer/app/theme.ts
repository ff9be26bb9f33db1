import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Modal,
  Tooltip,
} from '@mantine/core'

import type { Words } from '../words/use-words.ts'

const FAMILY = "'Inter Variable', Inter, system-ui, sans-serif"

const florin: MantineColorsTuple = [
  '#f1f7f4',
  '#e6f1ec',
  '#b9dccd',
  '#8bd6b5',
  '#6cc7a0',
  '#2f9e6b',
  '#1f8457',
  '#14694a',
  '#0f5a3f',
  '#0b4832',
]

// White on its filled button is readable in light and dark.
const red: MantineColorsTuple = [
  '#fdf0f0',
  '#f9dede',
  '#f0bcbc',
  '#e79696',
  '#df7676',
  '#d95c5c',
  '#c93a3a',
  '#b92f2f',
  '#a32626',
  '#8c1f1f',
]

// Closed is gone at once: the next key or click is for what lies beneath, never for a dialog on its way out.
const DIALOG_MOVES = { duration: 120, exitDuration: 0 }

const input = { defaultProps: { size: 'xs' } }

/** Mantine in Florin's look: 13 px Inter, one accent, calm and dense. The words name what has only an icon. */
export const themeWith = ({ close, calendar, showPassword }: Words['parts']) =>
  createTheme({
    fontFamily: FAMILY,
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    colors: { florin, red },
    primaryColor: 'florin',
    primaryShade: { light: 7, dark: 6 },
    defaultRadius: 7,
    cursorType: 'pointer',
    respectReducedMotion: true,
    autoContrast: false,
    fontSizes: { xs: '13px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
    lineHeights: { xs: '1.45', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.35' },
    headings: { fontFamily: FAMILY, fontWeight: '650' },
    components: {
      Button: Button.extend({
        defaultProps: { size: 'xs' },
        styles: { root: { fontWeight: 550 } },
      }),
      Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, fz: 12 } }),
      Modal: Modal.extend({
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.28 },
          transitionProps: DIALOG_MOVES,
          // The first field has the keyboard at first; Escape closes.
          closeButtonProps: { 'aria-label': close, tabIndex: -1 },
        },
        styles: { title: { fontSize: 15, fontWeight: 650 } },
      }),
      Drawer: Drawer.extend({
        defaultProps: {
          position: 'right',
          overlayProps: { backgroundOpacity: 0.18 },
          transitionProps: DIALOG_MOVES,
          closeButtonProps: { 'aria-label': close },
        },
        styles: { title: { fontSize: 15, fontWeight: 650 } },
      }),
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
      Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
      TextInput: input,
      Textarea: input,
      NumberInput: input,
      PasswordInput: {
        defaultProps: { size: 'xs', visibilityToggleButtonProps: { 'aria-label': showPassword } },
      },
      Select: input,
      MultiSelect: input,
      Autocomplete: input,
      TagsInput: input,
      PillsInput: input,
      DateInput: { defaultProps: { size: 'xs', ...calendarOf(calendar) } },
      DatePicker: { defaultProps: calendarOf(calendar) },
      DatePickerInput: input,
      Checkbox: input,
      Switch: input,
      Radio: input,
      SegmentedControl: input,
      Input: input,
      InputWrapper: input,
    },
  })

// Days of other months are too faint to read, and in the way.
const calendarOf = (ariaLabels: Words['parts']['calendar']) => ({ ariaLabels, hideOutsideDates: true })

const variables = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--mute)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-disabled': 'var(--line-soft)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  // Words that are buttons: the accent's, quiet ones, and what can't be undone. Mantine's own are white in dark.
  '--mantine-color-florin-light-color': 'var(--accent)',
  '--mantine-color-florin-light-hover': 'var(--accent-soft)',
  '--mantine-color-gray-light-color': 'var(--mute)',
  '--mantine-color-gray-light-hover': 'var(--line-soft)',
  '--mantine-color-red-light-color': 'var(--red)',
  '--mantine-color-red-light-hover': 'var(--red-soft)',
}

/** Mantine's own variables from Florin's, which know light and dark themselves. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables })
