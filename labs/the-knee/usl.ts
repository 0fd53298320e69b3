/**
 * The universal scalability law (Neil Gunther): what a system gets done with `n` users.
 *
 *     X(n) = lambda n / (1 + sigma (n - 1) + kappa n (n - 1))
 *
 * `lambda` is what one user gets, `sigma` what they wait for each other, `kappa` what it costs that
 * they have to agree.
 */
export interface Law {
  lambda: number;
  sigma: number;
  kappa: number;
}
export interface Point {
  users: number;
  throughput: number;
}

// #region law
export function predict({ lambda, sigma, kappa }: Law, users: number): number {
  return (lambda * users) / (1 + sigma * (users - 1) + kappa * users * (users - 1));
}
// #endregion

/**
 * Fits the law. `n / X(n)` is a polynomial in `n`, whose coefficients are found by least squares,
 * each point weighted so that relative errors count. Undefined for fewer than three points.
 */
export function fit(points: readonly Point[]): Law | undefined {
  if (points.length < 3) return undefined;
  const full = solve(points, [() => 1, (n) => n - 1, (n) => n * (n - 1)]);
  if (full?.every((coefficient) => coefficient >= 0)) return law(full);
  // Nothing that they have to agree on can be seen, or nothing that they wait for: without that part.
  const [waiting, agreeing] = [
    solve(points, [() => 1, (n) => n - 1]),
    solve(points, [() => 1, (n) => n * (n - 1)]),
  ];
  if (waiting?.every((coefficient) => coefficient >= 0)) return law([...waiting, 0]);
  return agreeing && law([agreeing[0] ?? 0, 0, Math.max(0, agreeing[1] ?? 0)]);
}

function law([a = 1, b = 0, c = 0]: readonly number[]): Law {
  return { lambda: 1 / a, sigma: b / a, kappa: c / a };
}

/** Weighted least squares: the coefficients of `terms` for `n / X(n)`. Undefined if there is no single solution. */
function solve(points: readonly Point[], terms: ((n: number) => number)[]): number[] | undefined {
  // Divided by its target each point should give 1: so relative errors are what is made small.
  const values = points.map(({ users, throughput }) =>
    terms.map((term) => (term(users) * throughput) / users),
  );
  const sum = (of: (row: readonly number[]) => number): number =>
    values.reduce((all, row) => all + of(row), 0);
  const normal = terms.map((_, i) => terms.map((_, j) => sum((row) => (row[i] ?? 0) * (row[j] ?? 0))));
  const right = terms.map((_, i) => sum((row) => row[i] ?? 0));
  const whole = determinant(normal);
  if (whole === 0) return undefined;
  // Cramer's rule.
  return terms.map(
    (_, column) =>
      determinant(normal.map((row, i) => row.map((value, j) => (j === column ? (right[i] ?? 0) : value)))) /
      whole,
  );
}

function determinant(matrix: readonly (readonly number[])[]): number {
  const [first, ...rest] = matrix;
  if (!first) return 1;
  return first.reduce((sum, value, column) => {
    const minor = rest.map((row) => row.filter((_, j) => j !== column));
    return sum + (column % 2 === 0 ? 1 : -1) * value * determinant(minor);
  }, 0);
}
