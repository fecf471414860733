import { isFields } from '../../nodes/Kling/runware/wire/envelope';
import type { Fields } from '../../nodes/Kling/runware/wire/envelope';
import { answerOf, troubleIn, wordsOf } from '../api/exchange';
import type { Exchange } from '../api/exchange';
import type { Purchase } from './purchase';
import { open, settled } from './question';
import type { Finding } from './question';
import { firstResult, hasConflict, isNotPermitted, isSilent, stateIn } from './readAnswers';

export function isThere(exchange: Exchange, taskUUID: string): boolean {
	const state = stateIn(exchange, taskUUID);
	return state !== undefined && state.status !== 'unknown';
}

export function lastIf(
	exchange: Exchange | undefined,
	taskUUID: string,
	status: 'success' | 'error',
): Exchange | undefined {
	return exchange && stateIn(exchange, taskUUID)?.status === status ? exchange : undefined;
}

export function readRunning({ looks, taskUUID }: Purchase): Finding {
	const before = looks.filter(({ exchange }) => {
		const status = stateIn(exchange, taskUUID)?.status;
		return status === 'processing' || isSilent(exchange);
	});
	const items = before.flatMap(({ exchange }) => answerOf(exchange).results.slice(0, 1));
	const values = items.flatMap((item) =>
		item['progress'] === undefined ? [] : [item['progress']],
	);
	if (values.length > 0) {
		return settled(`an item with progress: ${values.join(', ')}`, { processing: 'progress' });
	}
	const [item] = items;
	if (item !== undefined) {
		return settled(`an item with ${Object.keys(item).join(', ')}`, { processing: 'status' });
	}
	const wasThere = looks.some(({ exchange }) => isThere(exchange, taskUUID));
	return before.length > 0 && wasThere
		? settled('nothing, {"data":[]}', { processing: 'empty' })
		: open('no look met it running');
}

export function readAgain(again: Exchange | undefined): Finding {
	if (again === undefined) return open('not asked');
	const trouble = troubleIn(again, 'refusal');
	if (trouble !== undefined) return open(`not settled: ${trouble}`);
	if (hasConflict(again)) return settled(`refused: ${wordsOf(again)}`);
	const isTaken = answerOf(again).errors.length === 0;
	return isTaken
		? settled(`taken: ${wordsOf(again)}; it is another video, and charged`)
		: open(`refused, but not as a conflict: ${wordsOf(again)}`);
}

export function readArchive(purchase: Purchase): Finding {
	const { archiveAtOnce, archiveAtEnd, archiveAfterConflict, againAfterEnd } = purchase;
	if (isNotPermitted(archiveAtOnce)) {
		return settled(`not permitted: ${wordsOf(archiveAtOnce)}`, { archive: 'not permitted' });
	}
	if (archiveAtEnd === undefined) return open('no end was seen');
	const stages = [archiveAtOnce, archiveAtEnd, archiveAfterConflict].map(
		(exchange) => exchange && toldBy(exchange),
	);
	const [atOnce, atEnd, afterwards = 'not asked'] = stages;
	const found = `at once: ${atOnce}; at its end: ${atEnd}; after a conflict: ${afterwards}`;
	if (troubleIn(archiveAtEnd, 'refusal')) return open(found);
	const isOverwritten = [atEnd, afterwards].includes('a conflict');
	const isTried = againAfterEnd !== undefined || purchase.againWhileRunning !== undefined;
	if (isOverwritten) return settled(found, { archive: 'conflict stored' });
	return isTried && atEnd === 'a video' ? settled(found, { archive: 'served' }) : settled(found);
}

/** What a stored answer holds, in a word. */
export function toldBy(exchange: Exchange): string {
	const stored = firstResult(exchange)?.['response'];
	if (stored === undefined) return isSilent(exchange) ? 'nothing' : wordsOf(exchange);
	const response: Fields = isFields(stored) ? stored : {};
	const [item] = fieldsIn(response['data']);
	if (item !== undefined && 'videoURL' in item) return 'a video';
	const [error] = fieldsIn(response['errors']);
	if (error !== undefined) {
		return /^(conflict|duplicate)/i.test(String(error['code'])) ? 'a conflict' : 'an error';
	}
	return item === undefined ? 'an empty answer' : 'an item without a video';
}

function fieldsIn(value: unknown): readonly Fields[] {
	return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The link in a stored answer. */
export function storedLink(exchange: Exchange): string | undefined {
	const response = firstResult(exchange)?.['response'];
	const [item] = fieldsIn(isFields(response) ? response['data'] : undefined);
	return typeof item?.['videoURL'] === 'string' ? item['videoURL'] : undefined;
}
