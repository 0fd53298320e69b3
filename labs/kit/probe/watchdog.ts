/**
 * The watchdog thread. It reads the heartbeat every few milliseconds and writes a sample every
 * 100 ms, or every 20 ms while the loop is blocked, without the help of the blocked thread. Waking up
 * is most of what it costs, so it looks often only at a loop that is late: what it sleeps through, the
 * loop itself has written down by the time that it comes round.
 */
import { workerData } from 'node:worker_threads';
import { report } from '../channel.ts';
import { runTime } from '../clock.ts';
import { BEAT_EVERY_MS, readSlot, writeSlot, type Board } from './board.ts';

const SAMPLE_EVERY_MS = 100;
const BLOCKED_SAMPLE_EVERY_MS = 20;
const BLOCKED_FROM_MS = 20;
const LOOK_EVERY_MS = 20;
const LATE_FROM_MS = 5;
const LATE_LOOK_EVERY_MS = 4;

const board = workerData as Board;
const supervisor = process.ppid;

let worst = 0;
let looks = 0;
// A beat before this thread ran is none of what it tells.
let beatSeen = readSlot(board, 'beat');
let sampledAt = runTime();
let lookedAt = runTime();
let lookAfter = LATE_LOOK_EVERY_MS;
let processorAt = { time: runTime(), used: processorTime() };
let histogramReads = 0;

/** Of all threads but this one: measuring is not what the program does. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system - ownProcessorTime()) / 1000;
}

/** In µs. Not every engine knows it of a thread. */
function ownProcessorTime(): number {
  try {
    const { user, system } = process.threadCpuUsage();
    return user + system;
  } catch {
    return 0;
  }
}

function lateness(now: number): number {
  const beat = readSlot(board, 'beat');
  return beat === 0 ? 0 : Math.max(0, now - beat - BEAT_EVERY_MS);
}

/** How late the loop was at most since the last look, by its own word. */
function latenessTold(): number {
  const beat = readSlot(board, 'beat');
  const told = beat === beatSeen ? 0 : readSlot(board, 'late');
  beatSeen = beat;
  writeSlot(board, 'looks', (looks += 1));
  return told;
}

function processorValues(now: number): Record<string, number> {
  const used = processorTime();
  const utilization = (used - processorAt.used) / (now - processorAt.time);
  processorAt = { time: now, used };
  return {
    'process.cpu.time': used,
    'process.cpu.utilization': utilization,
    ...memoryValue(),
  };
}

/** The kernel says it in a file, and a program may have no descriptor left to open one. */
function memoryValue(): Record<string, number> {
  try {
    return { 'process.memory.usage': process.memoryUsage.rss() };
  } catch {
    return {};
  }
}

function histogramValues(): Record<string, number> {
  const reads = readSlot(board, 'histogramReads');
  if (reads === histogramReads) return {};
  histogramReads = reads;
  return { 'nodejs.eventloop.delay.max': readSlot(board, 'histogramMax') };
}

/** Without a heartbeat there is no delay to be read: a quiet program has none. */
function delayValues(): Record<string, number> {
  if (readSlot(board, 'beat') === 0) return {};
  return {
    'nodejs.eventloop.delay.watchdog': worst,
    'nodejs.eventloop.delay.meter': readSlot(board, 'meter'),
  };
}

function sample(now: number): void {
  const values: Record<string, number> = { ...delayValues(), ...histogramValues() };
  if (now - processorAt.time >= SAMPLE_EVERY_MS) Object.assign(values, processorValues(now));
  if (Object.keys(values).length > 0) report({ kind: 'sample', values }, now);
  sampledAt = now;
  worst = lateness(now);
}

function look(): void {
  const now = runTime();
  // A pause of this thread itself (the machine was busy, or stopped) is not the loop's fault.
  const ownPause = Math.max(0, now - lookedAt - lookAfter);
  lookedAt = now;
  const pause = ownPause > BLOCKED_FROM_MS ? ownPause : 0;
  const late = Math.max(0, lateness(now) - pause);
  worst = Math.max(worst, late, latenessTold() - pause);
  const due = late >= BLOCKED_FROM_MS ? BLOCKED_SAMPLE_EVERY_MS : SAMPLE_EVERY_MS;
  if (now - sampledAt >= due) sample(now);
  // The supervisor is gone: nobody else can end a program whose loop is blocked for good.
  if (process.ppid !== supervisor) process.kill(process.pid, 'SIGKILL');
  lookAfter = late >= LATE_FROM_MS ? LATE_LOOK_EVERY_MS : LOOK_EVERY_MS;
  setTimeout(look, lookAfter);
}

setTimeout(look, lookAfter);
