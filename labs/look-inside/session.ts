/** What you would type, as a program: `ask` types a line at the prompt of the service, and gives its answer. */
// #region session
export async function session(ask: (line: string) => Promise<string>): Promise<string> {
  console.log(await ask('Object.keys(service)'));
  await ask('process.exit()');
  return 'no idea'; // Return the route that is to blame.
}
// #endregion
