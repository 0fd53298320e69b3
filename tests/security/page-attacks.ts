/**
 * All that a page may try on another server of the same browser. Each attack runs in the attacker's
 * page, so it is whole in itself, and gives what it could read of the answers: nothing, if all is well.
 */

export interface Aim {
  /** The server's origin, as the attacker spells it. */
  target: string;
  /** The right token, as if it had leaked, and one that only looks like it. */
  tokens: string[];
  /** The body of a run. */
  run: string;
}

export interface PageAttack {
  name: string;
  /** So many requests at the least have to reach the server: what never came was not refused. */
  comes: number;
  attack: (aim: Aim) => Promise<string[]>;
}

async function byFetch({ target, tokens, run }: Aim): Promise<string[]> {
  const form = new FormData();
  form.set('lab', 'echo');
  const bodies = [
    run,
    new Blob([run]),
    new Blob([run], { type: 'application/json' }),
    new URLSearchParams({ lab: 'echo' }),
    form,
  ];
  const types = [undefined, 'text/plain', 'application/json', 'application/x-www-form-urlencoded'];
  const names = [undefined, ...tokens].map((token): Record<string, string> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
  // The browser leaves out what a page may not set.
  const forged = { ...names[1], host: '127.0.0.1', origin: target, 'sec-fetch-site': 'same-origin' };
  const headers = [...names, forged].flatMap((name) =>
    types.map((type): Record<string, string> => ({
      ...name,
      ...(type !== undefined && { 'content-type': type }),
    })),
  );
  const posts = headers.map((one): [string, RequestInit] => [
    '/api/runs',
    { method: 'POST', headers: one, body: run },
  ]);
  const message = { method: 'POST', headers: { ...headers.at(-1) }, body: '{"type":"stop"}' };
  const typed = bodies.map((body): [string, RequestInit] => ['/api/runs', { method: 'POST', body }]);
  const gets = names.flatMap((one): [string, RequestInit][] =>
    ['/', '/api/engine', '/api/runs'].map((path) => [path, { headers: one }]),
  );
  const others = ['OPTIONS', 'PUT', 'HEAD'].map((method): [string, RequestInit] => [
    '/api/runs',
    { method, headers: { ...names[1] } },
  ]);
  const ways: RequestInit[] = [
    { mode: 'cors', credentials: 'include', redirect: 'manual', referrerPolicy: 'unsafe-url' },
    { mode: 'no-cors', keepalive: true, referrerPolicy: 'no-referrer' },
  ];
  const read = await Promise.all(
    [...gets, ...posts, ...typed, ...others, ['/api/runs/any/messages', message] as const].flatMap(
      ([path, init]) =>
        ways.map(async (way) => {
          try {
            const answer = await fetch(target + path, { ...init, ...way });
            const text = await answer.text();
            return answer.type === 'opaque' && text === '' ? [] : [`${String(answer.status)} ${text}`];
          } catch {
            return [];
          }
        }),
    ),
  );
  return read.flat();
}

async function byForm({ target }: Aim): Promise<string[]> {
  // As plain text, name and value together are the JSON of a run: {"lab":"echo","edits":{"server.ts":"="}}
  const [name, value] = ['{"lab":"echo","edits":{"server.ts":"', '"}}'];
  const post = async (method: string, enctype: string, path: string): Promise<string[]> => {
    const frame = document.createElement('iframe');
    frame.name = `answer-${String(Math.random())}`;
    document.body.append(frame);
    const form = document.createElement('form');
    Object.assign(form, { method, enctype, action: target + path, target: frame.name });
    form.append(Object.assign(document.createElement('input'), { name, value }));
    document.body.append(form);
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve);
    });
    form.submit();
    await loaded;
    try {
      const text = frame.contentDocument?.body.textContent ?? '';
      return text === '' ? [] : [text];
    } catch {
      return []; // It may not be looked into.
    }
  };
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
  const read = await Promise.all([
    ...types.flatMap((type) => [post('post', type, '/api/runs'), post('post', type, '/')]),
    post('get', types[1]!, '/api/runs'),
    post('get', types[1]!, '/'),
  ]);
  return read.flat();
}

