/** The job: 10 ms of computing, and an invoice that goes out. */
import { request } from 'node:http';
import { work } from '../kit/program.ts';

const url = process.env['INVOICES_URL'] ?? 'http://127.0.0.1:3000';

/** Settles when the invoice is sent. With a `key` it is sent once, however often that is asked for. */
export function sendInvoice(design: string, id: string, key?: string): Promise<void> {
  const headers = { 'x-pid': process.pid, ...(key !== undefined && { 'idempotency-key': key }) };
  return new Promise((resolve, reject) => {
    const asked = request(new URL(`${design}/${id}`, url), { method: 'POST', headers, agent: false });
    asked.on('response', (response) => response.resume().on('end', resolve)).on('error', reject);
    asked.end();
  });
}

export function compute(): void {
  work(10);
}
