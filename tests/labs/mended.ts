/** A shop of the lab `sick-service` as it is drawn, and the edits that mend it, as a learner would send them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labsFolder } from '../../labs/kit/supervise/folder.ts';
import { diagnosisOf, draw, filesOf } from '../../labs/sick-service/draw.ts';
import { faults } from '../../labs/sick-service/faults.ts';
import lab from '../../labs/sick-service/lab.ts';

const read = (path: string) => readFileSync(join(labsFolder, 'sick-service', path), 'utf8');

/** The text of each file of a shop, by name. */
export function readSick(shop: number): Map<string, string> {
  const drawn = filesOf({ shop }, 'starter');
  return new Map(
    lab.files.map(({ path }) => {
      const file = drawn[path];
      if (!file) return [path, read(path)];
      return [path, 'text' in file ? file.text : read(file.from)];
    }),
  );
}

/** The edits of a learner who mended its faulty files, those alone, and wrote the diagnosis. */
export function mended(shop: number): Record<string, string> {
  const files = draw(shop).map((name) => faults[name].file);
  return {
    ...Object.fromEntries(files.map((file) => [file, read(file)])),
    'diagnosis.yml': diagnosisOf(draw(shop)),
  };
}