async function byElement({ target, tokens }: Aim): Promise<string[]> {
  const names = ['script', 'module', 'img', 'stylesheet', 'audio', 'object', 'iframe'];
  const paths = ['/', '/api/engine', `/#token=${tokens[0] ?? ''}`];
  const globals = (): number => Object.keys(window).filter((key) => !/^\d+$/.test(key)).length;
  const before = globals();
  const read = await Promise.all(
    names.flatMap((name) =>
      paths.map(async (path) => {
        const made = document.createElement({ module: 'script', stylesheet: 'link' }[name] ?? name);
        if (name === 'module') Object.assign(made, { type: 'module' });
        if (name === 'stylesheet') Object.assign(made, { rel: 'stylesheet' });
        const settled = new Promise<string>((resolve) => {
          for (const event of ['load', 'loadeddata', 'error'])
            made.addEventListener(event, () => {
              resolve(event);
            });
        });
        const url = `${target}${path.replace('#', `?${name}#`)}`;
        Object.assign(made, { [name === 'stylesheet' ? 'href' : name === 'object' ? 'data' : 'src']: url });
        document.body.append(made);
        const event = await settled;
        if (made instanceof HTMLIFrameElement || made instanceof HTMLObjectElement) {
          // These say `load` of an error as well, so that they tell nothing by it.
          try {
            const text = made.contentDocument?.body.textContent ?? '';
            return text === '' ? [] : [text];
          } catch {
            return [];
          }
        }
        return event === 'error' ? [] : [`${name} ${path} ${event}`];
      }),
    ),
  );
  // Of its own origin a page is told this anyway: that is no answer of another's.
  const timings = target === location.origin ? [] : performance.getEntriesByType('resource');
  for (const entry of timings) {
    if (!(entry instanceof PerformanceResourceTiming) || !entry.name.startsWith(target)) continue;
    if (entry.responseStatus + entry.transferSize > 0) read.push([`timing of ${entry.name}`]);
  }
  if (globals() > before) read.push(['a script left something']);
  return read.flat();
}

function byBeacon({ target, run }: Aim): Promise<string[]> {
  const form = new FormData();
  form.set('lab', 'echo');
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json'];
  for (const type of types) navigator.sendBeacon(`${target}/api/runs`, new Blob([run], { type }));
  for (const data of [run, form, new URLSearchParams({ lab: 'echo' })])
    navigator.sendBeacon(`${target}/api/runs`, data);
  return Promise.resolve([]);
}

async function bySocket({ target, tokens }: Aim): Promise<string[]> {
  const tried = ['/', '/api/engine', '/api/runs', `/api/runs?token=${tokens[0] ?? ''}`].flatMap((path) => [
    new WebSocket(target.replace('http', 'ws') + path),
    new WebSocket(target.replace('http', 'ws') + path, tokens[0]),
    new EventSource(target + path),
    new EventSource(target + path, { withCredentials: true }),
  ]);
  const read = await Promise.all(
    tried.map(
      (one) =>
        new Promise<string[]>((resolve) => {
          const said = (event: Event): void => {
            one.close();
            resolve(event.type === 'error' ? [] : [`${one.url} ${event.type}`]);
          };
          one.addEventListener('open', said);
          one.addEventListener('message', said);
          one.addEventListener('error', said);
        }),
    ),
  );
  return read.flat();
}

