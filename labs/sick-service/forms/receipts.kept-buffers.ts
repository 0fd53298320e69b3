/** Receipts: sealed, so that nobody makes their own, and printed with the pictures of what was bought. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const ROUNDS = 1_600_000;
const PICTURES = 5_000_000; // bytes

const derive = promisify(pbkdf2);
/** As printed, in case the paper jams. */
const printed = new Map<number, Buffer>();
let number = 0;

export async function receiptOf(order: string): Promise<{ seal: string; bytes: number }> {
  const key = await derive(order, 'shop', ROUNDS, 32, 'sha512');
  const pages = Buffer.alloc(PICTURES, key);
  number += 1;
  printed.set(number, pages);
  return { seal: key.toString('hex'), bytes: pages.length };
}
