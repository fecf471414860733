import type { JsonObject } from '../../emulator/validation/jsonObject';
import { listOf, objectOf, textOf } from './fields';
import type { N8nRest } from './rest';

export type Cell = string | number | boolean | null;
export type ColumnType = 'string' | 'number' | 'boolean' | 'date';

/** A data table of the owner's personal project. */
export class DataTable {
	private constructor(
		readonly id: string,
		private readonly rest: N8nRest,
		private readonly path: string,
		/** Where the editor shows it. */
		readonly page: string,
	) {}

	static async create(
		rest: N8nRest,
		name: string,
		columns: Readonly<Record<string, ColumnType>>,
	): Promise<DataTable> {
		const project = objectOf(await rest.client.get('projects/personal'), 'personal project');
		const projectId = textOf(project['id'], 'id of the project');
		const tables = `projects/${projectId}/data-tables`;
		const table = await rest.client.post(tables, {
			name,
			columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
		});
		const id = textOf(objectOf(table, 'data table')['id'], 'id of the data table');
		return new DataTable(id, rest, `${tables}/${id}`, `/projects/${projectId}/datatables/${id}`);
	}

	async insert(rows: ReadonlyArray<Readonly<Record<string, Cell>>>): Promise<void> {
		await this.rest.client.post(`${this.path}/insert`, { data: rows, returnType: 'count' });
	}

	/** Each with the `id`, `createdAt` and `updatedAt` that n8n adds. */
	async rows(): Promise<JsonObject[]> {
		const answer = objectOf(await this.rest.client.get(`${this.path}/rows?take=250`), 'rows');
		return listOf(answer['data'], 'rows').map((row) => objectOf(row, 'row'));
	}
}