async function byWorker({ target }: Aim): Promise<string[]> {
  const tryImport = (url: string): Promise<string[]> =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      const says = `import-${String(Math.random())}`;
      const tell = (imported: boolean): string =>
        `() => dispatchEvent(new CustomEvent('${says}', { detail: ${String(imported)} }))`;
      script.textContent = `import(${JSON.stringify(url)}).then(${tell(true)}, ${tell(false)})`;
      addEventListener(says, (event) => {
        resolve(event instanceof CustomEvent && event.detail === true ? [`import ${url}`] : []);
      });
      document.body.append(script);
    });
  const tryWorker = (script: string): Promise<string[]> =>
    new Promise((resolve) => {
      try {
        const worker = new Worker(script);
        worker.addEventListener('message', () => {
          resolve([`worker ${script}`]);
        });
        worker.addEventListener('error', () => {
          resolve([]);
        });
      } catch {
        resolve([]); // It may not even be made from there.
      }
    });
  // Chromium has service workers only where a page came from loopback by its number, or by TLS.
  const tryService = async (script: string): Promise<string[]> => {
    try {
      await navigator.serviceWorker.register(script);
      return [`service worker ${script}`];
    } catch {
      return [];
    }
  };
  const read = await Promise.all(
    ['/', '/api/engine', '/api/runs'].flatMap((path) => {
      const url = target + path;
      const code = `importScripts(${JSON.stringify(url)}); postMessage('imported')`;
      const importer = `/worker.js?${encodeURIComponent(url)}`;
      return [
        tryImport(url),
        tryWorker(URL.createObjectURL(new Blob([code]))),
        tryWorker(url),
        tryService(importer),
        tryService(url),
      ];
    }),
  );
  return read.flat();
}

async function byWindow({ target, tokens }: Aim): Promise<string[]> {
  const messages: string[] = [];
  addEventListener('message', ({ data }) => messages.push(`message ${String(data)}`));
  const open = async (path: string): Promise<string[]> => {
    const opened = window.open(target + path, '_blank', 'popup');
    if (!opened) return [];
    // It can be looked into until it has left for the target; one of the same origin always can.
    const text = await new Promise<string>((resolve) => {
      const look = (): void => {
        try {
          const { href } = opened.location;
          if (href !== 'about:blank' && opened.document.readyState === 'complete')
            resolve(opened.document.body.textContent);
          else setTimeout(look, 10);
        } catch {
          resolve('');
        }
      };
      look();
    });
    opened.postMessage('token?', '*');
    const frames = opened.length > 0 ? ['frames'] : [];
    opened.close();
    return [...frames, ...(text === '' ? [] : [text])];
  };
  const read = await Promise.all(
    ['/', '/api/engine', '/api/runs', `/#token=${tokens[0] ?? ''}`].map((path) => open(path)),
  );
  return [...read.flat(), ...messages];
}

async function byLink({ target }: Aim): Promise<string[]> {
  const rules = document.createElement('script');
  const urls = ['/', '/api/engine', '/api/runs'].map((path) => `${target}${path}`);
  rules.type = 'speculationrules';
  rules.textContent = JSON.stringify({
    prefetch: [{ urls, eagerness: 'immediate' }],
    prerender: [{ urls, eagerness: 'immediate' }],
  });
  document.head.append(rules);
  const read = await Promise.all(
    ['prefetch', 'prerender', 'preload', 'modulepreload', 'preconnect', 'icon', 'manifest'].flatMap((rel) =>
      urls.map(
        (href) =>
          new Promise<string[]>((resolve) => {
            const link = document.createElement('link');
            Object.assign(link, { rel, href, as: rel === 'preload' ? 'script' : '' });
            link.addEventListener('load', () => {
              resolve([`${rel} ${href}`]);
            });
            link.addEventListener('error', () => {
              resolve([]);
            });
            document.head.append(link);
            // Of the others nothing is ever said.
            if (!['prefetch', 'preload', 'modulepreload'].includes(rel)) resolve([]);
          }),
      ),
    ),
  );
  return read.flat();
}

export const pageAttacks: readonly PageAttack[] = [
  { name: 'fetch', comes: 60, attack: byFetch },
  { name: 'forms', comes: 6, attack: byForm },
  { name: 'elements', comes: 12, attack: byElement },
  { name: 'beacons', comes: 4, attack: byBeacon },
  { name: 'sockets', comes: 6, attack: bySocket },
  { name: 'workers and imports', comes: 3, attack: byWorker },
  { name: 'windows', comes: 3, attack: byWindow },
  { name: 'links and speculation', comes: 3, attack: byLink },
];
