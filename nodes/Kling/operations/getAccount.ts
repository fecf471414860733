import { randomUUID } from 'crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { accountOf } from '../runware/wire/account';
import { RunwareError } from '../runware/wire/RunwareError';
import { connect } from '../n8n/connection';
import { toItems } from '../results/items';
import { RowFailure } from '../results/RowFailure';

/** `account: get`: one request, whatever the number of rows, and the answer for each of them. */
export async function getAccount(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const send = (await connect(context)).send;
	const account = accountOf(
		await send([
			{ taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' },
		]),
	);
	return toItems(
		context,
		context.getInputData().map(
			(_item, row) =>
				account instanceof RunwareError
					? [RowFailure.ofRunware(row, account, { charged: 'no' }, 'account')]
					: [{ json: account as IDataObject }], // the API's `usage` is passed on as it came, and it came as data
		),
	);
}
