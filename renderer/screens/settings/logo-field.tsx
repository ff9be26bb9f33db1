import { Button } from '@mantine/core'
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { SettingField, SettingLabel } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'
import { shrinkLogo } from './shrink-logo.ts'

/** The company's logo: chosen or dropped, made small here, shown as it will stand on paper. */
export function LogoField() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const chooser = useRef<HTMLInputElement>(null)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const logo = form.shown('logo')
  const error = problem ?? form.errorWithin('logo')

  async function take(file: File | undefined) {
    if (!file) return
    setWorking(true)
    setProblem(null)
    const small = await shrinkLogo(file).catch(() => null)
    if (small === null) setProblem(w.logoBad(file.name))
    else form.type('logo', small)
    setWorking(false)
  }

  return (
    <SettingField field="logo">
      <fieldset
        className={classes.logo}
        aria-label={w.logo}
        onDragOver={event => event.preventDefault()}
        onDrop={event => {
          event.preventDefault()
          void take(event.dataTransfer.files[0])
        }}
      >
        <div className={classes.logoPaper}>
          {logo === '' ? (
            <span className={classes.logoNone}>{w.logoNone}</span>
          ) : (
            <img src={logo} alt={w.logoAlt} />
          )}
        </div>
        <div className={classes.logoSide}>
          <h3 className={classes.label}>
            <SettingLabel>{w.logo}</SettingLabel>
          </h3>
          <p className={classes.description}>{w.logoHint}</p>
          <div className={classes.logoButtons}>
            <Button
              variant="default"
              loading={working}
              leftSection={<IconPhotoPlus size={15} aria-hidden />}
              onClick={() => chooser.current?.click()}
            >
              {logo === '' ? w.logoChoose : w.logoReplace}
            </Button>
            {logo !== '' && (
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => form.type('logo', '')}
              >
                {w.logoRemove}
              </Button>
            )}
          </div>
          {error && (
            <p className={classes.error} role="alert">
              {error}
            </p>
          )}
        </div>
        <input
          ref={chooser}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          onChange={event => {
            void take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </fieldset>
    </SettingField>
  )
}
