/** What became of a call: its answer, or none in time; and who was late, if somebody was. */
export interface Outcome<T> {
  answer?: T;
  late?: 'loop' | 'backend';
}

// #region deadline
/** Waits for an answer for at most `ms`; if the loop was late, for as long as it takes to look for it. */
export function withDeadline<T>(answer: Promise<T>, ms: number): Promise<Outcome<T>> {
  const due = performance.now() + ms;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // The answer may lie in the socket, unread. Between two turns of check the loop goes through poll,
      // and if the answer is read there, this comes too late and does nothing.
      setImmediate(() => setImmediate(() => resolve({ late: 'backend' })));
    }, ms);
    answer
      .then((answer) => {
        // A free loop would have fired the timer first: that it did not was the loop's own doing.
        resolve(performance.now() < due ? { answer } : { answer, late: 'loop' });
      }, reject)
      .finally(() => clearTimeout(timer));
  });
}
// #endregion
