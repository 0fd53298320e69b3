/** npm's answers: those marked "seen" were printed by npm 11.19, the others are as its source prints them. */
import { expect, test } from 'vitest';
import { exitCodeOf, judgeAdvisories, judgeSignatures } from '../../scripts/lib/audit.mjs';

const nothing = { code: 0, stdout: '', stderr: '' };

const allSigned = `audited 812 packages in 4s

812 packages have verified registry signatures

204 packages have verified attestations
(use --json --include-attestations to view attestation details)

`;

/** Seen, where the network has no way to Sigstore. */
const offline = `npm http fetch GET https://tuf-repo-cdn.sigstore.dev/15.root.json attempt 1 failed with ENOTFOUND
npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error errno ENOTFOUND
npm error network request to https://tuf-repo-cdn.sigstore.dev/15.root.json failed, reason: getaddrinfo ENOTFOUND tuf-repo-cdn.sigstore.dev
npm error network This is a problem related to network connectivity.
npm error A complete log of this run can be found in: /somewhere/debug-0.log
`;

test('signatures of all packages verified', () => {
  const { state, sentence } = judgeSignatures({ ...nothing, stdout: allSigned });
  expect(state).toBe('verified');
  expect(sentence).toContain('all 812 packages');
  const one = 'audited 1 package in 0s\n\n1 package has a verified registry signature\n\n';
  expect(judgeSignatures({ ...nothing, stdout: one }).state).toBe('verified');
});

test('a signature that does not match is wrong, and its package is named', () => {
  const { state, details } = judgeSignatures({
    code: 1,
    stderr: '',
    stdout: `audited 812 packages in 4s

811 packages have verified registry signatures

1 package has an invalid registry signature:

left-pad@1.3.0 (https://registry.npmjs.org/)

Someone might have tampered with this package since it was published on the registry!

`,
  });
  expect(state).toBe('wrong');
  expect(details).toEqual([
    '1 package has an invalid registry signature:',
    'left-pad@1.3.0 (https://registry.npmjs.org/)',
  ]);
});

test.each([
  '1 package has a missing registry signature but the registry is providing signing keys:',
  '2 packages have missing registry signatures but the registry is providing signing keys:',
  '3 packages have invalid registry signatures:',
  '1 package has an invalid attestation:',
  '2 packages have invalid attestations:',
])('wrong: %s', (line) => {
  const stdout = `audited 9 packages in 1s\n\n9 packages have verified registry signatures\n\n${line}\n\n`;
  expect(judgeSignatures({ code: 1, stderr: '', stdout }).state).toBe('wrong');
});

test.each(['EMISSINGSIGNATUREKEY', 'EEXPIREDSIGNATUREKEY', 'EATTESTATIONSUBJECT'])(
  'npm that ends with %s is wrong',
  (code) => {
    expect(judgeSignatures({ code: 1, stdout: '', stderr: `npm error code ${code}\n` }).state).toBe('wrong');
  },
);

test('without a network nothing is verified, and npm says why', () => {
  const { state, details } = judgeSignatures({ code: 1, stdout: '', stderr: offline });
  expect(state).toBe('unchecked');
  expect(details).toContainEqual(expect.stringContaining('tuf-repo-cdn.sigstore.dev'));
  expect(details.join()).not.toContain('/somewhere');
});

test.each([
  'npm error found no dependencies to audit that were installed from a supported registry\n',
  'npm http fetch GET 404 https://mirror.example/-/npm/v1/keys 47ms\nnpm error code EMISSINGSIGNATUREKEY\n',
])('a registry without signing keys has verified nothing: %s', (stderr) => {
  const { state, sentence } = judgeSignatures({ code: 1, stdout: '', stderr });
  expect(state).toBe('unchecked');
  expect(sentence).toContain('gives no signing keys');
});

test.each([
  ['nothing at all', ''],
  [
    'fewer signatures than packages',
    'audited 9 packages in 1s\n\n8 packages have verified registry signatures\n',
  ],
  ['attestations only', 'audited 0 package in 1s\n\n3 packages have verified attestations\n'],
  ['other words', 'All good.\n'],
])('an answer of %s is not taken for verified', (_, stdout) => {
  expect(judgeSignatures({ ...nothing, stdout }).state).toBe('unchecked');
});

/** As npm's `AuditReport` and npm-audit-report write it. */
function report(vulnerabilities: Record<string, object>): string {
  const total = Object.keys(vulnerabilities).length;
  return JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: {
      vulnerabilities: { info: 0, low: 0, moderate: 0, high: total, critical: 0, total },
      dependencies: { prod: 493, dev: 290, optional: 120, peer: 0, peerOptional: 0, total: 798 },
    },
  });
}

test('no known advisory', () => {
  expect(judgeAdvisories({ ...nothing, stdout: report({}) }).state).toBe('verified');
});

test('a known advisory is wrong, and is named with its address', () => {
  const stdout = report({
    minimist: {
      name: 'minimist',
      severity: 'critical',
      isDirect: false,
      via: [
        {
          source: 1097678,
          name: 'minimist',
          title: 'Prototype Pollution',
          url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
        },
      ],
      effects: ['mkdirp'],
      range: '<0.2.4',
      nodes: ['node_modules/minimist'],
      fixAvailable: true,
    },
    mkdirp: {
      name: 'mkdirp',
      severity: 'critical',
      isDirect: true,
      via: ['minimist'],
      effects: [],
      range: '*',
      nodes: [],
      fixAvailable: true,
    },
  });
  expect(judgeAdvisories({ code: 1, stdout, stderr: '' })).toEqual({
    state: 'wrong',
    sentence: 'Advisories are known for 2 packages.',
    details: [
      'minimist (critical): Prototype Pollution https://github.com/advisories/GHSA-xvch-5gv4-984h',
      'mkdirp (critical): through minimist',
    ],
  });
});

test('a registry that gives no advisories is not taken for one that knows none', () => {
  // Seen.
  const refused = {
    message: '405 Method Not Allowed - POST https://registry.npmjs.org/-/npm/v1/security/advisories/bulk',
    method: 'POST',
    uri: 'https://registry.npmjs.org/-/npm/v1/security/advisories/bulk',
    statusCode: 405,
    body: '',
    error: { summary: '', detail: '' },
  };
  const { state, details } = judgeAdvisories({ code: 1, stdout: JSON.stringify(refused), stderr: '' });
  expect(state).toBe('unchecked');
  expect(details).toEqual([refused.message]);
  for (const stdout of ['', '{}', 'null', 'not JSON']) {
    expect(judgeAdvisories({ ...nothing, stdout }).state).toBe('unchecked');
  }
});

test('npm run audit ends with 0 if all is verified, 1 if anything is wrong, else 2', () => {
  const [verified, wrong, unchecked] = (['verified', 'wrong', 'unchecked'] as const).map((state) => ({
    state,
    sentence: '',
    details: [],
  }));
  expect(exitCodeOf([verified!, verified!])).toBe(0);
  expect(exitCodeOf([unchecked!, wrong!])).toBe(1);
  expect(exitCodeOf([verified!, unchecked!])).toBe(2);
});
