/** The machine as no lab may change it. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['net/core', 'net/ipv4', 'fs', 'vm', 'kernel'];
/** What moves by itself, or is another one at each reading. */
const MOVING =
  /^(fs\/(file-nr|inode-nr|inode-state|dentry-state)|kernel\/(random|ns_last_pid|pty)|net\/ipv4\/tcp_fastopen_key)/;

/** The namespaces that a process is in, by kind. */
function namespacesOf(pid: number): Record<string, string> {
  const folder = `/proc/${String(pid)}/ns`;
  return Object.fromEntries(
    readdirSync(folder).map((kind) => [`${folder}/${kind}`, readlinkSync(join(folder, kind))]),
  );
}

/**
 * Settings of the kernel, by name, this process's own limits, and the namespaces that it and who started
 * it are in. Nothing where there is no Linux.
 */
export function machine(): Record<string, string> {
  if (process.platform !== 'linux') return {};
  const values: Record<string, string> = {
    limits: readFileSync('/proc/self/limits', 'utf8'),
    interfaces: readdirSync('/sys/class/net').join(' '),
    ...namespacesOf(process.pid),
    ...namespacesOf(process.ppid),
  };
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(join('/proc/sys', folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (!entry.isFile() || MOVING.test(name)) continue;
      try {
        values[name] = readFileSync(join('/proc/sys', name), 'utf8');
      } catch {
        // Write-only, or not for us.
      }
    }
  }
  return values;
}
