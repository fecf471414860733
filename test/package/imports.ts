import {
	createSourceFile,
	forEachChild,
	type ImportClause,
	isCallExpression,
	isExportDeclaration,
	isImportDeclaration,
	isImportTypeNode,
	isLiteralTypeNode,
	isNamedImports,
	isNamedExports,
	isStringLiteral,
	type Node,
	ScriptTarget,
	SyntaxKind,
} from 'typescript';

export interface SourceFile {
	/** From the root of the repository, with forward slashes. */
	path: string;
	text: string;
}

interface Import {
	from: string;
	typeOnly: boolean;
}

interface Area {
	/** Other areas that this one may import from; those with `types` by `import type` only. */
	areas?: Record<string, 'all' | 'types'>;
	/** Packages that it may import from. */
	packages?: Record<string, 'all' | 'types'>;
}

/** The shell speaks n8n; only it may. */
const SHELL = { 'n8n-workflow': 'all', crypto: 'all' } as const;

/** What the shell takes from the core: its tables, its readers, and the doors of `runware/`. */
const CORE = {
	catalog: 'all',
	fields: 'all',
	form: 'all',
	media: 'all',
	parameters: 'all',
	'parameters/linksAndFiles': 'all',
	request: 'all',
	runware: 'all',
	'runware/buying': 'all',
	'runware/tasks': 'all',
	'runware/wire': 'all',
} as const;

const ROOT = 'nodes/Kling';
/** A word of the language that is missing; everybody uses it. */
const GIVEN = `${ROOT}/given`;
const MAX_LINES = 250;
const MAX_FILES = 12;

/** The rooms of the node and the arrows between them; what stands nowhere here is not allowed. */
export const AREAS: Record<string, Area> = {
	parameters: {},
	'parameters/linksAndFiles': { areas: { parameters: 'all' } },
	media: { areas: { 'parameters/linksAndFiles': 'types' } },
	catalog: { areas: { 'parameters/linksAndFiles': 'types', 'runware/wire': 'types' } },
	fields: {
		areas: {
			catalog: 'all',
			parameters: 'all',
			'parameters/linksAndFiles': 'all',
			'runware/wire': 'types',
		},
		packages: { 'n8n-workflow': 'types' },
	},
	form: { areas: { catalog: 'all', fields: 'all' }, packages: { 'n8n-workflow': 'types' } },
	request: {
		areas: {
			catalog: 'all',
			fields: 'all',
			parameters: 'all',
			'parameters/linksAndFiles': 'all',
			'runware/wire': 'types',
		},
	},
	'runware/wire': {},
	'runware/tasks': { areas: { 'runware/wire': 'all' } },
	'runware/waiting': { areas: { 'runware/wire': 'all', 'runware/tasks': 'all' } },
	'runware/buying': {
		areas: { 'runware/wire': 'all', 'runware/tasks': 'all', 'runware/waiting': 'all' },
	},
	/** What the shell calls. */
	runware: {
		areas: {
			'runware/wire': 'all',
			'runware/tasks': 'all',
			'runware/waiting': 'all',
			'runware/buying': 'all',
		},
	},
	n8n: {
		areas: {
			credentials: 'all',
			media: 'all',
			parameters: 'all',
			'parameters/linksAndFiles': 'all',
			'runware/wire': 'all',
			'runware/tasks': 'all',
		},
		packages: SHELL,
	},
	results: {
		areas: { n8n: 'all', parameters: 'all', 'runware/wire': 'all', 'runware/tasks': 'all' },
		packages: SHELL,
	},
	rows: { areas: { ...CORE, n8n: 'all', results: 'all' }, packages: SHELL },
	running: {
		areas: { ...CORE, 'runware/waiting': 'all', n8n: 'all', results: 'all', rows: 'all' },
		packages: SHELL,
	},
	pause: { areas: { ...CORE, n8n: 'all', results: 'all', running: 'types' }, packages: SHELL },
	operations: {
		areas: { ...CORE, n8n: 'all', results: 'all', rows: 'all', running: 'all', pause: 'all' },
		packages: SHELL,
	},
	/** Kling.node.ts itself. */
	node: {
		areas: { form: 'all', operations: 'all', parameters: 'all', pause: 'all', results: 'all' },
		packages: { 'n8n-workflow': 'all' },
	},
	credentials: { packages: { 'n8n-workflow': 'all' } },
};

/** Names that say nothing about what a file is for, and index files that only pass things on. */
const EMPTY_NAMES = /^(utils?|helpers?|commons?|shared|misc|index)\.ts$/i;
const ALLOWED_NAMES: readonly string[] = [];

function isTypeOnlyClause(clause: ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.isTypeOnly) return true;
	const { name, namedBindings } = clause;
	if (name || !namedBindings || !isNamedImports(namedBindings)) return false;
	return namedBindings.elements.every((element) => element.isTypeOnly);
}

