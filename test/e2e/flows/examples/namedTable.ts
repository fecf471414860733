import type { JsonObject } from '../../../../emulator/validation/jsonObject';
import type { Cell } from '../../dataTable';
import { listOf, objectOf, textOf } from '../../fields';
import type { N8nRest } from '../../rest';

/** A data table that a workflow has made, as its user sees it. */
export interface NamedTable {
	rows(): Promise<JsonObject[]>;
	insert(rows: ReadonlyArray<Readonly<Record<string, Cell>>>): Promise<void>;
	/** Changes cells of the row with this id. */
	change(id: unknown, cells: Readonly<Record<string, Cell>>): Promise<void>;
}

export async function tableNamed({ client }: N8nRest, name: string): Promise<NamedTable> {
	const project = objectOf(await client.get('projects/personal'), 'personal project');
	const tables = `projects/${textOf(project['id'], 'id of the project')}/data-tables`;
	const answer = objectOf(await client.get(tables), 'data tables');
	const found = listOf(answer['data'], 'data tables')
		.map((table) => objectOf(table, 'data table'))
		.find((table) => table['name'] === name);
	if (found === undefined) throw new Error(`There is no data table '${name}'`);
	const path = `${tables}/${textOf(found['id'], 'id of the data table')}`;
	return {
		async rows() {
			const page = objectOf(await client.get(`${path}/rows?take=250`), 'rows');
			return listOf(page['data'], 'rows').map((row) => objectOf(row, 'row'));
		},
		async insert(data) {
			await client.post(`${path}/insert`, { data, returnType: 'count' });
		},
		async change(id, data) {
			const filters = [{ columnName: 'id', condition: 'eq', value: id }];
			await client.patch(`${path}/rows`, { filter: { type: 'and', filters }, data });
		},
	};
}
