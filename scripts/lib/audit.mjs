// @ts-check
/**
 * What npm's answers about the installed packages come to. Only words that npm is known to print
 * count as verified; everything else could not be checked, and says so.
 */

/**
 * @typedef {import('./npm.mjs').Answer} Answer
 * @typedef {{ state: 'verified' | 'wrong' | 'unchecked', sentence: string, details: string[] }} Judgement
 */

/** pacote's codes for a signature by a key that is out of date, or of something else than what is there. */
const FALSE = ['EEXPIREDSIGNATUREKEY', 'EATTESTATIONSUBJECT'];
/** pacote's code for a signature by a key that is not among the registry's. */
const UNKNOWN_KEY = 'EMISSINGSIGNATUREKEY';
/** npm's log, at the level `http`, where a registry has no signing keys. */
const NO_KEYS = /^npm http fetch GET 40[04] \S+\/-\/npm\/v1\/keys /m;

/**
 * Judges `npm audit signatures --loglevel=http`. Its text, not its JSON: only the text says how many
 * packages had their signature verified, and none at all could look the same in the JSON.
 *
 * @param {Answer} answer
 * @returns {Judgement}
 */
export function judgeSignatures({ code, stdout, stderr }) {
  const audited = count(/^audited (\d+) packages? in /m, stdout);
  const signed = count(/^(\d+) packages? (?:has a|have) verified registry signatures?$/m, stdout);
  const problems = stdout.match(/^\d+ packages? (?:has|have) (?:an? )?(?:missing|invalid) .*$/gm);
  const errors = errorLines(stderr);

  if (problems) {
    return {
      state: 'wrong',
      sentence: 'Signatures are missing or do not match. Do not run what is installed.',
      details: [...problems, ...(stdout.match(/^\S+@\S+ \(.+\)$/gm) ?? [])],
    };
  }
  const keyless = NO_KEYS.test(stderr) || errors.some((line) => line.includes('from a supported registry'));
  const bad = keyless ? FALSE : [...FALSE, UNKNOWN_KEY];
  if (bad.some((code) => errors.includes(`code ${code}`))) {
    return {
      state: 'wrong',
      sentence: 'A signature is not by a key that the registry vouches for, or signs something else.',
      details: errors,
    };
  }
  if (code === 0 && audited > 0 && signed === audited) {
    return {
      state: 'verified',
      sentence: `The registry's signatures of all ${audited} packages were verified.`,
      details: [],
    };
  }
  return {
    state: 'unchecked',
    sentence: keyless
      ? 'The registry gives no signing keys, so no signature was verified.'
      : 'The signatures could not be checked.',
    details: errors.length > 0 ? errors : lines(stdout),
  };
}

/**
 * Judges `npm audit --json`, the advisories known for the installed versions.
 *
 * @param {Answer} answer
 * @returns {Judgement}
 */
export function judgeAdvisories({ stdout, stderr }) {
  const report = /** @type {Partial<AuditReport> | undefined} */ (parse(stdout));
  const counts = report?.metadata?.vulnerabilities;
  if (report?.auditReportVersion !== 2 || typeof counts?.total !== 'number') {
    const why = report?.message || report?.error?.summary;
    return {
      state: 'unchecked',
      sentence: 'The registry gave no advisories, so it is not known whether there are any.',
      details: why ? [why] : errorLines(stderr),
    };
  }
  if (counts.total === 0) {
    return { state: 'verified', sentence: 'No advisory is known for what is installed.', details: [] };
  }
  return {
    state: 'wrong',
    sentence: `Advisories are known for ${counts.total} ${counts.total === 1 ? 'package' : 'packages'}.`,
    details: Object.values(report.vulnerabilities ?? {}).map(({ name, severity, via }) => {
      const titles = via.map((cause) =>
        typeof cause === 'string' ? `through ${cause}` : `${cause.title} ${cause.url}`,
      );
      return `${name} (${severity}): ${titles.join('; ')}`;
    }),
  };
}

/**
 * @typedef {{ name: string, severity: string, via: (string | { title: string, url: string })[] }} Vulnerability
 * @typedef {{ auditReportVersion: number, vulnerabilities: Record<string, Vulnerability>,
 *   metadata: { vulnerabilities: { total: number } }, message: string, error: { summary: string } }} AuditReport
 */

/**
 * 0: all verified. 1: something is wrong. 2: nothing was found wrong, but something could not be checked.
 *
 * @param {Judgement[]} judgements
 * @returns {0 | 1 | 2}
 */
export function exitCodeOf(judgements) {
  if (judgements.some(({ state }) => state === 'wrong')) return 1;
  return judgements.every(({ state }) => state === 'verified') ? 0 : 2;
}

/** @param {RegExp} pattern with one number @param {string} text */
function count(pattern, text) {
  return Number(pattern.exec(text)?.[1] ?? 0);
}

/** @param {string} text */
function lines(text) {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** npm's own words of what went wrong, without those about its log file. @param {string} stderr */
function errorLines(stderr) {
  return lines(stderr)
    .filter((line) => !/^npm (?:http|warn|info) |complete log of this run/.test(line))
    .map((line) => line.replace(/^npm (?:error|ERR!) ?/, ''))
    .filter((line) => line !== '');
}

/** @param {string} text @returns {unknown} undefined if it is no JSON object */
function parse(text) {
  try {
    /** @type {unknown} */
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