function importOf(node: Node): Import | undefined {
	if (isImportDeclaration(node) && isStringLiteral(node.moduleSpecifier))
		return { from: node.moduleSpecifier.text, typeOnly: isTypeOnlyClause(node.importClause) };
	if (isExportDeclaration(node) && node.moduleSpecifier && isStringLiteral(node.moduleSpecifier)) {
		const { exportClause } = node;
		const allTypes =
			exportClause !== undefined &&
			isNamedExports(exportClause) &&
			exportClause.elements.every((element) => element.isTypeOnly);
		return { from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly || allTypes };
	}
	if (isImportTypeNode(node) && isLiteralTypeNode(node.argument)) {
		const { literal } = node.argument;
		return isStringLiteral(literal) ? { from: literal.text, typeOnly: true } : undefined;
	}
	if (isCallExpression(node)) {
		const callee = node.expression;
		const [target] = node.arguments;
		const loads = callee.kind === SyntaxKind.ImportKeyword || callee.getText() === 'require';
		if (loads && target && isStringLiteral(target)) return { from: target.text, typeOnly: false };
	}
	return undefined;
}

function read({ path, text }: SourceFile): { imports: Import[]; anys: number } {
	const imports: Import[] = [];
	let anys = 0;
	const visit = (node: Node): void => {
		const found = importOf(node);
		if (found) imports.push(found);
		if (node.kind === SyntaxKind.AnyKeyword) anys += 1;
		forEachChild(node, visit);
	};
	visit(createSourceFile(path, text, ScriptTarget.ES2022, true));
	return { imports, anys };
}

/** `nodes/Kling/a` and `../b/c` → `nodes/Kling/b/c`. */
function resolveFrom(folder: string, relative: string): string {
	const parts = folder.split('/');
	for (const step of relative.split('/')) {
		if (step === '..') parts.pop();
		else if (step !== '.') parts.push(step);
	}
	return parts.join('/');
}

function areaOf(path: string): string {
	if (path.startsWith('credentials/')) return 'credentials';
	const rest = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : path;
	const slash = rest.lastIndexOf('/');
	return slash === -1 ? 'node' : rest.slice(0, slash);
}

function relativeProblem(path: string, area: string, { from, typeOnly }: Import) {
	const target = resolveFrom(path.slice(0, path.lastIndexOf('/')), from);
	const targetArea = areaOf(target);
	const { areas = {} } = AREAS[area] ?? {};
	if (targetArea === area || target === GIVEN) return undefined;
	const allowed = areas[targetArea];
	if (allowed === undefined) return `'${area}' may not import from '${from}'`;
	if (allowed === 'types' && !typeOnly) return `'${area}' may import only types from '${from}'`;
	return undefined;
}

function packageProblem(area: string, { from, typeOnly }: Import) {
	const allowed = AREAS[area]?.packages?.[from.replace(/^node:/, '')];
	if (allowed === undefined) return `'${area}' may not import from '${from}'`;
	if (allowed === 'types' && !typeOnly) return `'${area}' may import only types from '${from}'`;
	return undefined;
}

/** What a file breaks of the package's rules, in sentences; nothing when it keeps them all. */
export function problemsOf(file: SourceFile): string[] {
	const { path, text } = file;
	const area = areaOf(path);
	const fileName = path.slice(path.lastIndexOf('/') + 1);
	const { imports, anys } = read(file);
	const problems: Array<string | undefined> = imports.map((each) =>
		each.from.startsWith('.') ? relativeProblem(path, area, each) : packageProblem(area, each),
	);

	if (!(area in AREAS)) problems.push(`the folder '${area}' has no arrows`);
	if (anys > 0) problems.push(`uses 'any' ${anys} times`);
	const lines = text.trimEnd().split('\n').length;
	if (lines > MAX_LINES) problems.push(`has ${lines} lines, more than ${MAX_LINES}`);
	if (EMPTY_NAMES.test(fileName) && !ALLOWED_NAMES.includes(path))
		problems.push(`the name '${fileName}' does not say what the file is for`);

	return problems
		.filter((problem) => problem !== undefined)
		.map((problem) => `${path}: ${problem}`);
}

/** What the files break together: circles, names that occur twice, folders with too many files. */
export function problemsTogether(files: readonly SourceFile[]): string[] {
	const paths = files.map(({ path }) => path);
	const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
	const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
	const twins = paths.filter((path, index) =>
		paths.slice(0, index).some((other) => nameOf(other) === nameOf(path)),
	);
	const crowded = [...new Set(paths.map(folderOf))].flatMap((folder) => {
		const count = paths.filter((path) => folderOf(path) === folder).length;
		return count > MAX_FILES ? [`${folder}: has ${count} files, more than ${MAX_FILES}`] : [];
	});
	return [
		...circlesIn(files),
		...twins.map((path) => `${path}: another file has the name '${nameOf(path)}' too`),
		...crowded,
	];
}

/** Each circle of imports, types included, once. */
function circlesIn(files: readonly SourceFile[]): string[] {
	const arrows = new Map(
		files.map((file) => {
			const folder = file.path.slice(0, file.path.lastIndexOf('/'));
			const targets = read(file)
				.imports.filter(({ from }) => from.startsWith('.'))
				.map(({ from }) => `${resolveFrom(folder, from)}.ts`);
			return [file.path, targets] as const;
		}),
	);
	const circles: string[] = [];
	const done = new Set<string>();
	const walk = (path: string, way: readonly string[]): void => {
		const start = way.indexOf(path);
		if (start !== -1) circles.push(`${[...way.slice(start), path].join(' → ')}: a circle`);
		if (start !== -1 || done.has(path)) return;
		for (const target of arrows.get(path) ?? []) walk(target, [...way, path]);
		done.add(path);
	};
	for (const path of arrows.keys()) walk(path, []);
	return circles;
}
