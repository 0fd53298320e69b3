// @ts-check
/**
 * @typedef {{ type: string, url: string }} Reference
 * @typedef {{ 'bom-ref': string, name: string, version: string, externalReferences?: Reference[] }} Component
 * @typedef {{ ref: string, dependsOn?: string[] | undefined }} Dependency
 * @typedef {{ metadata: { component: Component }, components: Component[], dependencies?: Dependency[] | undefined }} Bom
 *   CycloneDX, as `npm sbom` prints it
 */

/**
 * The bill without what npm takes from this machine: the names of the folders that the project's
 * own packages are in, and the address of the registry that they were fetched from.
 *
 * @template {Bom} T
 * @param {T} bom
 * @returns {T}
 */
export function withoutThisMachine(bom) {
  return {
    ...bom,
    metadata: { ...bom.metadata, component: clean(bom.metadata.component) },
    components: bom.components.map(clean),
  };
}

/**
 * The bill without the packages that the lock has for other systems.
 *
 * @template {Bom} T
 * @param {T} bom
 * @param {Record<string, { name?: string, version?: string }>} packages what npm has installed, by its folder
 * @returns {T}
 */
export function onlyInstalled(bom, packages) {
  const installed = new Set(
    Object.entries(packages).map(
      ([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`,
    ),
  );
  const components = bom.components.filter(({ name, version }) => installed.has(`${name}@${version}`));
  const refs = new Set([...components, bom.metadata.component].map((component) => component['bom-ref']));
  const dependencies = bom.dependencies
    ?.filter(({ ref }) => refs.has(ref))
    .map((one) => ({ ...one, dependsOn: one.dependsOn?.filter((ref) => refs.has(ref)) }));
  return { ...bom, components, dependencies };
}

/** @param {Component} component @returns {Component} */
function clean(component) {
  return {
    ...component,
    // `name@version`: the name that package.json gives.
    name: component['bom-ref'].slice(0, component['bom-ref'].lastIndexOf('@')),
    externalReferences: (component.externalReferences ?? []).filter(
      ({ type, url }) => type !== 'distribution' || url.startsWith('https://registry.npmjs.org/'),
    ),
  };
}
