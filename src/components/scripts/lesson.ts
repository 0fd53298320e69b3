/** The scripts of a lesson's page. They come as one file: each of its own would wait for a connection. */
import '../../workbench/boot.ts';
import './predict.ts';
import './present.ts';
import './separator.ts';
import './solution.ts';
