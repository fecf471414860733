/**
 * `node endWithStarter.js <program> <arguments…>`: runs the program until it ends, or until the other
 * end of stdin is closed. That happens also when the starter was killed, so nothing stays behind.
 * UID and GID in the environment name the user that the program runs as.
 */
const { spawn } = require('node:child_process');

const [program, ...args] = process.argv.slice(2);
const { UID, GID, ...env } = process.env;
const user = UID === undefined ? {} : { uid: Number(UID), gid: Number(GID) };
const child = spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'], ...user });

child.once('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
// Redis and PostgreSQL take it as "end now, and end well".
process.stdin.once('close', () => child.kill('SIGINT')).resume();
