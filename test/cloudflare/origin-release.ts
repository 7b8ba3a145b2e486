import { createHash } from 'node:crypto';

/** What the origin answers for one path. */
export type OriginReply = {
  /** 200 if left out. */
  readonly status?: number;
  /** Beside those that a web server adds. `age` makes the origin a cache of its own. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Which of them the reply carries, and a conditional request may use; `both` if left out. */
  readonly validators?: 'both' | 'etag' | 'last-modified' | 'none';
  /** Compresses for clients that accept it. */
  readonly gzip?: boolean;
  /** The body is compressed already, with this coding, which is sent whatever a client accepts. */
  readonly stored?: 'br' | 'gzip' | 'zstd';
  /** Takes the request, and never answers. */
  readonly hang?: boolean;
  /** Sends so many bytes of the body, then resets the connection. */
  readonly cutAfter?: number;
  readonly delayMs?: number;
};

/** By path, with or without a query: `/app.js`. A string or bytes are a body without more ado. */
export type Release = Readonly<Record<string, string | Uint8Array | OriginReply>>;

/** One file as it is deployed, ready to be sent. */
export type DeployedFile = {
  readonly reply: OriginReply;
  readonly body: Uint8Array;
  readonly etag: string;
  readonly lastModified: Date;
};

export type DeployedFiles = ReadonlyMap<string, DeployedFile>;

/**
 * A release after the one before: a file that did not change keeps its `Last-Modified`. `at` must be
 * seconds after that of the release before, or HTTP's dates cannot tell them apart.
 */
export function deployRelease(release: Release, before: DeployedFiles, at: Date): DeployedFiles {
  return new Map(
    Object.entries(release).map(([path, file]): [string, DeployedFile] => {
      const reply = typeof file === 'string' || file instanceof Uint8Array ? { body: file } : file;
      const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
      const bytes = body ?? new Uint8Array();
      const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
      const same = before.get(path);
      const lastModified = same?.etag === etag ? same.lastModified : at;
      return [path, { reply, body: bytes, etag, lastModified }];
    }),
  );
}

/** The file for a request target: with its query if there is such a one, else without. */
export function findFile(files: DeployedFiles, target: string): DeployedFile | undefined {
  return files.get(target) ?? files.get(target.replace(/\?.*/, ''));
}

/** Headers of a file, its validators among them. */
export function headersOf(path: string, file: DeployedFile): Record<string, string> {
  const { validators = 'both', headers } = file.reply;
  const etag = validators === 'both' || validators === 'etag';
  const lastModified = validators === 'both' || validators === 'last-modified';
  return {
    'content-type': contentTypeOf(path),
    ...(file.reply.stored === undefined ? {} : { 'content-encoding': file.reply.stored }),
    ...(etag ? { etag: file.etag } : {}),
    ...(lastModified ? { 'last-modified': file.lastModified.toUTCString() } : {}),
    ...headers,
  };
}

/**
 * Whether a conditional request may be answered with 304. `If-None-Match` decides alone where it is
 * given: https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
export function isUnchanged(
  { etag, 'last-modified': lastModified }: Readonly<Record<string, string>>,
  ifNoneMatch: string | undefined,
  ifModifiedSince: string | undefined,
): boolean {
  if (ifNoneMatch !== undefined) {
    const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return etag !== undefined && known.includes(etag);
  }
  if (ifModifiedSince === undefined || lastModified === undefined) return false;
  return Date.parse(lastModified) <= Date.parse(ifModifiedSince);
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

function contentTypeOf(target: string): string {
  const path = target.replace(/\?.*/, '');
  const extension = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? (path.endsWith('/') ? 'html' : '');
  return contentTypes[extension] ?? 'application/octet-stream';
}
