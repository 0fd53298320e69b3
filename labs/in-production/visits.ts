/** Who is logged in: visitors by their token, kept for as long as the shop runs. */
class Visit {
  readonly token: string;
  readonly name: string;
  readonly since = new Date();

  constructor(token: string, name: string) {
    this.token = token;
    this.name = name;
  }
}

const visits = new Map<string, Visit>();

// #region remember
/** Nobody is ever logged out: this is what grows. */
export function remember(token: string, name: string): void {
  if (!visits.has(token)) visits.set(token, new Visit(token, name));
}
// #endregion

/** So many visitors at once. */
export function rememberMany(count: number): void {
  for (let more = count; more > 0; more -= 1) {
    remember(`token-${String(visits.size)}`, `visitor ${String(visits.size)}`);
  }
}
