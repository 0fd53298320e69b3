// @ts-check

/**
 * The suites that were named, in their own order; all of them if none was.
 *
 * @template {{ name: string }} S
 * @param {string[]} names
 * @param {S[]} suites
 * @returns {{ ok: true, suites: S[] } | { ok: false, problem: string }}
 */
export function chooseSuites(names, suites) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    return {
      ok: false,
      problem: `There is no suite ${unknown.map((name) => `"${name}"`).join(' or ')}. The suites are: ${suites.map(({ name }) => name).join(', ')}.`,
    };
  }
  return {
    ok: true,
    suites: names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name)),
  };
}
