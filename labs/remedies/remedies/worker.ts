import { Piscina } from 'piscina';

const pool = new Piscina({ filename: new URL('./worker-task.ts', import.meta.url).href, execArgv: [] });

/** The work is done in other threads, so the loop is free to read its answers. */
export const work = (ms: number): Promise<void> => pool.run(ms);
