/** The token's way from the printed address into the tab. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const token = 'a'.repeat(43);
const replaceState = vi.fn();

function openAt(hash: string, storage?: Partial<Storage>, search = '?a=1'): void {
  vi.stubGlobal('location', { hash, pathname: '/lesson/', search });
  vi.stubGlobal('history', { state: null, replaceState });
  if (storage) vi.stubGlobal('sessionStorage', storage);
}

/** A page of its own: nothing is kept from the one before. */
async function newPage(): Promise<() => string | undefined> {
  vi.resetModules();
  return (await import('../../src/engines/token.ts')).readToken;
}

function createStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const values = new Map<string, string>();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => values.set(key, value) };
}

const refuse = (): never => {
  throw new DOMException('blocked', 'SecurityError');
};

beforeEach(() => replaceState.mockClear());
afterEach(() => vi.unstubAllGlobals());

describe('the token', () => {
  it('is taken out of the address, and the next page of the tab has it too', async () => {
    const storage = createStorage();
    openAt(`#token=${token}`, storage);
    expect((await newPage())()).toBe(token);
    expect(replaceState).toHaveBeenCalledWith(null, '', '/lesson/?a=1');
    openAt('', storage);
    expect((await newPage())()).toBe(token);
  });

  it('takes with it the mark of a browser that the server opened', async () => {
    openAt(`#token=${token}`, createStorage(), '?opened=0123456789abcdef');
    (await newPage())();
    expect(replaceState).toHaveBeenCalledWith(null, '', '/lesson/');
  });

  it('of a later start takes the place of the earlier one', async () => {
    openAt(`#token=${token}`, createStorage());
    const readToken = await newPage();
    readToken();
    location.hash = `#token=${'b'.repeat(43)}`;
    expect(readToken()).toBe('b'.repeat(43));
    location.hash = '';
    expect(readToken()).toBe('b'.repeat(43));
  });

  it('lasts for the page where the browser refuses storage', async () => {
    openAt(`#token=${token}`, { getItem: refuse, setItem: refuse });
    const readToken = await newPage();
    expect(readToken()).toBe(token);
    location.hash = '';
    expect(readToken()).toBe(token);
    expect((await newPage())()).toBeUndefined();
  });

  it.each(['', '#', '#section', '#token=', '#token=short', '#token=<script>alert(1)</script>aaaaaaaa'])(
    'is not in "%s", which stays as it is',
    async (hash) => {
      openAt(hash, createStorage());
      expect((await newPage())()).toBeUndefined();
      expect(replaceState).not.toHaveBeenCalled();
    },
  );
});
