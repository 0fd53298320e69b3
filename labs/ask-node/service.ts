import express from 'express';
import type { RequestHandler } from 'express';
import * as before from './before.ts';
import { page } from './catalog.ts';
import * as helpers from './helpers.ts';
import { watchThread } from './watch.ts';

const app = express();

// #region route
/** Answers with a page of the catalog, packed. */
function catalog({ layout, formKey, fingerprint, pack }: typeof helpers): RequestHandler {
  return async (request, response) => {
    const id = Number(request.params['id']);
    const html = page(id, await layout());
    response.set({ etag: await fingerprint(html), 'form-key': await formKey(id), 'content-encoding': 'br' });
    response.type('html').send(await pack(html));
  };
}

app.get('/catalog/:id', catalog(helpers));
app.get('/before/:id', catalog(before)); // as it was, to compare with
// #endregion

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
watchThread();
