/** The helpers as they were, so that a run can compare. */
import { createHash, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

/** The frame around the list, read anew so that designers see their changes. */
export function layout(): string {
  return readFileSync(new URL('./layout.html', import.meta.url), 'utf8');
}

/** Proves that the order form came from this page. */
export function formKey(id: number): string {
  return pbkdf2Sync(`page ${String(id)}`, 'a salt', 2000, 32, 'sha256').toString('hex');
}

/** Tells a browser whether the page that it has is still right. */
export function fingerprint(page: string): string {
  return createHash('sha256').update(page).digest('base64url');
}

/** Makes the page small: for phones, every kilobyte counts. */
export function pack(page: string): Buffer {
  return brotliCompressSync(page);
}
