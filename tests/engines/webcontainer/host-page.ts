/**
 * The page that the stand-in serves to the client's hidden frame: it answers as WebContainer's own page
 * does, and passes everything on to real Node on this machine. Bundled for the browser by stand-in.ts.
 */

interface TheirComlink {
  expose: (what: unknown, port: MessagePort) => void;
  proxy: <T extends object>(what: T) => T;
}
/** How a frame of the client's is called with output: bytes, or null at the end. */
type Listener = (bytes: Uint8Array | null) => Promise<void>;

// The client's own: the two must speak the same version.
const theirs = '/comlink.js';
const { Comlink } = (await import(theirs)) as { Comlink: TheirComlink };

async function ask(path: string, body: BodyInit | object = ''): Promise<Response> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(path, {
    method: 'POST',
    body: raw ? (body as BodyInit) : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

async function build(): Promise<object> {
  const { id, workdir } = (await (await ask('/boot')).json()) as { id: string; workdir: string };
  const at = (what: string) => `/${id}/${what}`;

  const fs = {
    readFile: async (path: string) => new Uint8Array(await (await ask(at('read'), { path })).arrayBuffer()),
  };
  return Comlink.proxy({
    fs: () => Comlink.proxy(fs),
    previewScript: () => undefined,
    runtimeInfo: () => ({ path: '/usr/bin', cwd: workdir }),
    on: () => Comlink.proxy(() => undefined),
    loadFiles: async (bytes: Uint8Array) => {
      await ask(at('load'), bytes);
    },
    run: async (
      command: { command: string; args: string[]; env?: Record<string, string> },
      _stdout: unknown,
      _stderr: unknown,
      output?: Listener,
    ) => {
      const { child } = (await (await ask(at('run'), command)).json()) as { child: string };
      const printed = await ask(at(`output/${child}`));
      const passOn = async () => {
        for await (const bytes of printed.body as unknown as AsyncIterable<Uint8Array>) await output?.(bytes);
        await output?.(null);
      };
      const passed = passOn();
      const onExit = ask(at(`exit/${child}`)).then(async (response) => {
        await passed;
        return ((await response.json()) as { code: number }).code;
      });
      let sent: Promise<unknown> = Promise.resolve();
      return Comlink.proxy({
        get onExit() {
          return onExit;
        },
        write: async (text: string) => {
          sent = sent.then(() => ask(at(`write/${child}`), text));
          await sent;
        },
        kill: () => void ask(at(`kill/${child}`)),
        resize: () => undefined,
      });
    },
    teardown: async () => {
      await ask(at('teardown'));
    },
  });
}

export {};
const { port1, port2 } = new MessageChannel();
Comlink.expose({ build }, port1);
parent.postMessage({ type: 'init' }, '*', [port2]);
