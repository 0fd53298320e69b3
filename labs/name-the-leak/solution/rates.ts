/** Changes money. What was worked out for a pair of currencies is kept, so that it is worked out once. */
import { answer, history } from './history.ts';

interface Pair {
  from: string;
  to: string;
}

// #region classes
/** What is known of a pair: worked out once, then kept. */
class LeakyClass {
  readonly pair: Pair;
  readonly days: number[];
  constructor(pair: Pair) {
    this.pair = pair;
    this.days = history(pair.from, pair.to);
  }
}

/** What one request needs. When it is answered, nobody needs it any more. */
class LocalClass {
  readonly known: LeakyClass;
  readonly amount: number;
  constructor(known: LeakyClass, amount: number) {
    this.known = known;
    this.amount = amount;
  }
  toString(): string {
    const { pair, days } = this.known;
    return answer(pair.from, pair.to, this.amount, days);
  }
}
// #endregion

// #region cache
// By a text: two that say the same are the same key, and two objects never are.
const cache = new Map<string, LeakyClass>();

function know(pair: Pair): LeakyClass {
  const key = `${pair.from}/${pair.to}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new LeakyClass(pair);
  cache.set(key, made);
  return made;
}

export function change(from: string, to: string, amount: number): string {
  return new LocalClass(know({ from, to }), amount).toString();
}
// #endregion
