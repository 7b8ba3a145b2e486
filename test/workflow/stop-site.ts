/**
 * A step of a workflow: stops the site that `start-site.ts` started, and fails where Cloudflare's API
 * was asked what no client should ask.
 */
const answer = await fetch(`${process.env['CONTROL_URL']}/stop`);
if (!answer.ok) throw new Error(await answer.text());

export {};
