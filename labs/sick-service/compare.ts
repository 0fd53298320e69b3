/** Compares the snapshots of the shop from before and after the load, in a process of its own. */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { compareHeaps } from '../kit/heap/compare.ts';
import { heapFile } from '../kit/heap/file.ts';
import { reportHeaps, reportProgress } from '../kit/heap/tell.ts';
import { runFile } from '../kit/run-file.ts';

const FILES = ['before.heapsnapshot', 'after.heapsnapshot'] as const;
const LOOK_EVERY_MS = 200;

while (!FILES.every((file) => existsSync(runFile(file)))) await wait(LOOK_EVERY_MS);
const [before, after] = [await heapFile(runFile(FILES[0])), await heapFile(runFile(FILES[1]))];
reportHeaps(await compareHeaps(before, after, { onProgress: reportProgress }), FILES);
