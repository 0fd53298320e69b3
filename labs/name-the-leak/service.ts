import express from 'express';
import { CURRENCIES } from './history.ts';
import { change } from './rates.ts';
import { answered, watch } from './watch.ts';

const app = express();

// #region route
app.get('/change/:from/:to/:amount', (request, response) => {
  const { from, to, amount } = request.params;
  if (!CURRENCIES.includes(from) || !CURRENCIES.includes(to)) response.status(404).send('no such currency');
  else response.type('text').send(change(from, to, Number(amount)));
  answered();
});
// #endregion

watch(app);
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
