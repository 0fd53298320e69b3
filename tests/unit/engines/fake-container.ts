/** A container that does what a test says, for what the stand-in cannot be made to do. */
import type { WebContainerProcess } from '@webcontainer/api';
import type { Container, Ground } from '../../../src/engines/webcontainer/instance.ts';

export interface FakeProcess {
  process: WebContainerProcess;
  /** What it was told, one string for each write. */
  heard: string[];
  killed: () => boolean;
  print: (text: string) => void;
  exit: (code?: number) => void;
}

export function fakeProcess(): FakeProcess {
  const heard: string[] = [];
  let killed = false;
  let print: (text: string) => void = () => undefined;
  const ended = Promise.withResolvers<number>();
  const output = new ReadableStream<string>({
    start: (controller) => {
      print = (text) => {
        controller.enqueue(text);
      };
    },
  });
  const input = new WritableStream<string>({
    write: (text) => {
      heard.push(text);
    },
  });
  return {
    process: {
      input,
      output,
      exit: ended.promise,
      kill: () => {
        killed = true;
      },
      resize: () => undefined,
    },
    heard,
    killed: () => killed,
    print,
    exit: (code = 0) => {
      ended.resolve(code);
    },
  };
}

export const trialAnswer = JSON.stringify({ node: 'v22.22.3', platform: 'linux', cores: 4, why: {} });

export interface FakeGround {
  ground: Ground;
  /** Programs that were spawned and are not the trial, in order. */
  spawned: FakeProcess[];
  boots: () => number;
  tornDown: () => number;
}

/** Everything goes well, but for what is given. */
export function fakeGround(given: Partial<Ground> = {}): FakeGround {
  const spawned: FakeProcess[] = [];
  let boots = 0;
  let tornDown = 0;
  const container = {
    workdir: '/home/under-load',
    on: () => () => undefined,
    mount: () => Promise.resolve(),
    teardown: () => {
      tornDown += 1;
    },
    spawn: (_command: string, args: string[]) => {
      const fake = fakeProcess();
      if (args[0] === 'kit/trial.js') {
        fake.print(`(node:7) ExperimentalWarning: something\r\n${trialAnswer}\r\n`);
        fake.exit();
      } else spawned.push(fake);
      return Promise.resolve(fake.process);
    },
  } as unknown as Container;
  return {
    ground: {
      loadImage: () =>
        Promise.resolve({ ok: true, image: { dependencies: new Uint8Array(1), programs: {} } }),
      surroundings: () => ({ isolated: true, lacking: [], storage: true, online: true }),
      bootClient: () => {
        boots += 1;
        return Promise.resolve(container);
      },
      hostAnswered: () => true,
      claim: () => Promise.resolve(true),
      ...given,
    },
    spawned,
    boots: () => boots,
    tornDown: () => tornDown,
  };
}
