/** A pool of connections to a database, as every service has one: who comes when all are taken waits. */
export interface Held {
  route: string;
  /** ISO time. */
  since: string;
}

export class Pool {
  readonly size: number;
  readonly holders: Held[] = [];
  readonly waiting: ((held: Held) => void)[] = [];
  readonly #routes: string[] = [];

  constructor(size: number) {
    this.size = size;
  }

  /** Settles when a connection is free. */
  acquire(route: string): Promise<Held> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.#routes.push(route);
      this.#handOut();
    });
  }

  release(held: Held): void {
    const at = this.holders.indexOf(held);
    if (at >= 0) this.holders.splice(at, 1);
    this.#handOut();
  }

  /** Takes back what is held since longer than `ms`: nobody will give it back any more. */
  reclaim(ms: number): number {
    const lost = this.holders.filter(({ since }) => Date.now() - Date.parse(since) > ms);
    for (const held of lost) this.release(held);
    return lost.length;
  }

  #handOut(): void {
    while (this.holders.length < this.size && this.waiting.length > 0) {
      const held = { route: this.#routes.shift() ?? '', since: new Date().toISOString() };
      this.holders.push(held);
      this.waiting.shift()?.(held);
    }
  }
}
