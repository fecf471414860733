import { isJsonObject, type JsonObject } from '../../../../emulator/validation/jsonObject';
import { objectOf } from '../../fields';
import { CREDENTIAL_TYPE, type CredentialRef } from '../../workflow';
import { httpRequest, upload } from '../upload';
import type { Example, ExampleNode } from './files/exampleFiles';

/** What becomes of a node in a test: what it returns replaces what the node has. */
export type StandIn = (node: ExampleNode) => Partial<
	Pick<ExampleNode, 'type' | 'typeVersion' | 'parameters'>
> & {
	readonly credentials?: Readonly<Record<string, CredentialRef>>;
};

export type StandIns = Readonly<Record<string, StandIn>>;

/** For a node that uploads the item's file. */
export const uploadTo =
	(url: string): StandIn =>
	() =>
		upload(url);

/** For a node that writes columns of a row: sends them, with its own expressions, as JSON. */
export const columnsTo =
	(url: string): StandIn =>
	({ parameters }) => {
		const { value } = objectOf(parameters['columns'], 'columns');
		const cells = Object.entries(objectOf(value, 'values of the columns'));
		return httpRequest({
			method: 'POST',
			url,
			sendBody: true,
			bodyParameters: { parameters: cells.map(([name, cell]) => ({ name, value: cell })) },
		});
	};

/**
 * The example as a user completes it, with stand-ins under the names of nodes that need an account
 * elsewhere.
 */
export function completed(
	example: Example,
	runware: CredentialRef,
	standIns: StandIns,
): JsonObject {
	const strangers = Object.keys(standIns).filter(
		(name) => !example.nodes.some((node) => node.name === name),
	);
	if (strangers.length > 0) throw new Error(`The example has no ${strangers.join(', ')}`);
	const nodes = example.nodes.map((node) => {
		const wantsRunware = isJsonObject(node.credentials) && CREDENTIAL_TYPE in node.credentials;
		return {
			...node,
			...(wantsRunware && { credentials: { [CREDENTIAL_TYPE]: runware } }),
			...standIns[node.name]?.(node),
		};
	});
	return { ...example, nodes };
}
