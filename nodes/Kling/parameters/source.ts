/**
 * One row's value of a parameter by its name, or null where the row has none.
 * Unknown on purpose: expressions deliver anything, and a reader must narrow it.
 */
export interface ParameterSource {
	(name: string): unknown;
	/** Takes down what a user should know of how the row was read. */
	readonly tell?: (note: Note) => void;
	/** Whether the row gives a value of its own, and not the form's default. */
	readonly isGiven?: (name: string) => boolean;
	/** Whether links must lead to the internet, as those must that Runware is to open. */
	readonly publicOnly?: boolean;
}

/** What was read in another way than it was written, or not used at all. */
export interface Note {
	/** A sentence without its row: rows with the same one are told together. */
	readonly what: string;
	/** What was written, where rows may have written it differently. */
	readonly from?: string;
}

/** What a reader needs of a field; every n8n property has both. */
export interface NamedField {
	readonly name: string;
	readonly displayName: string;
}

/** An entry of a drop-down list. */
export interface Choice {
	/** What the form shows. */
	readonly name: string;
	/** What a saved workflow holds. */
	readonly value: string | number;
}
