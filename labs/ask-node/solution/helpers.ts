/** What every page needs: its layout, a key, a fingerprint, and to be packed. */
import { createHash, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
/** Of 0 to 11. The default is 11, for files that are packed once and sent for years. */
const QUALITY = 5;

/** A helper may answer later. */
type Soon<T> = T | Promise<T>;

// #region helpers
/** The frame around the list, read anew so that designers see their changes. */
export function layout(): Soon<string> {
  return readFileSync(new URL('./layout.html', import.meta.url), 'utf8');
}

/** Proves that the order form came from this page. */
export function formKey(id: number): Soon<string> {
  return pbkdf2Sync(`page ${String(id)}`, 'a salt', 2000, 32, 'sha256').toString('hex');
}

/** Tells a browser whether the page that it has is still right. */
export function fingerprint(page: string): Soon<string> {
  return createHash('sha256').update(page).digest('base64url');
}

/** Makes the page small: for phones, every kilobyte counts. */
export function pack(page: string): Soon<Buffer> {
  return compress(page, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }); // in a thread of libuv
}
// #endregion
