import { Button, FileButton, Progress } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { EarlierImports } from './earlier-imports.tsx'
import classes from './import.module.css'
import { takeFile, useImport } from './import-desk.ts'

/** Choosing a file or dropping one, and what was imported before. */
export function FileStep() {
  const w = useWords().importing
  const { fileName, sentShare, opened } = useImport()
  const [isOver, setOver] = useState(false)
  const isSending = sentShare !== null
  return (
    <>
      <section
        className={isOver ? `${classes.drop} ${classes.over}` : classes.drop}
        aria-label={w.drop}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer.files[0]
          if (file && !isSending) void takeFile(file)
        }}
      >
        <IconFileImport size={30} stroke={1.5} aria-hidden />
        {isSending ? (
          <>
            <h2>{w.sending(fileName)}</h2>
            <Progress value={sentShare * 100} w={320} aria-label={w.sending(fileName)} />
          </>
        ) : (
          <>
            <h2>{w.drop}</h2>
            <p>{w.dropHint}</p>
            <FileButton onChange={file => file && void takeFile(file)} accept=".csv,.txt,.tsv,.xlsx">
              {props => <Button {...props}>{w.choose}</Button>}
            </FileButton>
          </>
        )}
        {opened?.problem && (
          <p className={classes.wrong} role="alert">
            <strong>{fileName}</strong> {w.fileProblem[opened.problem.code](opened.problem)}
          </p>
        )}
      </section>
      <EarlierImports />
    </>
  )
}
