/** The machine as no lab may change it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['net/core', 'net/ipv4', 'fs', 'vm', 'kernel'];
/** What moves by itself, or is another one at each reading. */
const MOVING =
  /^(fs\/(file-nr|inode-nr|inode-state|dentry-state)|kernel\/(random|ns_last_pid|pty)|net\/ipv4\/tcp_fastopen_key)/;

/** Settings of the kernel, by name, and this process's own limits. Nothing where there is no Linux. */
export function machine(): Record<string, string> {
  if (process.platform !== 'linux') return {};
  const values: Record<string, string> = { limits: readFileSync('/proc/self/limits', 'utf8') };
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
