import type { Call } from '../action/scenario.ts';
import { readingToken, zoneIds } from '../cloudflare/account.ts';
import type { EdgeBehaviour } from '../cloudflare/edge-behaviour.ts';
import type { PlaceName } from '../globalping/sample-places.ts';

/** One run of a job of docs/recipes.md: what it finds, and what it must purge. */
export interface RecipeRun {
  readonly file: string;
  readonly job: string;
  /** Where a job runs more than once: what is different. */
  readonly where?: string;
  /** What visitors have in Cloudflare's cache, and must get anew. */
  readonly visited: readonly string[];
  readonly expressions?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly commands?: Readonly<Record<string, string>>;
  /** What the checkout brings, by path. */
  readonly checkout?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly behaviour?: Partial<EdgeBehaviour>;
  /** Where visitors come from as well, for `verify-from`. */
  readonly places?: readonly PlaceName[];
  /** Whether the job is of the second release of a repository whose first one is live. */
  readonly isSecondRelease?: boolean;
  /** The folder of the job's files that becomes the site, below a path. */
  readonly serves?: { readonly folder: string; readonly at: string };
  /** What stands on the site otherwise. */
  readonly release?: Readonly<Record<string, string>>;
  readonly purges: readonly Call[];
  /** What a step of the job says when it fails, where it must. */
  readonly failure?: RegExp;
}

export const globalpingToken = 'globalping-token-of-the-recipes';
export const commit = '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c';

/** What most expressions stand for. */
export const commonExpressions = {
  'vars.CLOUDFLARE_ZONE_ID': zoneIds.exampleCom,
  'vars.CLOUDFLARE_ACCOUNT_ID': '9a7806061c88ada191ed06f989cc3dac',
  'secrets.CLOUDFLARE_API_TOKEN': readingToken,
  'secrets.GLOBALPING_TOKEN': globalpingToken,
  'secrets.R2_ACCESS_KEY_ID': 'r2-access-key',
  'secrets.R2_SECRET_ACCESS_KEY': 'r2-secret-key',
  'secrets.AWS_ACCESS_KEY_ID': 'aws-access-key',
  'secrets.AWS_SECRET_ACCESS_KEY': 'aws-secret-key',
  'github.sha': commit,
};

/** The build of a site, and a deploy that lands at once. */
const site = {
  'build.sh': `
    mkdir -p dist
    echo 'new app' > dist/app.js
    echo 'new style' > dist/style.css`,
  'deploy.sh': 'test -s dist/app.js',
};
const dist = { folder: 'dist', at: '/' };

const purgeOf = (zone: string, body: unknown, method = 'purge_cache'): Call => [
  `POST /zones/${zone}/${method}`,
  body,
];
const purge = (body: unknown): Call => purgeOf(zoneIds.exampleCom, body);

/** As `aws s3 sync` of aws-cli 1.45 prints it. */
const syncLines = `
upload: dist/index.html to s3://example-site/index.html
upload: dist/app.js to s3://example-site/app.js
upload: dist/guide/index.html to s3://example-site/guide/index.html
upload: dist/files/up to date.pdf to s3://example-site/files/up to date.pdf
upload: dist/files/100%.pdf to s3://example-site/files/100%.pdf
upload: dist/files/C#.pdf to s3://example-site/files/C#.pdf
upload: dist/img/größe@2x.png to s3://example-site/img/größe@2x.png
delete: s3://example-site/old/index.html
delete: s3://example-site/what?.js`;

const synced = [
  'https://www.example.com/index.html',
  'https://www.example.com/',
  'https://www.example.com/app.js',
  'https://www.example.com/guide/index.html',
  'https://www.example.com/guide/',
  'https://www.example.com/files/up%20to%20date.pdf',
  'https://www.example.com/files/100%25.pdf',
  'https://www.example.com/files/C%23.pdf',
  'https://www.example.com/img/gr%C3%B6%C3%9Fe@2x.png',
  'https://www.example.com/old/index.html',
  'https://www.example.com/old/',
  'https://www.example.com/what%3F.js',
];

const ifList = "!cancelled() && hashFiles('purge-urls.txt') != ''";

