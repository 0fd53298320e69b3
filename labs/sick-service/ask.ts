/** Asks the suppliers. */
import { get, type Agent } from 'node:http';
import { json } from 'node:stream/consumers';

const suppliers = process.env['SUPPLIERS_URL'] ?? 'http://127.0.0.1:3001';

/** The answer to a GET, over the connections of an agent. Rejects when there is none. */
export function ask(path: string, agent: Agent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get(new URL(path, suppliers), { agent }, (incoming) => {
      json(incoming).then(resolve, reject);
    }).on('error', reject);
  });
}
