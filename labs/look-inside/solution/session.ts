/** What you would type, as a program: `ask` types a line at the prompt of the service, and gives its answer. */
// #region session
export async function session(ask: (line: string) => Promise<string>): Promise<string> {
  const holders = await ask('service.pool.holders');
  console.log(holders);
  await ask('void setInterval(() => service.pool.reclaim(200), 50)');
  console.log(await ask('await service.shutdown()'));
  return /route: '(\w+)'/.exec(holders)?.[1] ?? 'no idea';
}
// #endregion
