/**
 * Loaded into n8n before its own code. The parent holds the other end of stdin: when that is closed,
 * the parent is gone, be it killed, and n8n ends too instead of staying behind with 800 MB.
 */
const { isMainThread } = require('node:worker_threads');

// n8n's worker threads load this too, and their stdin ends while all is well.
if (isMainThread) {
	// Without a reader of its output, n8n does not get to the end of an orderly stop.
	process.stdin.once('close', () => process.kill(process.pid, 'SIGKILL')).resume();
	process.stdin.unref?.();
}
