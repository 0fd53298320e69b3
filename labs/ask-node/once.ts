/** Uses each helper once while the program starts, and once more when its loop turns. */
import { page } from './catalog.ts';
import { fingerprint, formKey, layout, pack } from './helpers.ts';

async function answer(): Promise<void> {
  const html = page(1, await layout());
  await fingerprint(html);
  await formKey(1);
  await pack(html);
}

await answer();
setTimeout(() => void answer(), 20);
