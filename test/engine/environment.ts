/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run outside n8n */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * n8n-core reads these when it is loaded, so whoever loads it imports this file first.
 * The folder takes the place of a user's n8n folder: settings and binary files go there.
 */
export const userFolder = mkdtempSync(join(tmpdir(), 'kling-engine-'));

Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
	N8N_LOG_LEVEL: 'silent',
});

export const removeUserFolder = async () => await rm(userFolder, { recursive: true, force: true });
