import { given } from '../../given';
import { isFields, numberField, read, textField, troubleOf } from './envelope';
import type { Fields } from './envelope';
import type { Reply } from './protocol';
import type { RunwareError } from './RunwareError';

export interface Account {
	readonly organizationName?: string;
	/** In `currency`; missing when the key may not see it. */
	readonly balance?: number;
	readonly currency?: string;
	/** As the API gives it: credits and requests of today, 7 days, 30 days and in all. */
	readonly usage?: Fields;
}

/** The answer to the account task; the balance was a bare number once, and is an object now. */
export function accountOf(reply: Reply): Account | RunwareError {
	const { status, results, errors } = read(reply);
	const [details] = results;
	if (status >= 300 || errors.length > 0 || details === undefined) return troubleOf(reply);
	const { balance, usage } = details;
	const money = isFields(balance) ? balance : { amount: balance };
	const amount = numberField(money, 'amount');
	const currency = textField(money, 'currency') ?? (amount === undefined ? undefined : 'USD');
	const organizationName = textField(details, 'organizationName');
	return {
		...given({ organizationName, balance: amount, currency }),
		...(isFields(usage) ? { usage } : {}),
	};
}
