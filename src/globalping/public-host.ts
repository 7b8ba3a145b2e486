/**
 * Last labels of names that the public DNS never has, or that lead into a local network.
 * @see https://www.iana.org/assignments/special-use-domain-names/special-use-domain-names.xhtml
 * @see https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en
 */
const localEndings = new Set([
  'alt',
  'arpa',
  'cluster',
  'consul',
  'corp',
  'example',
  'home',
  'homenet',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'mail',
  'onion',
  'private',
  'svc',
  'test',
]);

/**
 * Whether a host may be named to a public third party, judged by its form alone: it has a dot, is no
 * IP address, and is under no name for local use. DNS is not asked, since that would tell others too.
 */
export function isPublicHost(hostname: string): boolean {
  const labels = hostname.toLowerCase().replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('')) return false;
  // An IPv4 address ends in a number (URL parsers write all its forms so), an IPv6 address in `]`.
  return !/^\d+$|\]$/.test(last) && !localEndings.has(last);
}
