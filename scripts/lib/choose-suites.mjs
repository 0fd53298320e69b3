// @ts-check

/**
 * The suites that were named, in their own order; if none was, all but those that run only by name.
 *
 * @template {{ name: string, onlyByName?: true }} S
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
    suites: suites.filter(({ name, onlyByName }) =>
      names.length === 0 ? !onlyByName : names.includes(name),
    ),
  };
}
