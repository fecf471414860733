import './environment';
import 'reflect-metadata';
import { PackageDirectoryLoader } from 'n8n-core';
import { assertBuilt, packageRoot } from './built';

const loaders = new Map<string, Promise<PackageDirectoryLoader>>();

async function load(root: string): Promise<PackageDirectoryLoader> {
	assertBuilt(root);
	const loader = new PackageDirectoryLoader(root);
	await loader.loadAll();
	return loader;
}

/** The built package as n8n itself loads it, once for each folder. */
export async function loadPackage(root = packageRoot): Promise<PackageDirectoryLoader> {
	let loader = loaders.get(root);
	if (!loader) {
		loader = load(root);
		loaders.set(root, loader);
	}
	return await loader;
}
