import express from 'express';
import type { RequestHandler } from 'express';
import { openBasket } from './baskets.ts';
import * as before from './before.ts';
import * as helpers from './helpers.ts';
import './watch.ts';

const app = express();

// #region route
/** Answers with the price list of a customer, who gets a basket. */
function prices({ priceList }: typeof helpers): RequestHandler {
  return (request, response) => {
    const customer = Number(request.params['customer']);
    openBasket(customer);
    response.type('text').send(priceList(customer));
  };
}

app.get('/prices/:customer', prices(helpers));
app.get('/before/:customer', prices(before)); // as it was, to compare with
// #endregion

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
