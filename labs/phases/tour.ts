import { stat } from 'node:fs';
import { connect } from 'node:net';
import { block } from '../kit/program.ts';
import type { Will } from './watch.ts';

// #region tour
/** Asks for one callback of each kind. `will` notes it when it runs. */
export function tour(will: Will): void {
  setImmediate(will('setImmediate'));
  setTimeout(will('setTimeout 0'), 0);
  stat('.', will('stat'));
  const socket = connect('/nobody/listens/here');
  socket.on('error', will('socket error'));
  socket.on('close', will('socket close'));
  void Promise.resolve().then(will('promise'));
  process.nextTick(will('nextTick'));
  block(20); // by now the timer is due, and the answer of stat is there
}
// #endregion
