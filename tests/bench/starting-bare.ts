/** What labs/false-opens/backend.ts imports, and nothing of a run: says when it listens. */
import express from 'express';
import 'node:timers/promises';
import { liveControls } from '../../labs/kit/program.ts';

liveControls({ backendDelay: 20 });
express().listen(0, '127.0.0.1', () => {
  console.log('listening');
});
