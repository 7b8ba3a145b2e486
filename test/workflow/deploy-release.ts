/**
 * A step of a workflow: puts a release on the site that `start-site.ts` started.
 * Its environment: `RELEASE`, bodies by path as JSON, and `AFTER_MS`, for a deploy that lands later.
 */
const { CONTROL_URL = '', RELEASE = '', AFTER_MS = '0' } = process.env;

const url = `${CONTROL_URL}/deploy?after-ms=${AFTER_MS}`;
const { ok, status } = await fetch(url, { method: 'POST', body: RELEASE });
if (!ok) throw new Error(`The site answers ${status} to a deploy`);

export {};
