import { useWords } from '../words/use-words.ts'

/** Says that the payment page is open in the browser, and opens it where the browser did not. */
export function PhonePageOpened({ url }: { url: string }) {
  const w = useWords().phone
  return (
    <p role="status">
      {w.opened}{' '}
      <a href={url} target="_blank" rel="noopener noreferrer">
        {w.again}
      </a>
    </p>
  )
}
