/** What became of a call: its answer, or none in time; and who was late, if somebody was. */
export interface Outcome<T> {
  answer?: T;
  late?: 'loop' | 'backend';
}

// #region deadline
/** Waits for an answer for at most `ms`. */
export function withDeadline<T>(answer: Promise<T>, ms: number): Promise<Outcome<T>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ late: 'backend' });
    }, ms);
    answer
      .then((answer) => {
        resolve({ answer });
      }, reject)
      .finally(() => clearTimeout(timer));
  });
}
// #endregion
