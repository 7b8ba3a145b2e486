import type { BundledPackage } from './bundled-packages.ts';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Sbom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn: readonly string[];
  }[];
}

/**
 * Narrows npm's SBOM of all that is installed to what `dist` holds: a scanner is not
 * to find a hole in what nobody is given. And npm calls the action after the folder it was called in.
 * @see https://cyclonedx.org/docs/1.5/json/
 * @throws Error where the bundle holds a package that npm does not know of.
 */
export function narrowSbom(
  json: string,
  action: string,
  bundled: readonly BundledPackage[],
): string {
  const { metadata, components, dependencies, ...rest } = JSON.parse(json) as Sbom;
  const kept = bundled.map(({ name, version }) => {
    const found = components.find((one) => one.name === name && one.version === version);
    if (found === undefined) throw new Error(`npm does not know of ${name} ${version}`);
    return found;
  });
  const refs = new Set([metadata.component, ...kept].map((component) => component['bom-ref']));
  const narrowed = {
    ...rest,
    metadata: { ...metadata, component: { ...metadata.component, name: action } },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) })),
  };
  return `${JSON.stringify(narrowed, undefined, 2)}\n`;
}
