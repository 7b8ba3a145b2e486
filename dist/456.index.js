export const id = 456;
export const ids = [456];
export const modules = {

/***/ 456:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  addChanges: () => (/* binding */ addChanges)
});

// UNUSED EXPORTS: findChanges

// EXTERNAL MODULE: ./build/http/http.js
var http = __webpack_require__(321);
// EXTERNAL MODULE: ./build/inputs/items.js
var items = __webpack_require__(260);
// EXTERNAL MODULE: ./build/pacing/gate.js + 1 modules
var gate = __webpack_require__(824);
// EXTERNAL MODULE: ./build/pacing/stop.js
var pacing_stop = __webpack_require__(425);
// EXTERNAL MODULE: ./node_modules/@octokit/core/dist-src/index.js + 13 modules
var dist_src = __webpack_require__(194);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(368);
// EXTERNAL MODULE: ./build/pacing/retry.js
var retry = __webpack_require__(355);
;// CONCATENATED MODULE: ./build/changed/github-data.js

/** GitHub's answer about a folder. https://docs.github.com/en/rest/git/trees#get-a-tree */
function readTree(json) {
    const list = (0,build_json/* readField */.dR)(json, 'tree');
    if (!Array.isArray(list))
        return undefined;
    const entries = list.map(readEntry).filter((entry) => entry !== undefined);
    return entries.length === list.length
        ? { entries, isCut: (0,build_json/* readField */.dR)(json, 'truncated') === true }
        : undefined;
}
const entryKinds = {
    tree: 'folder',
    commit: 'submodule',
    blob: 'file',
};
function readEntry(json) {
    const path = (0,build_json/* readText */.yR)(json, 'path');
    const kind = entryKinds[(0,build_json/* readText */.yR)(json, 'type') ?? ''];
    const hash = (0,build_json/* readHash */.Pp)(json, 'sha');
    if (path === undefined || kind === undefined || hash === undefined)
        return undefined;
    return { path, kind: (0,build_json/* readText */.yR)(json, 'mode') === '120000' ? 'link' : kind, hash };
}
/**
 * States of a run in which no job of this attempt has started. In `queued` and `waiting`, some may
 * have; `cancelled` does not tell.
 * @see https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
 */
const statesWithoutJobs = new Set([
    'requested',
    'pending',
    'skipped',
    'startup_failure',
]);
function readRun(json) {
    const id = (0,build_json/* readId */.wh)(json, 'id');
    const headSha = (0,build_json/* readHash */.Pp)(json, 'head_sha');
    if (id === undefined || headSha === undefined)
        return undefined;
    const startedAt = (0,build_json/* readText */.yR)(json, 'run_started_at') ?? '';
    const state = (0,build_json/* readText */.yR)(json, 'conclusion') ?? (0,build_json/* readText */.yR)(json, 'status') ?? '';
    return {
        id,
        event: (0,build_json/* readText */.yR)(json, 'event') ?? '',
        headSha,
        headName: (0,build_json/* readText */.yR)(json, 'head_branch') ?? '',
        hasSucceeded: state === 'success',
        hasStarted: !statesWithoutJobs.has(state) || (0,build_json/* readField */.dR)(json, 'run_attempt') !== 1,
        createdAt: (0,build_json/* readText */.yR)(json, 'created_at') ?? startedAt,
        startedAt,
        endedAt: (0,build_json/* readText */.yR)(json, 'status') === 'completed' ? (0,build_json/* readText */.yR)(json, 'updated_at') : undefined,
    };
}
function readDeployment(json) {
    const id = (0,build_json/* readId */.wh)(json, 'id');
    const sha = (0,build_json/* readHash */.Pp)(json, 'sha');
    if (id === undefined || sha === undefined)
        return undefined;
    return { id, sha, creator: (0,build_json/* readText */.yR)(json, 'creator', 'login') };
}
function readRelease(json) {
    const tag = (0,build_json/* readText */.yR)(json, 'tag_name');
    const publishedAt = (0,build_json/* readText */.yR)(json, 'published_at');
    if (tag === undefined || publishedAt === undefined)
        return undefined;
    if ((0,build_json/* readField */.dR)(json, 'draft') === true)
        return undefined;
    return { tag, publishedAt, isPrerelease: (0,build_json/* readField */.dR)(json, 'prerelease') === true };
}
function readTag(json) {
    const name = (0,build_json/* readText */.yR)(json, 'name');
    const sha = (0,build_json/* readHash */.Pp)(json, 'commit', 'sha');
    return name === undefined || sha === undefined ? undefined : { name, sha };
}
function readStatus(json) {
    return { state: (0,build_json/* readText */.yR)(json, 'state') ?? '', creator: (0,build_json/* readText */.yR)(json, 'creator', 'login') };
}

;// CONCATENATED MODULE: ./build/changed/github.js





/** Why GitHub gave no answer of use. The message goes on after "GitHub". */
class GitHubError extends Error {
    name = 'GitHubError';
    kind;
    /** Whether the same request may succeed a little later. */
    isTransient;
    /** How long GitHub wants nothing more to be sent; undefined if this is no limit. */
    waitMs;
    constructor(kind, message, more = {}) {
        super(message);
        this.kind = kind;
        this.isTransient = more.isTransient ?? false;
        this.waitMs = more.waitMs;
    }
}
const extraHeaders = {
    // Supported until two years after 2026-03-10: https://docs.github.com/en/rest/about-the-rest-api/api-versions
    'x-github-api-version': '2022-11-28',
    // A tree may have 30 MB.
    'accept-encoding': 'gzip',
};
/**
 * Creates the client for GitHub's REST API. It is the only place that knows the endpoints. Lists come
 * page by page, newest first. Every method throws `GitHubError`.
 * @see https://docs.github.com/en/rest
 */
