/** The server's answers: the gate first, then the routes of the table, and nothing else. */
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import * as v from 'valibot';
import { controlMessageSchema, runRequestSchema } from '../../labs/kit/messages.ts';
import type { Capabilities } from './capabilities.ts';
import { checkRequest } from './check-request.ts';
import { sendError, type ServerError } from './errors.ts';
import { passGate, type GateRules } from './gate.ts';
import { headers } from './headers.ts';
import { routes, type Route } from './routes.ts';
import type { RunHost } from './runs.ts';
import type { Site } from './site.ts';

const BODY_BYTES = 1024 * 1024;
const PAGE = /^[\w-]{1,64}$/;

export interface AppOptions {
  token: string;
  /** The port, once the server listens. */
  port: () => number;
  site: Site;
  siteRoot: string;
  runs: RunHost;
  capabilities: () => Promise<Capabilities>;
  door: () => string | undefined;
  /** Told when it has come. */
  onBrowser: () => void;
  /** Told of each connection that carries a request with the token. */
  onTrusted: (socket: Socket) => void;
}

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.enable('case sensitive routing').enable('strict routing');

  const passed = new WeakMap<Request, Route>();
  app.use(headers, createGate(options, passed));
  const handlers: Record<Route['name'], RequestHandler[]> = {
    engine: [answerEngine(options)],
    runs: [readJson, answerRuns(options.runs)],
    messages: [readJson, answerMessages(options.runs)],
    files: [answerFiles(options.runs)],
    site: [answerSite(options)],
  };
  for (const route of routes) {
    // The gate and Express each match the path; where they did not choose alike, nothing answers.
    const onlyIfPassed: RequestHandler = (request, response, next) => {
      if (passed.get(request) === route) next();
      else sendError(response, nothingHere);
    };
    app[route.method === 'GET' ? 'get' : 'post'](route.path, onlyIfPassed, ...handlers[route.name]);
  }
  app.use(refuseRest, answerFailure);
  return app;
}

const nothingHere: ServerError = {
  status: 404,
  code: 'no-such-route',
  message: 'There is nothing here.',
  next: 'Use the course from the address that `npm start` printed.',
};

const refuseRest: RequestHandler = (_request, response) => {
  sendError(response, nothingHere);
};

function createGate(
  { token, port, door, onBrowser, onTrusted }: AppOptions,
  passed: WeakMap<Request, Route>,
): RequestHandler {
  return function gate(request, response, next) {
    const rules: GateRules = { token, port: port(), door: door(), routes };
    const passage = passGate(
      { method: request.method, target: request.url, rawHeaders: request.rawHeaders },
      rules,
    );
    if (!passage.ok) {
      sendError(response, passage.error);
      return;
    }
    passed.set(request, passage.route);
    if (passage.route.access === 'token') onTrusted(request.socket);
    if (request.url === rules.door) onBrowser();
    next();
  };
}

/** Names with which JavaScript objects are tampered with. No message of ours has them, or a list. */
const TAMPERING = ['__proto__', 'constructor', 'prototype'];

const readJson = express.json({
  limit: BODY_BYTES,
  inflate: false,
  type: () => true, // The gate has seen to it.
  reviver: (key: string, value: unknown) => {
    if (TAMPERING.includes(key)) throw new SyntaxError(`the name "${key}" is not allowed`);
    if (Array.isArray(value)) throw new SyntaxError('a list is not allowed');
    return value;
  },
});

function answerEngine({ capabilities }: AppOptions): RequestHandler {
  return async (_request, response) => {
    response.json(await capabilities());
  };
}

function answerRuns(runs: RunHost): RequestHandler {
  return async (request, response) => {
    const parsed = v.safeParse(runRequestSchema, request.body);
    if (!parsed.success) {
      sendError(response, wrongShape(parsed.issues[0]));
      return;
    }
    const wrong = await checkRequest(parsed.output);
    if (wrong) {
      sendError(response, wrong);
      return;
    }
    const page = request.get('under-load-page');
    const admission = runs.admit(parsed.output, page !== undefined && PAGE.test(page) ? page : undefined);
    if (!admission.ok) {
      sendError(response, admission.error);
      return;
    }
    response.status(200).set('content-type', 'application/x-ndjson');
    const run = admission.start(response);
    response.set('under-load-run', run.id);
    response.flushHeaders();
  };
}

function answerMessages(runs: RunHost): RequestHandler {
  return (request: Request, response: Response) => {
    const parsed = v.safeParse(controlMessageSchema, request.body);
    if (!parsed.success) sendError(response, wrongShape(parsed.issues[0]));
    else if (runs.send(String(request.params['id']), parsed.output)) response.status(202).json({});
    else
      sendError(response, {
        status: 404,
        code: 'no-such-run',
        message: 'This run is over.',
        next: 'Start another one.',
      });
  };
}

/** A file that a run has left. It may be anything, so a browser is to keep it and not to show it. */
function answerFiles(runs: RunHost): RequestHandler {
  return async (request, response) => {
    const name = String(request.params['name']);
    const file = await runs.openFile(String(request.params['id']), name);
    if (!file) {
      sendError(response, {
        status: 404,
        code: 'no-such-file',
        message: `The run has left no file "${name}", or it is gone by now.`,
        next: 'Run the lab again: files are kept of the last four runs, until the server ends.',
      });
      return;
    }
    response.set({
      'content-type': 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="${name}"`,
    });
    // It may still grow: what is sent is what was promised. Whoever asked may go in the middle, and is told nothing.
    const content = file.handle.createReadStream({ start: 0, end: Math.max(0, file.size - 1) });
    await pipeline(content, response).catch(() => undefined);
  };
}

function answerSite({ site, siteRoot }: AppOptions): RequestHandler {
  return (request, response, next) => {
    const found = site.find(request.path);
    if (found.kind === 'redirect') response.redirect(308, found.to);
    else if (found.kind === 'file') {
      response.set('cache-control', found.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.sendFile(found.file, { root: siteRoot, cacheControl: false }, next);
    } else if (found.page !== undefined)
      response.status(404).sendFile(found.page, { root: siteRoot, cacheControl: false }, next);
    else sendError(response, nothingHere);
  };
}

function wrongShape(issue: v.BaseIssue<unknown>): ServerError {
  const where = v.getDotPath(issue);
  return {
    status: 400,
    code: 'wrong-shape',
    message: `${where === null ? 'The message' : `"${where}"`} is not right: ${issue.message}.`,
    next: 'Send what the engine\u2019s contract says (labs/kit/messages.ts).',
  };
}

/** What a body reader found wrong, or what nobody expected. No trace of the inside goes out. */
const answerFailure: ErrorRequestHandler = (
  error: { status?: number; code?: string; message?: string } | undefined,
  _request,
  response,
  _next,
) => {
  // Whoever asked may have gone: that is told to nobody.
  if (response.headersSent || error?.code === 'ECONNABORTED') response.destroy();
  else if (error === undefined) sendError(response, nothingHere);
  else if (error.status === 413) {
    sendError(response, {
      status: 413,
      code: 'too-large',
      message: 'The message is larger than 1 MiB.',
      next: 'Make the edited files smaller.',
    });
  } else if (error.status !== undefined && error.status >= 400 && error.status < 500) {
    sendError(response, {
      status: error.status,
      code: 'bad-request',
      message: `The request can't be read: ${error.message ?? ''}.`,
      next: 'Send one JSON object in UTF-8.',
    });
  } else {
    console.error(error);
    sendError(response, {
      status: 500,
      code: 'server-failed',
      message: 'The server met something that it did not expect.',
      next: 'Look at the terminal in which it runs.',
    });
  }
};
