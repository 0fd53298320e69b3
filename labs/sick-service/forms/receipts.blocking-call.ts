/** Receipts: sealed, so that nobody makes their own, and printed with the pictures of what was bought. */
import { pbkdf2Sync } from 'node:crypto';

const ROUNDS = 1_600_000;
const PICTURES = 5_000_000; // bytes
const KEPT = 1;

/** As printed, in case the paper jams. */
const printed = new Map<number, Buffer>();
let number = 0;

export function receiptOf(order: string): { seal: string; bytes: number } {
  const key = pbkdf2Sync(order, 'shop', ROUNDS, 32, 'sha512');
  const pages = Buffer.alloc(PICTURES, key);
  number += 1;
  printed.set(number, pages);
  printed.delete(number - KEPT);
  return { seal: key.toString('hex'), bytes: pages.length };
}
