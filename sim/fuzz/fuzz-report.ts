/** Where in a run, and how to do it by hand. */
export interface ViolationPlace {
  seed: number
  caseNumber: number
  reproduction: string
}

/** What broke, and how to see it again. */
export class Violation extends Error {
  override name = 'Violation'
  constructor(what: string, where: ViolationPlace) {
    super(`${what}\n  seed ${where.seed}, case ${where.caseNumber}\n  ${where.reproduction}`)
  }
}

/** How many answers of each class each route gave. */
export class RouteCounts {
  readonly #counts = new Map<string, Map<string, number>>()

  add(route: string, answer: string): void {
    let counts = this.#counts.get(route)
    if (!counts) {
      counts = new Map()
      this.#counts.set(route, counts)
    }
    counts.set(answer, (counts.get(answer) ?? 0) + 1)
  }

  routes(): string[] {
    return [...this.#counts.keys()]
  }

  /** How many cases ended in one of these answers, over all routes. */
  total(answers?: readonly string[]): number {
    let sum = 0
    for (const counts of this.#counts.values()) {
      for (const [answer, count] of counts) if (!answers || answers.includes(answer)) sum += count
    }
    return sum
  }

  lines(): string[] {
    return [...this.#counts].sort().map(([route, counts]) => {
      const parts = [...counts].sort().map(([answer, count]) => `${answer} ${count}`)
      return `  ${route.padEnd(62)} ${parts.join('  ')}`
    })
  }
}
