// @ts-check
/**
 * @typedef {{ type: string, url: string }} Reference
 * @typedef {{ 'bom-ref': string, name: string, version: string, externalReferences?: Reference[] }} Component
 * @typedef {{ metadata: { component: Component }, components: Component[] }} Bom CycloneDX, as `npm sbom` prints it
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
 * The bill with versions as the registry has them. A package may call its own version `v1.2.3`; who looks up
 * an advisory for that finds none.
 *
 * @template {Bom} T
 * @param {T} bom
 * @returns {T}
 */
export function withPlainVersions(bom) {
  const prefixed = new Set(
    bom.components.map(({ version }) => version).filter((version) => /^v\d/.test(version)),
  );
  let text = JSON.stringify(bom);
  for (const version of prefixed) {
    const plain = version.slice(1);
    text = text.replaceAll(`"${version}"`, `"${plain}"`).replaceAll(`@${version}"`, `@${plain}"`);
  }
  return JSON.parse(text);
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
