/**
 * Settings of the kernel, in a network of the run's own (Linux: a network namespace, which the
 * supervisor makes for a lab with `network: 'own'`). The machine's own values stay as they are.
 */
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';

/** Set by the supervisor: the network that the run was started from, which is not to be changed. */
export const OUTER_NETWORK_VARIABLE = 'UNDER_LOAD_OUTER_NETWORK';

/** All that may be changed. Each of them exists once for each network namespace; `fs.*` and `vm.*` do not. */
export const networkSettings = [
  'net.core.somaxconn',
  'net.ipv4.tcp_abort_on_overflow',
  'net.ipv4.tcp_max_syn_backlog',
  'net.ipv4.tcp_syncookies',
] as const;
export type NetworkSetting = (typeof networkSettings)[number];

/** The network namespace of this process, as the kernel names it; undefined where there are none. */
export function currentNetwork(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/net');
  } catch {
    return undefined;
  }
}

const fileOf = (name: NetworkSetting) => `/proc/sys/${name.replaceAll('.', '/')}`;

/** Reads a setting as this process's network has it. Throws where there is no such setting. */
export function readNetworkSetting(name: NetworkSetting): number {
  return Number(readFileSync(fileOf(name), 'utf8'));
}

/** Changes a setting for the run's own network. Throws outside of one, and for any other name. */
export function setNetworkSetting(name: NetworkSetting, value: number): void {
  if (!networkSettings.includes(name))
    throw new Error(`"${name}" may not be changed. Choose one of: ${networkSettings.join(', ')}.`);
  const outer = process.env[OUTER_NETWORK_VARIABLE];
  if (outer === undefined || currentNetwork() === outer)
    throw new Error(
      `${name} would be changed for the whole machine. Run the lab by \`npm run lab\`: it makes a network of its own.`,
    );
  writeFileSync(fileOf(name), String(value));
}
