import { isIP } from 'node:net';

/**
 * The form of a host name that Globalping takes: at least two labels, the last one no number.
 * https://github.com/validatorjs/validator.js/blob/master/src/lib/isFQDN.js, with underscores
 */
export function isDomainName(host: string): boolean {
  const labels = host.split('.');
  const [last = ''] = labels.slice(-1);
  return (
    labels.length > 1 &&
    /^(?:[a-z\u00a1-\uffff]{2,}|xn--[a-z0-9-]{2,})$/i.test(last) &&
    labels.every((label) => label.length <= 63 && labelForm.test(label))
  );
}

const labelForm = /^(?!-)[a-z0-9_\u00a1-\uffff-]+(?<!-)$/i;

/**
 * Why a name cannot be one of the public DNS; undefined if it can. Globalping only refuses private
 * addresses: that names of a local network stay at home is up to its clients.
 * https://www.iana.org/assignments/special-use-domain-names/
 */
export function findPrivateForm(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isIP(name.replaceAll(/[[\]]/g, '')) !== 0) return 'an IP address';
  if (!name.includes('.')) return 'a single label';
  const suffix = localSuffixes.find((local) => name.endsWith(`.${local}`));
  return suffix === undefined ? undefined : `a name under .${suffix}`;
}

const localSuffixes: readonly string[] = [
  'local',
  'localhost',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'test',
  'invalid',
  'onion',
];

// https://www.iana.org/assignments/iana-ipv4-special-registry/
const privateAddresses =
  /^(?:0|10|127|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168)\./;

/** Whether it is an IPv4 address that is not reached from outside. */
export function isPrivateAddress(host: string): boolean {
  return isIP(host) === 4 && privateAddresses.test(host);
}