export const recipeRuns: readonly RecipeRun[] = [
  {
    file: 'release.yml',
    job: 'deploy',
    visited: ['https://www.example.com/app.js', 'https://www.example.com/style.css'],
    commands: site,
    serves: dist,
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'purge-deployment.yml',
    job: 'purge',
    visited: ['https://www.example.com/build.js'],
    expressions: { 'github.event.deployment.sha': commit },
    release: { '/version.txt': commit, '/build.js': `globalThis.build = '${commit}'` },
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'pages.yml',
    job: 'deploy',
    visited: ['https://www.example.com/build.js'],
    headers: { age: '30' },
    release: { '/version.txt': commit, '/build.js': `globalThis.build = '${commit}';` },
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'server.yml',
    job: 'deploy',
    visited: ['https://www.example.com/app.js'],
    commands: { ...site, rsync: 'test -s "$RUNNER_TEMP/ssh_key"' },
    expressions: {
      'secrets.SSH_KEY': 'the key',
      'vars.SSH_KNOWN_HOSTS': 'origin.example.com ssh-ed25519 AAAA',
    },
    serves: dist,
    release: { '/version.txt': commit },
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'files.yml',
    job: 'deploy',
    visited: ['https://www.example.com/app.js'],
    isSecondRelease: true,
    checkout: { 'public/app.js': 'the new app' },
    commands: { 'deploy.sh': 'test -s public/version.txt' },
    serves: { folder: 'public', at: '/' },
    purges: [purge({ files: ['https://www.example.com/app.js'] })],
  },
  {
    file: 'publish-apt.yml',
    job: 'publish',
    visited: ['https://apt.example.com/dists/stable/main/binary-amd64/Packages.gz'],
    commands: {
      'build.sh': `
        mkdir -p public/pool public/dists/stable/main/binary-amd64
        echo 'SHA256: of the new one' > public/dists/stable/InRelease
        echo 'Package: new' > public/dists/stable/main/binary-amd64/Packages.gz`,
      aws: `echo "$* $AWS_ENDPOINT_URL" >> uploads.txt`,
    },
    serves: { folder: 'public/dists', at: '/dists/' },
    purges: [purge({ prefixes: ['apt.example.com/dists/'] })],
  },
  {
    file: 'sync.yml',
    job: 'deploy',
    visited: ['https://www.example.com/app.js', 'https://www.example.com/files/100%25.pdf'],
    expressions: { [ifList]: 'true' },
    commands: { ...site, aws: `cat <<'END'${syncLines}\nEND` },
    serves: dist,
    release: { '/files/100%25.pdf': 'new' },
    purges: [purge({ files: synced })],
  },
  {
    file: 'sync.yml',
    job: 'deploy',
    where: 'the sync fails in the middle',
    visited: ['https://www.example.com/app.js'],
    expressions: { [ifList]: 'true' },
    commands: {
      ...site,
      aws: `
        echo 'upload: dist/app.js to s3://example-site/app.js'
        echo 'upload failed: dist/style.css to s3://example-site/style.css An error occurred' >&2
        exit 1`,
    },
    serves: dist,
    purges: [purge({ files: ['https://www.example.com/app.js'] })],
    failure: /^exit 1: upload failed/,
  },
  {
    file: 'release-and-look.yml',
    job: 'deploy',
    visited: ['https://www.example.com/build.js'],
    places: ['frankfurt', 'tokyo', 'ashburn'],
    commands: site,
    serves: dist,
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'many-zones.yml',
    job: 'deploy',
    visited: [
      'https://www.example.com/app.js',
      'https://www.example.org/app.js',
      'https://shop.example.co.uk/app.js',
    ],
    commands: site,
    serves: dist,
    purges: [
      purge({ hosts: ['www.example.com'] }),
      purgeOf(zoneIds.exampleOrg, { hosts: ['www.example.org'] }),
      purgeOf(zoneIds.shopExampleCoUk, { hosts: ['shop.example.co.uk'] }),
    ],
  },
  {
    file: 'many-accounts.yml',
    job: 'purge',
    where: 'example-com',
    visited: ['https://www.example.com/app.js'],
    expressions: { 'matrix.host': 'www.example.com' },
    release: { '/app.js': 'new' },
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'many-accounts.yml',
    job: 'purge',
    where: 'example-org',
    visited: ['https://www.example.org/app.js'],
    expressions: {
      'matrix.host': 'www.example.org',
      'vars.CLOUDFLARE_ZONE_ID': zoneIds.exampleOrg,
    },
    release: { '/app.js': 'new' },
    purges: [purgeOf(zoneIds.exampleOrg, { hosts: ['www.example.org'] })],
  },
  {
    file: 'staging-and-production.yml',
    job: 'staging',
    visited: ['https://staging.example.com/app.js'],
    expressions: {
      'secrets.ACCESS_CLIENT_ID': '88bf3b6d.access',
      'secrets.ACCESS_CLIENT_SECRET': '57f58f11e00d2',
    },
    commands: site,
    serves: dist,
    behaviour: { challenge: { unless: ['cf-access-client-secret', '57f58f11e00d2'] } },
    purges: [purge({ hosts: ['staging.example.com'] })],
  },
  {
    file: 'staging-and-production.yml',
    job: 'production',
    visited: ['https://www.example.com/app.js'],
    commands: site,
    serves: dist,
    purges: [purge({ hosts: ['www.example.com'] })],
  },
  {
    file: 'release-app.yml',
    job: 'deploy',
    visited: ['https://www.example.com/shop/app.js'],
    expressions: { 'needs.name.outputs.app': 'shop' },
    commands: {
      'build.sh': `mkdir -p "$1/dist" && echo 'new shop' > "$1/dist/app.js"`,
      'deploy.sh': 'test -s "$1/dist/app.js"',
    },
    serves: { folder: 'apps/shop/dist', at: '/shop/' },
    purges: [purge({ prefixes: ['www.example.com/shop/'] })],
  },
  {
    file: 'purge-host.yml',
    job: 'purge',
    visited: ['https://shop.example.com/build.js'],
    expressions: {
      'inputs.zone': zoneIds.exampleCom,
      'inputs.host': 'shop.example.com',
      'inputs.script': '/build.js',
      'secrets.token': readingToken,
    },
    release: { '/version.txt': commit, '/build.js': `globalThis.build = '${commit}';` },
    purges: [purge({ hosts: ['shop.example.com'] })],
  },
  {
    file: 'daily.yml',
    job: 'invalidate',
    visited: ['https://www.example.com/offers/'],
    headers: { 'cache-tag': 'daily' },
    behaviour: { cacheEverything: true },
    release: { '/offers/': 'new offers' },
    purges: [purgeOf(zoneIds.exampleCom, { tags: ['daily'] }, 'invalidate_cache')],
  },
  {
    file: 'published.yml',
    job: 'purge',
    visited: ['https://www.example.com/news/'],
    behaviour: { cacheEverything: true },
    release: { '/news/': 'new news' },
    purges: [purge({ prefixes: ['www.example.com/news/'] })],
  },
];
