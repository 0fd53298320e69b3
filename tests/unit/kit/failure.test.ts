import { expect, test } from 'vitest';
import { readFailure } from '../../../labs/kit/supervise/failure.ts';

const failed = {
  main: 'proxy.ts',
  files: ['proxy.ts', 'backend.ts'],
  read: () => "import x from 'x';\n\napp.listen(80);\n",
};

test('a syntax error is found with its file and line', () => {
  const printed = [
    'proxy.ts:12',
    '  const = 1;',
    '        ^',
    '',
    'SyntaxError: Unexpected token =',
    '    at node:internal/x:1:2',
  ];
  expect(readFailure(printed, failed)).toEqual({
    message: 'SyntaxError: Unexpected token =',
    file: 'proxy.ts',
    line: 12,
  });
});

test('an error thrown at the start is found by its stack, in a file of the lab', () => {
  const printed = [
    'node_modules/express/lib/x.js:3',
    'TypeError: nothing is not a function',
    '    at kit/load.ts:9:1',
    '    at proxy.ts:31:7',
  ];
  expect(readFailure(printed, failed)).toEqual({
    message: 'TypeError: nothing is not a function',
    file: 'proxy.ts',
    line: 31,
  });
});

test('a rule that is wrong is found in its file, which is no program', () => {
  expect(
    readFailure(['RuleError: alerts.yml:7: This is not PromQL.'], { ...failed, files: ['alerts.yml'] }),
  ).toEqual({ message: 'RuleError: alerts.yml:7: This is not PromQL.', file: 'alerts.yml', line: 7 });
});

test('an error with a code keeps its sentence', () => {
  const printed = [
    "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'x' imported from proxy.ts",
    '  code: 1',
  ];
  expect(readFailure(printed, failed)).toMatchObject({
    message: expect.stringContaining('Cannot find module') as string,
    file: 'proxy.ts',
    line: 1,
  });
});

test('warnings are no failure', () => {
  expect(readFailure(['(node:1) ExperimentalWarning: something'], failed)).toBeUndefined();
});

test('a port that is taken points to where the program listens', () => {
  const printed = ['Error: listen EADDRINUSE: address already in use 127.0.0.1:80', '    at node:net:1:1'];
  expect(readFailure(printed, failed)).toMatchObject({ file: 'proxy.ts', line: 3 });
});

test("a program's configuration that is refused is found with its line", () => {
  const printed = [
    "[ALERT] config : parsing [haproxy.cfg:12] : unknown keyword 'chekc' in 'backend' section",
    "Error: unknown keyword 'chekc' in 'backend' section",
  ];
  expect(readFailure(printed, { ...failed, files: ['haproxy.cfg', 'haproxy.ts'] })).toEqual({
    message: "Error: unknown keyword 'chekc' in 'backend' section",
    file: 'haproxy.cfg',
    line: 12,
  });
});
