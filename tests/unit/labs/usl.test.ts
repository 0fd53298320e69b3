import { expect, test } from 'vitest';
import { fit, predict, type Law } from '../../../labs/the-knee/usl.ts';

const USERS = [1, 2, 4, 8, 16, 32];
const drawn = (law: Law) => USERS.map((users) => ({ users, throughput: predict(law, users) }));

test.each<Law>([
  { lambda: 50, sigma: 0.02, kappa: 0.0005 },
  { lambda: 1000, sigma: 0.3, kappa: 0 },
  { lambda: 7, sigma: 0, kappa: 0.01 },
  { lambda: 20, sigma: 0, kappa: 0 },
])('a curve that was drawn by the law gives its numbers back: %o', (law) => {
  const found = fit(drawn(law))!;
  expect(found.lambda).toBeCloseTo(law.lambda, 6);
  expect(found.sigma).toBeCloseTo(law.sigma, 8);
  expect(found.kappa).toBeCloseTo(law.kappa, 8);
});

test('no number is negative, whatever was measured', () => {
  const better = USERS.map((users) => ({ users, throughput: 10 * users ** 1.1 }));
  const { lambda, sigma, kappa } = fit(better)!;
  expect(lambda).toBeGreaterThan(0);
  expect(sigma).toBeGreaterThanOrEqual(0);
  expect(kappa).toBeGreaterThanOrEqual(0);
});

test('two points are too few', () => {
  expect(
    fit([
      { users: 1, throughput: 10 },
      { users: 2, throughput: 19 },
    ]),
  ).toBeUndefined();
});
