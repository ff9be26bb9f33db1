/** What `npm start` can be told; plain JavaScript, because it is printed before anything is installed. */
export const usage = `Usage: npm start -- [--no-open] [--browser] [--data DIR]

  --no-open   open no window; the addresses are printed all the same
  --browser   open Florin in the browser, not in a window of its own
  --data DIR  keep everything in this folder; one per demo company
  --help      print this
`