function createGitHub(target, world) {
    const octokit = createOctokit(target, world);
    const [owner = '', repo = ''] = target.repository.split('/');
    const get = (path, parameters = {}) => octokit.request(`GET /repos/{owner}/{repo}${path}`, { owner, repo, ...parameters });
    /** Follows links, not page numbers: GitHub leaves out entries that a token may not see. */
    async function* list(path, parameters, read, field) {
        let answer = await get(path, parameters);
        while (true) {
            const entries = field === undefined ? answer.data : (0,build_json/* readField */.dR)(answer.data, field);
            if (!Array.isArray(entries))
                throw malformed();
            yield entries.map(read).filter((entry) => entry !== undefined);
            const next = /<([^<>]+)>; *rel="next"/.exec(answer.headers.link ?? '')?.[1];
            if (next === undefined)
                return;
            answer = await octokit.request(`GET ${next}`);
        }
    }
    return {
        /** The commit that a name stands for: a full or short hash, a branch, a tag; `tags/v1` is a tag. */
        findCommit: (ref) => orNotFound(async () => {
            // With the hash alone: the full answer comes with the text of all changes.
            // https://docs.github.com/en/rest/commits/commits#get-a-commit
            const headers = { accept: 'application/vnd.github.sha' };
            const { data } = await get('/commits/{ref}', { ref, headers });
            // A server that does not know this format sends all of it.
            return (0,build_json/* readHash */.Pp)(typeof data === 'string' ? { sha: data.trim() } : data, 'sha');
        }),
        /** Throws if the token may not read the repository. */
        checkRepository: async () => {
            await get('');
        },
        /** @param ref `tags/v1`, `heads/main` */
        hasReference: async (ref) => (await orNotFound(() => get('/git/ref/{ref}', { ref }))) !== undefined,
        /** @param hash A tree's, or a commit's, whose tree is meant. */
        readTree: async (hash, recursive) => {
            // Any value of this parameter means true, `0` as well.
            const parameters = { hash, ...(recursive ? { recursive: 1 } : {}) };
            const { data } = await get('/git/trees/{hash}', parameters);
            return readTree(data) ?? fail(malformed());
        },
        findWorkflow: async (id) => {
            const { data } = await get('/actions/runs/{id}', { id });
            return (0,build_json/* readId */.wh)(data, 'workflow_id') ?? fail(malformed());
        },
        /** @param workflow Its ID, or the name of its file. */
        listRuns: (workflow, filter) => {
            // A run takes some ten kilobytes, with its pull requests more.
            const parameters = { workflow, ...filter, exclude_pull_requests: true, per_page: 100 };
            return list('/actions/workflows/{workflow}/runs', parameters, readRun, 'workflow_runs');
        },
        listDeployments: (environment) => list('/deployments', { environment, per_page: 30 }, readDeployment),
        listStatuses: async (id) => {
            const { data } = await get('/deployments/{id}/statuses', { id, per_page: 100 });
            if (!Array.isArray(data))
                throw malformed();
            return data.map(readStatus);
        },
        /** Without drafts. */
        listReleases: () => list('/releases', { per_page: 50 }, readRelease),
        listTags: () => list('/tags', { per_page: 100 }, readTag),
    };
}
// Octokit would write to standard error about deprecations.
const silentLog = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
};
/** GitHub counts all requests alike. */
const load = { limit: 'look-ups', items: 1 };
/** Octokit over our own transport: the same proxies, timeouts, and certificates as everywhere. */
function createOctokit({ apiUrl, githubToken }, world) {
    const send = (0,http/* redactReplies */._U)(world.send, githubToken);
    const octokit = new dist_src/* Octokit */.E({
        auth: githubToken,
        baseUrl: apiUrl,
        userAgent: http/* userAgent */.N1,
        log: silentLog,
        request: { fetch: createFetch(new URL(apiUrl).origin, send), log: silentLog },
    });
    octokit.hook.wrap('request', (request, options) => sendWithRetries(world, async (signal) => {
        // Octokit's own hook for the token sees these changes only if they are made in place.
        Object.assign(options.headers, extraHeaders);
        options.request = { ...options.request, signal };
        const answer = await request(options);
        if (!isReadable(answer.data))
            throw malformed(true);
        return answer;
    }));
    return octokit;
}
/**
 * Sends until GitHub answers: waits for limits as long as `timeout` allows, retries transient failures.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
async function sendWithRetries(world, send) {
    const sendOnce = async (cutOff) => {
        try {
            return { answer: await send(cutOff) };
        }
        catch (thrown) {
            return toGitHubError(thrown);
        }
    };
    const { response } = await (0,retry/* retry */.L)({ name: 'GitHub', send: sendOnce, classify, load }, world);
    if (response === undefined || response instanceof GitHubError) {
        throw explainEnd(response, world.stop);
    }
    return response.answer;
}
function classify(response) {
    if (!(response instanceof GitHubError))
        return { next: 'accept' };
    const { waitMs, isTransient } = response;
    if (waitMs !== undefined)
        return { next: 'throttle', limit: { retryAfterMs: waitMs } };
    return { next: isTransient ? 'backoff' : 'fail' };
}
/** What is said of the last error, once the step has ended. */
function explainEnd(error, { reason }) {
    if (reason === 'cancelled')
        return new GitHubError('canceled', 'was not waited for');
    if (error === undefined) {
        const why = reason === 'timeout'
            ? '`timeout` had passed'
            : 'waiting for its rate limit would have exceeded `timeout`';
        return new GitHubError('unreachable', `was not asked, because ${why}`);
    }
    if (error.waitMs !== undefined) {
        const seconds = Math.ceil(error.waitMs / 1000);
        const until = seconds === 0
            ? ' until `timeout` had passed'
            : `; waiting ${seconds} s more would exceed \`timeout\``;
        return new GitHubError('unreachable', error.message + until);
    }
    return error;
}
const transientReasons = new Set([
    'connection',
    'dns',
    'timeout',
    'cut-off',
    'malformed',
]);
function fromNetworkFailure({ reason, code }) {
    const isTransient = transientReasons.has(reason);
    const message = reason === 'interrupted'
        ? 'did not answer before `timeout` had passed'
        : `did not answer (${code})`;
    return new GitHubError('unreachable', message, { isTransient });
}
function malformed(isTransient = false) {
    const message = 'sent a response that does not have the form its API documents';
    return new GitHubError('unreachable', message, { isTransient });
}
function fail(error) {
    throw error;
}
/** A repository without commits returns 409; a name that stands for nothing, 422. */
const notFoundStatuses = new Set([404, 409, 410, 422]);
/** Sorts what Octokit threw. Anything unexpected is a bug, and goes on. */
function toGitHubError(thrown) {
    if (!(thrown instanceof Error))
        throw thrown;
    if (thrown instanceof GitHubError)
        return thrown;
    // Octokit wraps what its fetch throws.
    if (thrown.cause instanceof GitHubError)
        return thrown.cause;
    const response = 'response' in thrown ? thrown.response : undefined;
    const status = (0,build_json/* readField */.dR)(response, 'status');
    if (typeof status !== 'number')
        throw thrown.cause ?? thrown;
    const said = (0,build_json/* readText */.yR)(response, 'data', 'message') ?? '';
    const message = `answered HTTP ${status}${said === '' ? '' : ` "${said}"`}`;
    const waitMs = findWait(status, (0,build_json/* readField */.dR)(response, 'headers'), said);
    if (waitMs !== undefined) {
        const limited = `refused the request because of its rate limit (HTTP ${status} "${said}")`;
        return new GitHubError('unreachable', limited, { waitMs });
    }
    if (notFoundStatuses.has(status))
        return new GitHubError('not-found', message);
    if (status === 401 || status === 403)
        return new GitHubError('not-allowed', message);
    return new GitHubError('unreachable', message, { isTransient: status === 408 || status >= 500 });
}
/** What GitHub asks for if it does not say how long to wait. */
const unknownWaitMs = 60_000;
/**
 * How long GitHub wants nothing more to be sent; undefined if the response is no limit. The reset of
 * the primary limit is a date. It is compared with the response's own, since a runner's clock may be
 * wrong.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function findWait(status, headers, message) {
    if (status !== 403 && status !== 429)
        return undefined;
    const read = (name) => (0,build_json/* readText */.yR)(headers, name) ?? '';
    const retryAfter = read('retry-after');
    if (/^\d{1,9}$/.test(retryAfter))
        return Number(retryAfter) * 1000;
    if (read('x-ratelimit-remaining') === '0') {
        const untilResetMs = Number(read('x-ratelimit-reset')) * 1000 - Date.parse(read('date'));
        return Number.isNaN(untilResetMs) ? unknownWaitMs : Math.max(untilResetMs, 1000);
    }
    return status === 429 || /rate limit/i.test(message) ? unknownWaitMs : undefined;
}
const mostRedirects = 3;
/**
 * Creates the part of `fetch` that Octokit needs to read. The token goes to one origin only: redirects
 * (which GitHub sends for renamed repositories) and links to further pages stay there, or fail.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
function createFetch(origin, send) {
    return async (url, { headers, signal }) => {
        let target = URL.parse(url);
        for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
            const { href } = checkTarget(target, origin);
            const reply = await send({ method: 'GET', url: href, headers }, signal);
            if (reply.kind === 'no-reply')
                throw fromNetworkFailure(reply);
            if (reply.status < 300 || reply.status >= 400)
                return toResponse(reply);
            target = URL.parse(reply.headers['location'] || 'https://', href);
        }
        throw redirected('again and again');
    };
}
function checkTarget(target, origin) {
    if (target === null)
        throw redirected('to no valid address');
    if (target.origin === origin)
        return target;
    throw redirected(`to ${target.host}, which is not followed, so that the token stays here`);
}
function redirected(where) {
    return new GitHubError('unreachable', `redirected ${where}`);
}
function toResponse({ status, headers, body }) {
    // Octokit parses JSON only if the header says that it is JSON.
    return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}
/** Octokit returns what is no JSON as text or bytes. Of these, only a commit's hash is expected. */
function isReadable(data) {
    if (typeof data === 'string')
        return /^[0-9a-f]+\s*$/.test(data);
    return typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer);
}
async function orNotFound(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (error instanceof GitHubError && error.kind === 'not-found')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/changed/runs.js

/** GitHub's list of runs lacks one that is there, so it says nothing about the others either. */
class IncompleteRuns extends Error {
    name = 'IncompleteRuns';
}
const nothing = { last: undefined, later: [] };
/**
 * Finds what runs of this workflow have deployed for the same event, and on branches for the same
 * branch. The last one may be of a younger commit: a re-run of an old release rolls back, and what
 * visitors have is the younger one.
 * @returns Nothing for a run that belongs to no branch and no tag, such as a pull request's, whose
 *   head is a merge that no other run has.
 */
async function findDeployedByRuns(run, github) {
    const { id, eventName, event, ref } = run;
    if (ref === undefined)
        return nothing;
    // By its file if GitHub names it, which saves a request.
    const workflow = run.workflow ?? (id === undefined ? undefined : await github.findWorkflow(id));
    if (workflow === undefined)
        return nothing;
    const filter = { event: eventName, ...(ref.kind === 'branch' ? { branch: ref.name } : {}) };
    // Runs for releases are all of tags. Of other runs only the name is known, and pushes to a branch
    // of the same workflow may deploy nothing.
    const counts = ref.kind === 'tag' && event.kind !== 'release' ? createTagCheck(github) : async () => true;
    const find = (runs) => sortDeployed(runs, id, counts);
    const runs = await readRuns({ workflow, filter, own: id }, github, async (known) => {
        const { last } = await find(known);
        return last?.createdAt;
    });
    const deployed = await find(runs);
    return event.kind === 'workflow-run' ? findBuilds(deployed, event.trigger, github) : deployed;
}
async function sortDeployed(runs, own, counts) {
    const others = runs.filter(({ id }) => id !== own);
    const byLastAttempt = sortNewestFirst(others, ({ startedAt }) => startedAt);
    let last;
    for (const run of byLastAttempt.filter(({ hasSucceeded }) => hasSucceeded)) {
        if (!(await counts(run.headName)))
            continue;
        last = run;
        break;
    }
    const later = [];
    for (const run of byLastAttempt) {
        if (run === last || !mayHaveDeployedAfter(run, last))
            continue;
        if (await counts(run.headName))
            later.push(run);
    }
    return { last, later };
}
/**
 * A run that failed, was canceled or is still in progress may have deployed all the same, and so may
 * one that succeeded next to the last one. Only what had ended when that one was created came before
 * it. It counts from its first attempt: a later one may have re-run some of its jobs, but not the
 * deploy.
 */
function mayHaveDeployedAfter(run, last) {
    if (!run.hasStarted)
        return false;
    return last === undefined || run.endedAt === undefined || run.endedAt >= last.createdAt;
}
/**
 * Finds what runs for `workflow_run` deployed: the heads of the runs that started them, which build.
 * GitHub does not say which those were, and a run's own head is only the default branch as it was. So
 * the last one is the build that ended last before the last run started. Builds that ended later may
 * have been deployed as well, by a run that failed or, if their time is only that of another attempt,
 * by that very run.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
async function findBuilds({ last: lastRun, later: laterRuns }, { id, workflow, event, branch }, github) {
    if (lastRun === undefined)
        return nothing;
    const times = [lastRun, ...laterRuns].map(({ createdAt }) => createdAt).toSorted();
    const first = times[0] ?? lastRun.createdAt;
    const find = (all) => {
        const builds = all.filter((build) => build.id !== id);
        const ended = sortNewestFirst(builds, ({ endedAt }) => endedAt ?? '');
        const last = ended.find((build) => build.hasSucceeded && hasEnded(build, lastRun.createdAt));
        if (last === undefined)
            return nothing;
        // What the run deployed that started first, of those that may have done so last.
        const oldest = ended.find((build) => hasEnded(build, first));
        const [since = ''] = [oldest?.endedAt ?? '', last.endedAt ?? ''].toSorted();
        return { last, later: ended.filter((one) => one !== last && mayHaveStartedOne(one, since)) };
    };
    const list = { workflow, filter: { event, branch }, own: id };
    const runs = await readRuns(list, github, async (known) => find(known).last === undefined ? undefined : first);
    return find(runs);
}
function hasEnded({ endedAt }, until) {
    return endedAt !== undefined && endedAt <= until;
}
/** One that has not ended may have started a run with an earlier attempt. */
function mayHaveStartedOne({ hasStarted, endedAt }, since) {
    return hasStarted && (endedAt === undefined || endedAt >= since);
}
/** 300 runs with the filter, 1,000 without. Older ones are not looked for. */
const mostFilteredPages = 3;
const mostPages = 10;
/**
 * A run can be re-run for 30 days; one more day for the time it takes.
 * @see https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs
 */
const longestReachMs = 31 * 24 * 60 * 60 * 1000;
/**
 * Lists runs of a workflow, the newest first, until it is known since when every run must be known, and
 * no older run can have been re-run since: the list goes by the first attempt.
 *
 * Lists with a filter come from a search index that may lack the newest runs. If this run itself is
 * missing there, they are listed without one.
 * @see https://github.com/octokit/octokit.js/issues/2214
 * @param findSince Called with all runs so far; undefined if there is nothing yet.
 */
async function readRuns({ workflow, filter, own }, github, findSince) {
    const filtered = github.listRuns(workflow, filter);
    const runs = await readPages(filtered, mostFilteredPages, own, findSince);
    if (runs !== undefined)
        return runs;
    const select = (all) => all.filter((run) => matches(run, filter));
    const unfiltered = github.listRuns(workflow, {});
    const all = await readPages(unfiltered, mostPages, own, (known) => findSince(select(known)));
    if (all === undefined)
        throw new IncompleteRuns();
    return select(all);
}
/** Returns undefined if the list lacks a run that is there for sure. */
async function readPages(list, most, own, findSince) {
    const runs = [];
    let pages = 0;
    for await (const page of list) {
        pages += 1;
        runs.push(...page);
        if (comesPast(own, runs))
            return undefined;
        const since = await findSince(runs);
        if (pages === most || (since !== undefined && reachesBehind(runs, since)))
            return runs;
    }
    return own === undefined || runs.some(({ id }) => id === own) ? runs : undefined;
}
/** Whether a list must have had a run, and has not: IDs grow. */
function comesPast(own, runs) {
    if (own === undefined || runs.some(({ id }) => id === own))
        return false;
    return runs.some(({ id }) => Number(id) < Number(own));
}
function matches(run, { event, branch }) {
    return run.event === event && (branch === undefined || run.headName === branch);
}
function reachesBehind(runs, since) {
    const oldestMs = Date.parse(runs.at(-1)?.createdAt ?? '');
    return oldestMs + longestReachMs < Date.parse(since);
}
/** Each costs at most two requests, of 1,000 an hour. */
const mostNames = 50;
/**
 * Creates the check whether a run's name is that of a tag, since GitHub gives the name alone. One that
 * is a branch's as well does not count: runs for a branch may deploy nothing. Each name is looked up
 * once.
 */
function createTagCheck(github) {
    const known = new Map();
    const isOnlyTag = async (name) => name !== '' &&
        (await github.hasReference(`tags/${name}`)) &&
        !(await github.hasReference(`heads/${name}`));
    return (name) => {
        const looked = known.get(name);
        if (looked !== undefined)
            return looked;
        if (known.size === mostNames) {
            const why = `lists runs with more than ${mostNames} names, and does not say which are tags`;
            throw new GitHubError('unreachable', why);
        }
        const answer = isOnlyTag(name);
        known.set(name, answer);
        return answer;
    };
}
/** A copy, the latest first, by times in ISO 8601 and UTC: such texts compare as times do. */
function sortNewestFirst(list, timeOf) {
    return list.toSorted((a, b) => Number(timeOf(a) < timeOf(b)) - Number(timeOf(a) > timeOf(b)));
}

;// CONCATENATED MODULE: ./build/changed/release-before.js

/**
 * The newest release that was published earlier. Pre-releases count only if this is one, since they
 * often go to another site.
 */
function findReleaseBefore(milestone, releases) {
    const { tag } = milestone;
    const own = releases.find((release) => release.tag === tag);
    const publishedAt = milestone.publishedAt ?? own?.publishedAt;
    const isPrereleaseTag = (readVersionTag(tag)?.prerelease.length ?? 0) > 0;
    const isPrerelease = milestone.isPrerelease ?? own?.isPrerelease ?? isPrereleaseTag;
    const earlier = releases
        .filter((release) => release.tag !== tag)
        .filter((release) => isPrerelease || !release.isPrerelease)
        .filter((release) => publishedAt === undefined || release.publishedAt < publishedAt);
    return sortNewestFirst(earlier, (release) => release.publishedAt).at(0);
}
/** The next lower version tag with the same prefix. Pre-releases count only if this is one. */
function findTagBefore(name, tags) {
    const version = readVersionTag(name);
    if (version === undefined)
        return undefined;
    const lower = tags.flatMap((tag) => {
        const other = readVersionTag(tag.name);
        if (other === undefined || other.prefix !== version.prefix)
            return [];
        if (other.prerelease.length > 0 && version.prerelease.length === 0)
            return [];
        return compareVersions(other, version) < 0 ? [{ tag, version: other }] : [];
    });
    return lower.toSorted((a, b) => compareVersions(b.version, a.version)).at(0)?.tag;
}
const release_before_form = /^((?:.*?[^0-9.])??)(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/i;
/** Reads a tag's version; undefined where it has none. */
function readVersionTag(tag) {
    const [whole, prefix = '', major, minor, patch, prerelease] = release_before_form.exec(tag) ?? [];
    if (whole === undefined)
        return undefined;
    return {
        prefix,
        numbers: [major, minor, patch ?? '0'].map(Number),
        prerelease: prerelease?.split('.') ?? [],
    };
}
/**
 * Compares by precedence: negative where `a` is lower.
 * @see https://semver.org/#spec-item-11
 */
function compareVersions(a, b) {
    return (compareLists(a.numbers, b.numbers, (x, y) => x - y) ||
        Number(a.prerelease.length === 0) - Number(b.prerelease.length === 0) ||
        compareLists(a.prerelease, b.prerelease, compareIdentifiers));
}
function compareLists(a, b, compare) {
    for (const [index, x] of a.entries()) {
        const y = b[index];
        if (y === undefined)
            return 1;
        const order = compare(x, y);
        if (order !== 0)
            return order;
    }
    return a.length - b.length;
}
/** Numbers are below words, and words are compared by their characters. */
function compareIdentifiers(a, b) {
    const [isNumberA, isNumberB] = [a, b].map((text) => /^\d+$/.test(text));
    if (isNumberA && isNumberB)
        return Number(a) - Number(b);
    if (isNumberA !== isNumberB)
        return isNumberA ? -1 : 1;
    return Number(a > b) - Number(a < b);
}

;// CONCATENATED MODULE: ./build/changed/base.js



/** An input that turned out to be wrong. */
class InputError extends Error {
    name = 'InputError';
    fault;
    constructor(fault) {
        super(fault.problem);
        this.fault = fault;
    }
}
/**
 * Chooses what visitors had before: the last deploy that succeeded, and all that started after it. Of
 * what a failed one brought, visitors may have all, some or nothing; so none is left out, nor taken
 * alone: a commit that is only older would miss what a failed deploy brought and this one takes back.
 */
async function chooseBase(settings, github) {
    if (settings.since !== undefined)
        return findSince(settings.since, settings.head, github);
    const { eventName, event } = settings.run;
    if (event.kind === 'deployment')
        return chooseByDeployment(event, settings.head, github);
    // A run does not say which environment it deployed to.
    if (eventName.startsWith('deployment')) {
        return none('the event does not say which deployment this run belongs to');
    }
    // Its own head is the default branch's, whatever it deployed.
    if (eventName === 'workflow_run' && event.kind !== 'workflow-run') {
        return none('the event does not say which branch the run that started this one was for');
    }
    return chooseByRun(settings, github);
}
async function findSince(since, head, github) {
    const sha = await github.findCommit(since);
    if (sha !== undefined) {
        const notice = `\`since\` (${since}) is the commit that is being deployed, so nothing has changed. If the deploy moves this tag or branch, move it after this step`;
        return commit(sha, `\`since\` is ${since}`, { notices: sha === head ? [notice] : [] });
    }
    // Without the permission to read, GitHub says of everything that it does not exist.
    await github.checkRepository();
    const problem = 'is not a commit, branch or tag of this repository';
    const accepted = 'the hash of a commit, or the name of a branch or a tag';
    throw new InputError({ input: 'since', item: since, problem, accepted });
}
/** 120 deployments. Older ones are not looked at. */
const mostDeploymentPages = 4;
/**
 * Finds the newest deployment that ever succeeded, which may be younger than this one: a re-run of an
 * old deployment rolls back. Any job with `environment:` creates deployments without deploying, so
 * only those count whose statuses come from who sets them for this one. A new deployment has no status
 * yet: that is who set those of its creator's earlier ones.
 */
async function chooseByDeployment(event, head, github) {
    const records = [];
    const deployers = new Set();
    addTo(deployers, event.statusCreator ?? event.creator);
    try {
        for await (const record of readDeployments(event, head, github)) {
            records.push(record);
            const isLearned = event.statusCreator === undefined && record.creator === event.creator;
            const successes = record.statuses.filter(isSuccess);
            if (isLearned)
                for (const { creator } of successes)
                    addTo(deployers, creator);
            if (hasSucceeded(record, deployers))
                break;
        }
    }
    catch (error) {
        if (!isRefusal(error))
            throw error;
        const permission = 'give the job the permission `deployments: read`';
        return none(`the deployments cannot be read (GitHub ${error.message}); ${permission}`);
    }
    return chooseOf(records, deployers, event.environment);
}
function chooseOf(records, deployers, environment) {
    const last = records.find((record) => hasSucceeded(record, deployers));
    if (last === undefined)
        return none(`no other deployment to ${environment} has succeeded`);
    const later = records.slice(0, records.indexOf(last));
    const others = later.filter((record) => hasStarted(record, deployers)).map(({ sha }) => sha);
    const reason = `the last successful deployment to ${environment} was of this commit`;
    return commit(last.sha, reason, { others });
}
/**
 * Lists other deployments with their statuses, the newest first. Younger ones of the same commit count
 * as this one: a job with `environment:` creates one of its own, which succeeds as soon as that job
 * ends. IDs grow.
 */
async function* readDeployments({ environment, id }, head, github) {
    let pages = 0;
    for await (const page of github.listDeployments(environment)) {
        for (const other of page) {
            const isOwn = other.id === id || (other.sha === head && Number(other.id) > Number(id));
            if (!isOwn)
                yield { ...other, statuses: await github.listStatuses(other.id) };
        }
        pages += 1;
        if (pages === mostDeploymentPages)
            return;
    }
}
function addTo(deployers, name) {
    if (name !== undefined)
        deployers.add(name);
}
function isSuccess({ state }) {
    return state === 'success';
}
/** If nobody is known to deploy, everybody may. */
function isBy({ creator }, deployers) {
    return deployers.size === 0 || (creator !== undefined && deployers.has(creator));
}
function hasSucceeded({ statuses }, deployers) {
    return statuses.some((status) => isSuccess(status) && isBy(status, deployers));
}
const statesBeforeStart = new Set(['queued', 'pending', 'waiting']);
/** Without a status, nothing is known: who deploys need not say when it starts. */
function hasStarted({ statuses }, deployers) {
    const states = statuses.filter((status) => isBy(status, deployers)).map(({ state }) => state);
    return statuses.length === 0 || states.some((state) => !statesBeforeStart.has(state));
}
async function chooseByRun(settings, github) {
    let deployed;
    try {
        deployed = await findDeployedByRuns(settings.run, github);
    }
    catch (error) {
        const uncovered = 'Changes of failed or canceled runs are not covered';
        return chooseInstead(settings, explainUnknownRuns(error), uncovered, [], github);
    }
    const { last, later } = deployed;
    const others = later.map(({ headSha }) => headSha);
    if (last !== undefined)
        return commit(last.headSha, nameRun(last.id, settings.run), { others });
    const why = 'no earlier successful run of this workflow is known';
    const uncovered = 'Older changes that no run has deployed yet are not covered';
    return chooseInstead(settings, why, uncovered, others, github);
}
function explainUnknownRuns(error) {
    if (error instanceof IncompleteRuns) {
        return 'the list of runs that GitHub gives lacks this one, so others may be missing too';
    }
    if (!isRefusal(error))
        throw error;
    return `the runs of this workflow cannot be read (GitHub ${error.message}); give the job the permission \`actions: read\``;
}
function nameRun(id, { event, eventName, ref }) {
    const where = ref?.kind === 'branch' ? ` on ${ref.name}` : '';
    const which = event.kind === 'workflow-run'
        ? `run ${id}, which started the last successful run of this workflow,`
        : `the last successful run of this workflow for ${eventName}${where} (run ${id})`;
    return `${which} was of this commit`;
}
/** Without a successful run, by what the event says, which knows nothing about runs. */
async function chooseInstead(settings, why, uncovered, others, github) {
    const { base } = await chooseByEvent(settings.run, github);
    if (base.kind === 'none')
        return none(`${why}, and ${base.reason}`);
    const notice = `Compared with what the event says, because ${why}. ${uncovered}`;
    return commit(base.sha, base.reason, { others, notices: [notice] });
}
async function chooseByEvent(run, github) {
    const { event, eventName, ref } = run;
    const before = event.kind === 'push' ? event.before : undefined;
    if (before !== undefined) {
        if (ref?.kind !== 'tag')
            return commit(before, 'the branch was at this commit before the push');
        // A moved tag. An annotated one was at an object of its own, not at a commit.
        const sha = await github.findCommit(before);
        if (sha !== undefined)
            return commit(sha, 'the tag was at this commit before');
    }
    const milestone = findMilestone(run);
    if (milestone !== undefined)
        return chooseByMilestone(milestone, github);
    if (event.kind === 'push' && event.isNew)
        return none('the branch is new');
    return none(`${eventName || 'the event, which has no name,'} does not say what was before`);
}
function findMilestone({ event, ref }) {
    if (event.kind === 'release')
        return event;
    if (ref?.kind !== 'tag')
        return undefined;
    return { tag: ref.name, publishedAt: undefined, isPrerelease: undefined };
}
/** 200 releases, 2,000 tags. */
const mostReleasePages = 4;
const mostTagPages = 20;
async function chooseByMilestone(milestone, github) {
    const releases = await collect(github.listReleases(), mostReleasePages);
    const release = findReleaseBefore(milestone, releases);
    if (release !== undefined) {
        const sha = await github.findCommit(`tags/${release.tag}`);
        const reason = `the release before ${milestone.tag} is ${release.tag}`;
        if (sha !== undefined)
            return commit(sha, reason);
    }
    const tag = findTagBefore(milestone.tag, await collect(github.listTags(), mostTagPages));
    return tag === undefined
        ? none(`no release or lower version tag came before ${milestone.tag}`)
        : commit(tag.sha, `the next lower version tag is ${tag.name}`);
}
async function collect(list, mostPages) {
    const all = [];
    let pages = 0;
    for await (const page of list) {
        all.push(...page);
        pages += 1;
        if (pages === mostPages)
            break;
    }
    return all;
}
function commit(sha, reason, more = {}) {
    const { others = [], notices = [] } = more;
    return { base: { kind: 'commit', sha, reason, others }, notices };
}
function none(reason) {
    return { base: { kind: 'none', reason }, notices: [] };
}
function isRefusal(error) {
    return (error instanceof GitHubError && (error.kind === 'not-allowed' || error.kind === 'not-found'));
}

;// CONCATENATED MODULE: ./build/changed/compare.js

/** Why single files cannot be named. The message is shown as it is. */
class NotComparable extends Error {
    name = 'NotComparable';
}
/** GitHub does not have a commit, or the token may not know of it. */
class MissingCommit extends Error {
    name = 'MissingCommit';
    sha;
    constructor(sha) {
        super(sha);
        this.sha = sha;
    }
}
/** More changes than these are not purged one by one: 100 requests to Cloudflare, without variants. */
const mostUrls = 10_000;
const tooManyUrls = 'more than 10,000 URLs have changed';
/**
 * How much is compared of two commits: ten million entries, or a thousand folders that GitHub cuts (a
 * workflow's token has 1,000 requests an hour). Cut folders can be listed as part of each other, and
 * such a comparison would never end.
 */
const mostWork = 10_000_000;
const workPerFolder = 10_000;
/**
 * Compares the trees of a commit and of several others: a file has changed if it differs from any of
 * them. Histories do not matter, so a rollback or a force-push gives the right files as well.
 * @param root Names of the folders that lead to the one that is served.
 * @returns undefined if no commit has that folder.
 */
async function compareCommits(root, { bases, head }, github) {
    const read = createReader(github);
    const files = new Map();
    let hasRoot = false;
    for (const base of bases) {
        const [before, now] = await findRoots(root, [base, head], read);
        if (before === undefined && now === undefined)
            continue;
        hasRoot = true;
        await new Comparison(files, read).compare('', before, now);
    }
    return hasRoot ? [...files.values()] : undefined;
}
/** Reads each folder once, whatever commits have it. */
function createReader(github) {
    const trees = new Map();
    return (hash, recursive) => {
        const key = `${hash} ${recursive}`;
        const tree = trees.get(key) ?? github.readTree(hash, recursive);
        trees.set(key, tree);
        return tree;
    };
}
/** Walks from both commits down to the folder that is served; undefined on a side that lacks it. */
async function findRoots(root, commits, read) {
    // A missing head is named first. Without a root, all of the commit is read anyway.
    const trees = await Promise.allSettled(commits.map((sha) => read(sha, root.length === 0)));
    for (const index of [1, 0]) {
        const tree = trees[index];
        if (tree?.status !== 'rejected')
            continue;
        const isMissing = tree.reason instanceof GitHubError && tree.reason.kind === 'not-found';
        throw isMissing ? new MissingCommit(commits[index] ?? '') : tree.reason;
    }
    let pair = commits;
    for (const [depth, name] of root.entries()) {
        const path = root.slice(0, depth + 1).join('/');
        const [base, head] = pair;
        pair = await Promise.all([
            findFolder(base, name, path, read),
            findFolder(head, name, path, read),
        ]);
    }
    return pair;
}
async function findFolder(parent, name, path, read) {
    const entries = parent === undefined ? [] : (await readWhole(parent, read)).entries;
    const entry = entries.find((candidate) => candidate.path === name);
    if (entry?.kind === 'link' || entry?.kind === 'submodule') {
        throw new NotComparable(`${path}, on the way to \`root\`, is or was a ${entry.kind}`);
    }
    return entry?.kind === 'folder' ? entry.hash : undefined;
}
/** A folder's own entries. GitHub cuts these only if a single folder has more than 100,000. */
async function readWhole(hash, read) {
    const tree = await read(hash, false);
    if (!tree.isCut)
        return tree;
    throw new GitHubError('unreachable', 'does not list all files of a very large folder');
}
const compare_nothing = { entries: [], isCut: false };
/** Compares two folders, and adds the files that differ to those that are known. */
class Comparison {
    #files;
    #read;
    #work = 0;
    #hasFailed = false;
    constructor(files, read) {
        this.#files = files;
        this.#read = read;
    }
    /** Reads both recursively, and folder by folder where GitHub cuts that. */
    async compare(folder, base, head) {
        if (base === head || this.#hasFailed)
            return;
        this.#count(workPerFolder);
        const [before, now] = await this.#readBoth(base, head, this.#read);
        if (!before.isCut && !now.isCut) {
            this.#compareEntries(folder, before, now);
            return;
        }
        const readFolder = (hash) => readWhole(hash, this.#read);
        const folders = this.#compareEntries(folder, ...(await this.#readBoth(base, head, readFolder)));
        try {
            await Promise.all(folders.map((pair) => this.compare(...pair)));
        }
        catch (error) {
            // The others would go on reading folders that nobody needs any more.
            this.#hasFailed = true;
            throw error;
        }
    }
    #readBoth(base, head, read) {
        const readSide = async (hash) => hash === undefined ? compare_nothing : read(hash, true);
        return Promise.all([readSide(base), readSide(head)]);
    }
    /** Adds files, and returns the folders that differ. The permission to execute a file is no change. */
    #compareEntries(folder, base, head) {
        this.#count(base.entries.length + head.entries.length);
        const folders = [];
        for (const [name, before, now] of pairUp(base.entries, head.entries)) {
            if (before?.hash === now?.hash && before?.kind === now?.kind)
                continue;
            const path = folder === '' ? name : `${folder}/${name}`;
            checkComparable(path, before, now);
            if (before?.kind === 'folder' || now?.kind === 'folder') {
                folders.push([path, folderHash(before), folderHash(now)]);
            }
            this.#add(path, before?.kind === 'file', now?.kind === 'file');
        }
        return folders;
    }
    #add(path, wasFile, isFile) {
        if ((!wasFile && !isFile) || this.#files.has(path))
            return;
        const change = wasFile ? (isFile ? 'changed' : 'removed') : 'added';
        this.#files.set(path, { path, change });
        // Each file has at least one URL.
        if (this.#files.size > mostUrls)
            throw new NotComparable(tooManyUrls);
    }
    #count(work) {
        this.#work += work;
        if (this.#work > mostWork)
            throw new NotComparable('there are too many folders to compare');
    }
}
function* pairUp(base, head) {
    const before = new Map(base.map((entry) => [entry.path, entry]));
    for (const entry of head) {
        yield [entry.path, before.get(entry.path), entry];
        before.delete(entry.path);
    }
    for (const entry of before.values())
        yield [entry.path, entry, undefined];
}
function folderHash(entry) {
    return entry?.kind === 'folder' ? entry.hash : undefined;
}
const elsewhere = { link: 'a symbolic link', submodule: 'a submodule' };
function checkComparable(path, ...sides) {
    // GitHub sends JSON, which is Unicode: this is not what the file is called.
    if (path.includes('\uFFFD'))
        throw new NotComparable(`the name of ${path} is not UTF-8`);
    for (const entry of sides) {
        if (entry?.kind === 'link' || entry?.kind === 'submodule') {
            throw new NotComparable(`${path} is or was ${elsewhere[entry.kind]}, whose files are elsewhere`);
        }
    }
}

;// CONCATENATED MODULE: ./build/changed/site-urls.js

/**
 * The addresses of a file below the site: its own, that of its folder where it is an index, that
 * without `.html` where it is a page. What is served there depends on the server; purging an address
 * that nobody has costs nothing.
 */
function findUrls(path, site) {
    const [, stem = '', name = ''] = /^(.*?)([^/]*)$/s.exec(path) ?? [];
    if (name === 'index.html') {
        const folder = toUrl(stem, site);
        return [toUrl(path, site), folder, new URL(folder.slice(0, -1)).href];
    }
    const page = /^(.+)\.html$/s.exec(name)?.[1];
    return (page === undefined ? [path] : [path, stem + page]).map((part) => toUrl(part, site));
}
function toUrl(path, { origin, folder }) {
    return new URL(origin + folder + encodePath(path)).href;
}
/**
 * Encodes what would mean something in a URL, or be dropped by its parser; the parser encodes all
 * the rest as browsers do. `*` would be a wildcard to Cloudflare.
 * @see https://url.spec.whatwg.org/#path-percent-encode-set
 */
function encodePath(path) {
    return path.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\x00-\x20\x7f%?#^\\*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
/**
 * The smallest scope that contains everything under the site's address: the host, or a prefix and the
 * folder's address without its slash, which the prefix does not contain.
 */
function listWholeSite({ origin, host, folder }) {
    if (folder === '/')
        return { ...items/* noItems */.Cz, hosts: [host] };
    const address = new URL(origin + folder.replace(/\/+$/, '')).href;
    return { ...items/* noItems */.Cz, prefixes: [host + folder], urls: [address] };
}

;// CONCATENATED MODULE: ./build/changed/changed.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});








/** GitHub advises against many requests at once; cut folders are read a few at a time all the same. */
const mostAtOnce = 8;
/** A tree has at most 100,000 entries, some 30 MB. */
const mostBodyBytes = 64 * 1024 * 1024;
/** Asks GitHub what changed, and adds it to what is purged. */
async function addChanges(settings, changed, world) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { clock, random } = world;
        const transport = (0,http/* readAsText */.Sj)(world.send, mostBodyBytes);
        const stop = __addDisposableResource(env_1, new pacing_stop/* Stop */.V(clock, settings.timeoutMs, world.cancelled), false);
        let calls = 0;
        const github = createGitHub(changed, {
            send: (request, signal) => {
                calls += 1;
                return transport(request, signal);
            },
            gate: new gate/* Gate */.i(clock, mostAtOnce),
            stop,
            clock,
            random,
            debug: world.debug,
        });
        try {
            const changes = { ...(await findChanges(changed, github)), calls };
            return { kind: 'added', settings: changed_select(settings, changes.scope), changes };
        }
        catch (error) {
            if (error instanceof InputError)
                return { kind: 'fault', fault: error.fault };
            if (error instanceof GitHubError && error.kind === 'canceled')
                return { kind: 'cancelled' };
            throw error;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
function changed_select(settings, scope) {
    const { selection, variants } = settings;
    if (selection.kind === 'everything')
        return settings;
    const { lists } = selection;
    const more = scope.kind === 'urls' ? { urls: scope.urls } : scope.lists;
    const merged = {
        ...lists,
        urls: (0,items/* dropRepeats */.eQ)([lists.urls, (0,items/* addVariants */.IU)(more.urls ?? [], variants)], items/* urlItemKey */._u),
        hosts: (0,items/* dropRepeats */.eQ)([lists.hosts, more.hosts ?? []], items/* hostRules */.c.keyOf),
        prefixes: (0,items/* dropRepeats */.eQ)([lists.prefixes, more.prefixes ?? []], items/* prefixRules */.GY.keyOf),
    };
    return { ...settings, selection: { kind: 'items', lists: merged } };
}
/** More commits that may be live than these are not compared one by one. */
const mostOthers = 20;
/**
 * Finds what changed between what visitors had and what was deployed. If that cannot be told, it is
 * everything under the site's address; if it cannot be told because of an input, it throws.
 */
async function findChanges(settings, github) {
    const { head } = settings;
    if (head === undefined) {
        const reason = 'the event does not say which commit was deployed';
        return describe(settings, { base: { kind: 'none', reason }, notices: [] }, { why: reason });
    }
    const known = { ...settings, head };
    let choice = { base: { kind: 'none', reason: 'GitHub gave no answer' }, notices: [] };
    try {
        choice = skipRepeated(await chooseBase(known, github), head);
        const { base } = choice;
        if (base.kind === 'none') {
            return describe(known, choice, { why: `${base.reason}; \`since\` can name a commit` });
        }
        const files = await compare(known, base, github);
        const urls = [...new Set(files.flatMap(({ path }) => findUrls(path, known.site)))];
        const found = urls.length > mostUrls ? { why: tooManyUrls, files } : { urls, files };
        return describe(known, choice, found);
    }
    catch (error) {
        if (error instanceof MissingCommit)
            return explainMissing(known, choice, error.sha, github);
        return describe(known, choice, { why: explainFallback(error, settings.repository) });
    }
}
/** Each other commit once, and none that is compared anyway. */
function skipRepeated({ base, notices }, head) {
    if (base.kind === 'none')
        return { base, notices };
    const others = [...new Set(base.others)].filter((one) => one !== base.sha && one !== head);
    return { base: { ...base, others }, notices };
}
async function compare({ head, root }, { sha, others }, github) {
    if (others.length > mostOthers) {
        const which = 'of deploys that did not succeed or overlapped';
        const why = `more than ${mostOthers} commits may have been live since ${sha}, ${which}`;
        throw new NotComparable(why);
    }
    const files = await compareCommits(root, { bases: [sha, ...others], head }, github);
    if (files !== undefined)
        return files;
    const item = root.join('/');
    const problem = 'is not a folder in the deployed commit, nor in the one that it is compared with';
    const accepted = 'a folder that is committed: what a build writes is not in the repository';
    throw new InputError({ input: 'root', item, problem, accepted });
}
/** Without the permission to read, GitHub says of everything that it does not exist. */
async function explainMissing(settings, choice, missing, github) {
    const { base } = choice;
    const isBase = base.kind === 'commit' && missing === base.sha;
    const which = isBase ? 'commit to compare with' : 'commit that may have been live';
    // That the choice was poor does not matter any more.
    const known = { ...choice, notices: [] };
    try {
        await github.checkRepository();
        const why = missing === settings.head
            ? `the deployed commit, ${missing}, is not in the repository`
            : `the ${which}, ${missing}, is not in the repository any more`;
        return describe(settings, known, { why });
    }
    catch (error) {
        return describe(settings, choice, { why: explainFallback(error, settings.repository) });
    }
}
/** Why everything is purged instead. Without the permission to read, it is an error; so is a bug. */
function explainFallback(error, repository) {
    if (error instanceof NotComparable)
        return error.message;
    if (!(error instanceof GitHubError) || error.kind === 'canceled')
        throw error;
    if (error.kind === 'unreachable')
        return `GitHub ${error.message}`;
    const problem = error.kind === 'not-found'
        ? `cannot read ${repository}, or there is no such repository: GitHub ${error.message}`
        : `cannot read the files of ${repository}: GitHub ${error.message}`;
    const accepted = 'a token of this repository with `contents: read`, which a job names under `permissions`';
    throw new InputError({ input: 'github-token', problem, accepted });
}
function describe({ head, root, site, serverUrl, repository }, { base, notices }, found) {
    return {
        head,
        base,
        compareUrl: base.kind === 'none' ? undefined : `${serverUrl}/${repository}/compare/${base.sha}...${head}`,
        root: root.join('/'),
        site: site.origin + site.folder,
        files: found.files && countFiles(found.files),
        scope: 'urls' in found
            ? { kind: 'urls', urls: found.urls }
            : { kind: 'whole-site', why: found.why, lists: listWholeSite(site) },
        notices,
    };
}
function countFiles(files) {
    const count = (kind) => files.filter(({ change }) => change === kind).length;
    return { added: count('added'), changed: count('changed'), removed: count('removed') };
}


/***/ })

};
