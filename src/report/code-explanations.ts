/** What an error of Cloudflare means, and the way out. */
export interface Explanation {
  readonly cause: string;
  readonly advice: string;
}

const permission: Explanation = {
  cause: 'the token may not purge this zone',
  advice:
    'Give the token the permission Zone › Cache Purge › Purge for this zone, and look whether it belongs to another account, is limited to IP addresses, or has expired. An account ID given as the zone ID ends here as well',
};
const invalidToken: Explanation = {
  cause: 'Cloudflare does not know this token',
  advice:
    'Look whether it was revoked, rolled, has expired, or was cut when it was stored as a secret; then store it anew',
};
const malformedToken: Explanation = {
  cause: 'this is not the form of an API token',
  advice:
    'Store the token alone: no quotes, no line break, no "Bearer". A Global API Key is no token: make an API token that may only purge',
};
const zoneId: Explanation = {
  cause: 'the zone ID is wrong',
  advice:
    "Copy the zone ID (32 hex digits) from the zone's overview page in the dashboard, or give the domain name instead",
};
export const rateLimit: Explanation = {
  cause: 'the account was over its purge rate limit the whole time',
  advice:
    'Raise `timeout`, purge with fewer requests (a prefix or host instead of many URLs), or keep several workflows from purging at once with `concurrency`',
};
const tooManyItems: Explanation = {
  cause: 'Cloudflare takes fewer items in one request than any known limit',
  advice: 'Please open an issue with this message',
};
const ownFault: Explanation = {
  cause: 'the request was malformed',
  advice: 'This is a fault of the action. Please open an issue with this message and the `cf-ray`',
};
const item: Explanation = {
  cause: 'an item is not one that Cloudflare accepts',
  advice: 'Correct the item that the message names',
};
const plan: Explanation = {
  cause: 'this zone may not purge by this kind',
  advice:
    'Every plan may since 2025: an old API edge answered, so run the step again. If it stays, ask the support of Cloudflare',
};

/**
 * Codes of the purge API in words.
 * @see docs/troubleshooting.md, which has each of them (a test holds the two together)
 */
export const codeExplanations: ReadonlyMap<number, Explanation> = new Map([
  [971, rateLimit],
  [1000, invalidToken],
  [1012, ownFault],
  [1014, ownFault],
  [1015, item],
  [
    1082,
    {
      cause: 'an item is in another zone',
      advice:
        'Name the zone of that item as well (`zone` takes several), or leave it out. Host names of Cloudflare for SaaS must be set up as custom hostnames of the zone',
    },
  ],
  [1083, rateLimit],
  [1084, item],
  [1092, ownFault],
  [1094, tooManyItems],
  [1095, permission],
  [1100, item],
  [1101, tooManyItems],
  [1102, rateLimit],
  [1107, plan],
  [1111, tooManyItems],
  [1112, plan],
  [1113, rateLimit],
  [1114, item],
  [1115, item],
  [1134, rateLimit],
  [
    1136,
    {
      cause: 'this environment cannot be purged by URL',
      advice: 'Purge it by tags, hosts, prefixes or everything',
    },
  ],
  [6003, malformedToken],
  [7003, zoneId],
  [9103, malformedToken],
  [9106, malformedToken],
  [9109, permission],
  [10000, permission],
  [
    10001,
    {
      cause: 'Cloudflare could not authenticate the request',
      advice: 'Run the step again; if it stays, make a new token',
    },
  ],
  [
    10405,
    {
      cause: 'the token has no right to this endpoint',
      advice:
        'Give the token Zone › Cache Purge › Purge; for an environment by name also Zone Versioning › Read, or give the ID of the environment',
    },
  ],
]);
