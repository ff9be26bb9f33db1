import { CREDIT_METHOD } from '../../shared/domain/credit/credit-method.ts'
import { useSession } from '../store/session.ts'

/**
 * The company's methods for money that comes in or goes out. How an approved credit counts among payments is none of them: credits
 * are made and applied as credits, not received.
 */
export function moneyMethods(methods: readonly string[]): string[] {
  return methods.filter(method => method !== CREDIT_METHOD)
}

/** The methods that are offered where money is registered. */
export function useMoneyMethods(): string[] {
  return moneyMethods(useSession(state => state.session?.company?.paymentMethods) ?? [])
}
