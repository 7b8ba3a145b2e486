export const id = 870;
export const ids = [870];
export const modules = {

/***/ 2870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  addChanges: () => (/* binding */ addChanges)
});

// EXTERNAL MODULE: ./build/inputs/distinct-list.js
var distinct_list = __webpack_require__(4175);
// EXTERNAL MODULE: ./build/inputs/item-rules.js
var item_rules = __webpack_require__(6515);
// EXTERNAL MODULE: ./build/inputs/variants.js
var inputs_variants = __webpack_require__(5996);
// EXTERNAL MODULE: ./build/pacing/gate.js + 1 modules
var gate = __webpack_require__(443);
// EXTERNAL MODULE: ./build/pacing/stop.js
var pacing_stop = __webpack_require__(2425);
// EXTERNAL MODULE: ./build/http/network-failure.js
var network_failure = __webpack_require__(3856);
// EXTERNAL MODULE: ./build/pacing/backoff.js
var backoff = __webpack_require__(3373);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(9368);
;// CONCATENATED MODULE: ./build/changed/github-reply.js

/** Whether the same request may succeed a little later. */
function mayPass(failure) {
    if (failure.kind === 'no-reply')
        return transientReasons.has(failure.reason);
    if (failure.kind === 'unreadable')
        return true;
    return failure.kind === 'refused' && (failure.status === 408 || failure.status >= 500);
}
const transientReasons = new Set([
    'connection',
    'dns',
    'timeout',
    'cut-off',
]);
/** Sorts an answer with an HTTP status of 400 or more. */
function readRefusal(status, headers, body) {
    const message = (0,build_json/* readText */.yR)(body, 'message') ?? '';
    return { kind: 'refused', status, message, waitMs: findWait(status, headers, message) };
}
/** What GitHub asks for where it does not say how long to wait. */
const unknownWaitMs = 60_000;
/**
 * How long GitHub wants nothing more to be sent; undefined where the answer is no limit. The reset of
 * the primary limit is a date, which is held against the answer's own: clocks of runners may be wrong.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
function findWait(status, headers, message) {
    if (status !== 403 && status !== 429)
        return undefined;
    const retryAfter = String(headers['retry-after']);
    if (/^\d{1,9}$/.test(retryAfter))
        return Number(retryAfter) * 1000;
    if (String(headers['x-ratelimit-remaining']) === '0') {
        const resetMs = Number(headers['x-ratelimit-reset']) * 1000;
        const untilResetMs = resetMs - Date.parse(String(headers['date']));
        return Number.isNaN(untilResetMs) ? unknownWaitMs : Math.max(untilResetMs, 1000);
    }
    return status === 429 || /rate limit/i.test(message) ? unknownWaitMs : undefined;
}

;// CONCATENATED MODULE: ./build/changed/ask-github.js



/** GitHub's requests count alike, whatever they ask for. */
const load = { limit: 'look-ups', items: 1 };
/**
 * Makes the way to ask GitHub until it answers for good: limits are waited for as GitHub says, as long
 * as `timeout` allows; faults on the way get 5 tries.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
function createAskGitHub(asking) {
    const { gate, stop, clock, random } = asking;
    return async (question) => {
        let reply;
        let failures = 0;
        while (await gate.enter(load, stop)) {
            reply = await askOnce(question, asking);
            if (isLimited(reply))
                continue;
            failures += 1;
            if (!mayPass(reply) || failures >= backoff/* mostTransientFailures */.N)
                return reply;
            const delayMs = (0,backoff/* chooseDelay */.n)(failures, random);
            if (clock.now() + delayMs >= stop.deadline)
                return reply;
            await clock.sleep(delayMs, stop.noMore);
        }
        return reply;
    };
}
/** Asks, and tells the gate what came of it. */
async function askOnce(question, { call, gate, stop }) {
    const reply = await call(question, stop.cutOff).catch(network_failure/* sortNetworkError */.P);
    if (reply.kind === 'accepted')
        gate.leave(load, 'accepted', {});
    else if (isLimited(reply))
        gate.leave(load, 'rate-limited', { retryAfterMs: reply.waitMs });
    else
        gate.leave(load, 'nothing', {});
    return reply;
}
function isLimited(reply) {
    return reply.kind === 'refused' && reply.waitMs !== undefined;
}

;// CONCATENATED MODULE: ./build/changed/newest-first.js
/** A copy, the latest first, by times in ISO 8601 and UTC: such texts compare as times do. */
function sortNewestFirst(list, timeOf) {
    return list.toSorted((a, b) => Number(timeOf(a) < timeOf(b)) - Number(timeOf(a) > timeOf(b)));
}

;// CONCATENATED MODULE: ./build/changed/run-list.js
/** 300 runs. What lies behind them is not looked for. */
const mostPages = 3;
/**
 * A run can be started again for 30 days; a day more for the time that it takes.
 * @see https://docs.github.com/en/actions/how-tos/manage-workflow-runs/re-run-workflows-and-jobs
 */
const longestReachMs = 31 * 24 * 60 * 60 * 1000;
/**
 * Lists runs of a workflow until `read` finds in them what it looks for, and no older run can have
 * been started again since: the list goes by the first attempt.
 * @param read Is asked again with each page, for all runs so far. `since` is the time from which on
 *   every run must be known.
 */
async function readRuns(workflow, filter, github, read) {
    const runs = [];
    for (let number = 1;; number += 1) {
        const page = await github.listRuns(workflow, filter, number);
        if (page.kind !== 'found')
            return page;
        runs.push(...page.value.entries);
        const found = await read(runs);
        if (found.kind !== 'found' || page.value.isLast || number === mostPages)
            return found;
        if (found.value !== undefined && reachesBehind(runs, found.value.since))
            return found;
    }
}
function reachesBehind(runs, since) {
    const oldestMs = Date.parse(runs.at(-1)?.createdAt ?? '');
    return oldestMs + longestReachMs < Date.parse(since);
}

;// CONCATENATED MODULE: ./build/changed/deployed-builds.js


/**
 * Finds what runs for `workflow_run` deployed: the heads of the runs that started them, which build.
 * GitHub does not say which those were, and a run's own head is only the default branch as it was. So
 * the last one is the build that was the last to end before the last run began. Builds that ended
 * later may have been deployed as well, by a run that failed or, where their time is only that of an
 * attempt more, by that very run.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
async function findBuilds(runs, { id, workflow, event, branch }, github) {
    const { last: lastRun, later: laterRuns } = runs;
    if (lastRun === undefined)
        return { kind: 'found', value: { last: undefined, later: [] } };
    const times = [lastRun, ...laterRuns].map(({ createdAt }) => createdAt).toSorted();
    const first = times[0] ?? lastRun.createdAt;
    const found = await readRuns(workflow, { event, branch }, github, async (all) => {
        const builds = all.filter((build) => build.id !== id);
        const ended = sortNewestFirst(builds, ({ endedAt }) => endedAt ?? '');
        const last = ended.find((build) => build.hasSucceeded && hasEnded(build, lastRun.createdAt));
        if (last === undefined)
            return { kind: 'found', value: undefined };
        // What the run deployed that began first, of those that may have done so last.
        const oldest = ended.find((build) => hasEnded(build, first));
        const [since = ''] = [oldest?.endedAt ?? '', last.endedAt ?? ''].toSorted();
        const later = ended.filter((build) => build !== last && mayHaveStartedOne(build, since));
        return { kind: 'found', value: { since: first, last, later } };
    });
    if (found.kind !== 'found')
        return found;
    const { last, later = [] } = found.value ?? {};
    return { kind: 'found', value: { last, later } };
}
function hasEnded({ endedAt }, until) {
    return endedAt !== undefined && endedAt <= until;
}
/** One that is not over may have started a run with an earlier attempt. */
function mayHaveStartedOne({ hasStarted, endedAt }, since) {
    return hasStarted && (endedAt === undefined || endedAt >= since);
}

;// CONCATENATED MODULE: ./build/changed/tag-check.js
/** Each costs two requests at most, of 1,000 an hour. */
const mostNames = 50;
/**
 * Makes the check whether a run's name is that of a tag: GitHub gives the name alone. One that is a
 * branch's as well does not count, for what runs for a branch may deploy nothing. Each name is asked
 * for once.
 */
function createTagCheck(github) {
    const known = new Map();
    return async (name) => {
        const asked = known.get(name);
        if (asked !== undefined)
            return asked;
        if (known.size === mostNames) {
            const why = `lists runs of more than ${mostNames} names, and does not say which are tags`;
            return { kind: 'unreachable', why };
        }
        const answer = isOnlyTag(name, github);
        known.set(name, answer);
        return answer;
    };
}
async function isOnlyTag(name, github) {
    if (name === '')
        return { kind: 'found', value: false };
    const tag = await has(`tags/${name}`, github);
    if (tag.kind !== 'found' || !tag.value)
        return tag;
    const branch = await has(`heads/${name}`, github);
    return branch.kind === 'found' ? { kind: 'found', value: !branch.value } : branch;
}
async function has(reference, github) {
    const answer = await github.hasReference(reference);
    return answer.kind === 'not-found' ? { kind: 'found', value: false } : answer;
}

;// CONCATENATED MODULE: ./build/changed/deployed-by-runs.js




const nothing = { kind: 'found', value: { last: undefined, later: [] } };
/**
 * Finds what runs of this workflow have deployed for the same event, and on branches for the same
 * branch. The last one may be of a younger commit: the run of an old release that is started again
 * rolls back, and what visitors have is the younger one.
 * @returns Nothing for a run that is of no branch and no tag, such as that of a pull request, whose
 *   head is a merge that no other run has.
 */
async function findDeployedByRuns(run, github) {
    if (run.ref === undefined)
        return nothing;
    const workflow = await findWorkflow(run, github);
    if (workflow.kind !== 'found')
        return workflow;
    if (workflow.value === undefined)
        return nothing;
    const deployed = await findOfWorkflow(workflow.value, run, github);
    if (deployed.kind !== 'found' || run.event.kind !== 'workflow-run')
        return deployed;
    return findBuilds(deployed.value, run.event.trigger, github);
}
/** By its file where GitHub names it, for that spares a request. */
async function findWorkflow({ workflow, id }, github) {
    return workflow === undefined && id !== undefined
        ? github.findWorkflow(id)
        : { kind: 'found', value: workflow };
}
async function findOfWorkflow(workflow, { id, eventName, event, ref }, github) {
    const filter = { event: eventName, ...(ref?.kind === 'branch' ? { branch: ref.name } : {}) };
    // Runs for releases are all of tags; of others only the name is known, and pushes to a branch of
    // the same workflow may deploy nothing.
    const counts = ref?.kind === 'tag' && event.kind !== 'release'
        ? createTagCheck(github)
        : async () => ({ kind: 'found', value: true });
    let known = { last: undefined, later: [] };
    const read = await readRuns(workflow, filter, github, async (runs) => {
        const others = runs.filter((run) => run.id !== id);
        const sorted = await sortDeployed(others, counts);
        if (sorted.kind !== 'found')
            return sorted;
        known = sorted.value;
        const { last } = known;
        return { kind: 'found', value: last && { since: last.createdAt } };
    });
    return read.kind === 'found' ? { kind: 'found', value: known } : read;
}
async function sortDeployed(runs, counts) {
    const byLastAttempt = sortNewestFirst(runs, ({ startedAt }) => startedAt);
    let last;
    for (const run of byLastAttempt.filter(({ hasSucceeded }) => hasSucceeded)) {
        const answer = await counts(run.headName);
        if (answer.kind !== 'found')
            return answer;
        if (!answer.value)
            continue;
        last = run;
        break;
    }
    const later = [];
    for (const run of byLastAttempt) {
        if (run === last || !mayHaveDeployedAfter(run, last))
            continue;
        const answer = await counts(run.headName);
        if (answer.kind !== 'found')
            return answer;
        if (answer.value)
            later.push(run);
    }
    return { kind: 'found', value: { last, later } };
}
/**
 * A run that failed, was cancelled or still runs may have deployed all the same, and so may one that
 * succeeded beside the last one. Only what was over when that one was created came before it. It
 * counts by its first attempt: a later one may have started some of its jobs again, and not the deploy.
 */
function mayHaveDeployedAfter(run, last) {
    if (!run.hasStarted)
        return false;
    return last === undefined || run.endedAt === undefined || run.endedAt >= last.createdAt;
}

;// CONCATENATED MODULE: ./build/changed/search-pages.js
/**
 * Looks through a list page by page until something is found.
 * @param mostPages What stands behind them is not looked for.
 * @param find Gives undefined where a page has nothing.
 */
async function searchPages(mostPages, list, find) {
    for (let number = 1; number <= mostPages; number += 1) {
        const page = await list(number);
        if (page.kind !== 'found')
            return page;
        const found = await find(page.value.entries);
        if (found.kind !== 'found' || found.value !== undefined)
            return found;
        if (page.value.isLast)
            break;
    }
    return { kind: 'found', value: undefined };
}

;// CONCATENATED MODULE: ./build/changed/deployed-to-environment.js

/** Of 120 deployments, one should have succeeded. */
const deployed_to_environment_mostPages = 4;
/**
 * Finds what an environment had before a deployment. The last one may be younger than this one, for
 * the run of an old deployment that is started again rolls back.
 */
async function findDeployedToEnvironment(deployment, head, github) {
    const later = [];
    const last = await searchPages(deployed_to_environment_mostPages, (page) => github.listDeployments(deployment.environment, page), (deployments) => {
        const others = deployments.filter((other) => !isOwn(other, deployment.id, head));
        return findSucceeded(others, github, (begun) => later.push(begun));
    });
    return last.kind === 'found' ? { kind: 'found', value: { last: last.value, later } } : last;
}
/**
 * Younger ones of the same commit count as this one: a job with `environment:` makes one of its own,
 * and that would be found as soon as the job before this one has ended. IDs grow.
 */
function isOwn(other, id, head) {
    return other.id === id || (other.sha === head && Number(other.id) > Number(id));
}
async function findSucceeded(deployments, github, addBegun) {
    for (const deployment of deployments) {
        const progress = await github.findProgress(deployment.id);
        if (progress.kind !== 'found')
            return progress;
        if (progress.value === 'succeeded')
            return { kind: 'found', value: deployment };
        if (progress.value === 'begun')
            addBegun(deployment);
    }
    return { kind: 'found', value: undefined };
}

;// CONCATENATED MODULE: ./build/changed/version-tag.js
const version_tag_form = /^((?:.*?[^0-9.])??)(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/i;
/** Reads a tag's version; undefined where it has none. */
function readVersionTag(tag) {
    const [whole, prefix = '', major, minor, patch, prerelease] = version_tag_form.exec(tag) ?? [];
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

;// CONCATENATED MODULE: ./build/changed/release-before.js



/** 200 releases, 2,000 tags. */
const mostReleasePages = 4;
const mostTagPages = 20;
/** What a run for a release or a tag is about; undefined for all others. */
function findMilestone({ event, ref }) {
    if (event.kind === 'release')
        return event;
    if (ref?.kind !== 'tag')
        return undefined;
    return { tag: ref.name, publishedAt: undefined, isPrerelease: undefined };
}
/** All releases that GitHub lists, drafts left out. */
async function listReleases(github) {
    return collect(mostReleasePages, github.listReleases);
}
/** All tags that GitHub lists. */
async function listTags(github) {
    return collect(mostTagPages, github.listTags);
}
async function collect(mostPages, list) {
    const all = [];
    const answer = await searchPages(mostPages, list, async (entries) => {
        all.push(...entries);
        return { kind: 'found', value: undefined };
    });
    return answer.kind === 'found' ? { kind: 'found', value: all } : answer;
}
/**
 * The release before one: the newest that was published earlier. Pre-releases count only where this
 * is one, for they often go to another site.
 */
function findReleaseBefore(milestone, releases) {
    const own = releases.find(({ tag }) => tag === milestone.tag);
    const publishedAt = milestone.publishedAt ?? own?.publishedAt;
    const isPrerelease = milestone.isPrerelease ?? own?.isPrerelease ?? isPrereleaseTag(milestone.tag);
    const earlier = releases
        .filter((release) => release.tag !== milestone.tag)
        .filter((release) => isPrerelease || !release.isPrerelease)
        .filter((release) => publishedAt === undefined || release.publishedAt < publishedAt);
    return sortNewestFirst(earlier, (release) => release.publishedAt).at(0);
}
function isPrereleaseTag(tag) {
    return (readVersionTag(tag)?.prerelease.length ?? 0) > 0;
}
/** The next lower version tag with the same prefix; pre-releases count only where this is one. */
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

;// CONCATENATED MODULE: ./build/changed/choose-base.js



/**
 * Chooses what visitors had before: the last deploy that succeeded, and all that were begun after it.
 * Of what a failed one brought, visitors may have all, some or nothing; so none is left out, nor taken
 * alone: a commit that is only older would miss what a failed deploy brought and this one takes back.
 */
async function chooseBase(settings, github) {
    if (settings.since !== undefined)
        return findSince(settings.since, settings.head, github);
    const { eventName, event } = settings.run;
    if (event.kind === 'deployment')
        return chooseByDeployment(settings, event, github);
    // A run does not say which environment it deployed to.
    if (eventName.startsWith('deployment'))
        return giveNone('the deployment of this run is not told');
    // Its own head is what the default branch was at, whatever it deployed.
    if (eventName === 'workflow_run' && event.kind !== 'workflow-run') {
        return giveNone('the event does not say which branch the run was for that started this one');
    }
    return chooseByRun(settings, github);
}
async function findSince(since, head, github) {
    const commit = await github.findCommit(since);
    if (commit.kind === 'found') {
        const notice = `\`since\` (${since}) names the very commit that is deployed, so nothing has changed. A tag or a branch that the deploy moves must be moved after this step`;
        const notices = commit.value === head ? [notice] : [];
        return give(commit.value, `\`since\` names ${since}`, { notices });
    }
    if (commit.kind !== 'not-found')
        return commit;
    // Without the right to read, GitHub says of everything that it is not there.
    const repository = await github.findRepository();
    if (repository.kind !== 'found')
        return repository;
    const problem = 'is no commit, branch or tag of this repository';
    const accepted = 'the hash of a commit, or the name of a branch or a tag';
    return { kind: 'fault', fault: { input: 'since', item: since, problem, accepted } };
}
async function chooseByDeployment({ head }, deployment, github) {
    const deployed = await findDeployedToEnvironment(deployment, head, github);
    const { environment } = deployment;
    if (deployed.kind === 'not-allowed' || deployed.kind === 'not-found') {
        return giveNone(`the deployments cannot be read (${sayRefusal(deployed)}); give the job the permission \`deployments: read\``);
    }
    if (deployed.kind !== 'found')
        return deployed;
    const { last, later } = deployed.value;
    if (last === undefined)
        return giveNone(`no other deployment to ${environment} has succeeded`);
    const reason = `the last successful deployment to ${environment} was of this commit`;
    return give(last.sha, reason, { others: later.map(({ sha }) => sha) });
}
async function chooseByRun(settings, github) {
    const deployed = await findDeployedByRuns(settings.run, github);
    switch (deployed.kind) {
        case 'unreachable':
        case 'cancelled':
            return deployed;
        case 'not-allowed':
        case 'not-found': {
            const why = `the runs of this workflow cannot be read (${sayRefusal(deployed)}); give the job the permission \`actions: read\``;
            const uncovered = 'Changes of failed or cancelled runs are not covered';
            return chooseInstead(settings, why, uncovered, [], github);
        }
        case 'found': {
            const { last, later } = deployed.value;
            const others = later.map(({ headSha }) => headSha);
            if (last !== undefined)
                return give(last.headSha, nameRun(last, settings.run), { others });
            const why = 'no successful run of this workflow is known that came before';
            const uncovered = 'Older changes that no run has deployed yet are not covered';
            return chooseInstead(settings, why, uncovered, others, github);
        }
    }
}
function nameRun({ id }, { event, eventName, ref }) {
    const where = ref?.kind === 'branch' ? ` on ${ref.name}` : '';
    const which = event.kind === 'workflow-run'
        ? `the run ${id}, whose end started the last successful run of this workflow,`
        : `the last successful run of this workflow for ${eventName}${where} (run ${id})`;
    return `${which} was of this commit`;
}
/** Without a run that succeeded, by what the event says, which knows nothing of runs. */
async function chooseInstead(settings, why, uncovered, others, github) {
    const chosen = await chooseByEvent(settings, github);
    if (chosen.kind !== 'base')
        return chosen;
    const { base } = chosen;
    if (base.kind === 'none')
        return giveNone(`${why}, and ${base.reason}`);
    const notice = `Compared with what the event says, because ${why}. ${uncovered}`;
    return give(base.sha, base.reason, { others, notices: [notice] });
}
async function chooseByEvent({ run }, github) {
    const { event, eventName, ref } = run;
    const before = event.kind === 'push' ? event.before : undefined;
    if (before !== undefined) {
        if (ref?.kind !== 'tag')
            return give(before, 'the branch was at this commit before the push');
        // A tag that was moved. One with a message was at an object of its own, not at a commit.
        const commit = await github.findCommit(before);
        if (commit.kind === 'found')
            return give(commit.value, 'the tag was at this commit before');
        if (commit.kind !== 'not-found')
            return commit;
    }
    const milestone = findMilestone(run);
    if (milestone !== undefined)
        return chooseByMilestone(milestone, github);
    if (event.kind === 'push' && event.isNew)
        return giveNone('the branch is new');
    return giveNone(`${eventName || 'the event, which has no name,'} does not say what was before`);
}
async function chooseByMilestone(milestone, github) {
    const releases = await listReleases(github);
    if (releases.kind !== 'found')
        return releases;
    const release = findReleaseBefore(milestone, releases.value);
    if (release !== undefined) {
        const commit = await github.findCommit(`tags/${release.tag}`);
        if (commit.kind === 'found') {
            return give(commit.value, `the release before ${milestone.tag} is ${release.tag}`);
        }
        if (commit.kind !== 'not-found')
            return commit;
    }
    const tags = await listTags(github);
    if (tags.kind !== 'found')
        return tags;
    const tag = findTagBefore(milestone.tag, tags.value);
    return tag === undefined
        ? giveNone(`no release or lower version tag was before ${milestone.tag}`)
        : give(tag.sha, `the next lower version tag is ${tag.name}`);
}
function give(sha, reason, more = {}) {
    const { others = [], notices = [] } = more;
    return { kind: 'base', base: { kind: 'commit', sha, reason, others }, notices };
}
function giveNone(reason) {
    return { kind: 'base', base: { kind: 'none', reason }, notices: [] };
}
function sayRefusal(answer) {
    return answer.kind === 'not-allowed' ? answer.said : 'HTTP 404';
}

;// CONCATENATED MODULE: ./build/changed/tree.js

/**
 * Reads an answer of GitHub's tree endpoint.
 * @see https://docs.github.com/en/rest/git/trees#get-a-tree
 */
function readTree(json) {
    const list = (0,build_json/* readField */.dR)(json, 'tree');
    if (!Array.isArray(list))
        return undefined;
    const entries = list.map(readEntry);
    const known = entries.filter((entry) => entry !== undefined);
    return known.length === entries.length
        ? { entries: known, isCut: (0,build_json/* readField */.dR)(json, 'truncated') === true }
        : undefined;
}
const kinds = {
    tree: 'folder',
    commit: 'submodule',
    blob: 'file',
};
function readEntry(json) {
    const path = (0,build_json/* readText */.yR)(json, 'path');
    const kind = kinds[(0,build_json/* readText */.yR)(json, 'type') ?? ''];
    const hash = (0,build_json/* readHash */.Pp)(json, 'sha');
    if (path === undefined || kind === undefined || hash === undefined)
        return undefined;
    return { path, kind: (0,build_json/* readText */.yR)(json, 'mode') === '120000' ? 'link' : kind, hash };
}
/** The hash of an entry that is a folder; undefined for all others. */
function folderHash(entry) {
    return entry?.kind === 'folder' ? entry.hash : undefined;
}

;// CONCATENATED MODULE: ./build/changed/find-root.js

/**
 * Walks from two commits down to the folder that is served, where they are equal as well: a folder
 * that does not exist is a mistake that must be told.
 * @param read Reads what stands in a folder.
 */
async function findRoot(names, commits, read) {
    let pair = commits;
    for (const [depth, name] of names.entries()) {
        const [base, head] = await Promise.all([
            findEntry(pair.base, name, read),
            findEntry(pair.head, name, read),
        ]);
        if (base.kind !== 'found')
            return base;
        if (head.kind !== 'found')
            return head;
        const path = names.slice(0, depth + 1).join('/');
        const elsewhere = [base.value, head.value].find((entry) => entry && isElsewhere(entry));
        if (elsewhere !== undefined) {
            const why = `${path}, on the way to \`root\`, is or was a ${elsewhere.kind}`;
            return { kind: 'found', value: { kind: 'unclear', why } };
        }
        pair = { base: folderHash(base.value), head: folderHash(head.value) };
        if (pair.base === undefined && pair.head === undefined) {
            return { kind: 'found', value: { kind: 'no-folder' } };
        }
    }
    return { kind: 'found', value: { kind: 'folders', ...pair } };
}
async function findEntry(folder, name, read) {
    if (folder === undefined)
        return { kind: 'found', value: undefined };
    const entries = await read(folder);
    if (entries.kind !== 'found')
        return entries;
    return { kind: 'found', value: entries.value.find(({ path }) => path === name) };
}
function isElsewhere({ kind }) {
    return kind === 'link' || kind === 'submodule';
}

;// CONCATENATED MODULE: ./build/changed/compare-trees.js

/**
 * From so many folders on, all are read at once: a token of a workflow has 1,000 requests an hour.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limit-for-github_token-in-github-actions
 */
const manyFolders = 40;
/** More changes than these are not purged one by one: 100 requests to Cloudflare, without variants. */
const mostUrls = 10_000;
const tooManyUrls = 'more than 10,000 URLs have changed';
/**
 * Compares the trees of two commits from a folder down. Histories are not looked at, so that a
 * roll-back or a force-push gives the right files as well.
 * @param names The folders that lead to the one that is compared.
 */
async function compareTrees(names, commits, reader) {
    const [base, head] = await Promise.all([reader.read(commits.base), reader.read(commits.head)]);
    if (head.kind === 'not-found')
        return { kind: 'no-commit', sha: commits.head };
    if (base.kind === 'not-found')
        return { kind: 'no-commit', sha: commits.base };
    const root = await findRoot(names, commits, reader.read);
    if (root.kind !== 'found')
        return root;
    if (root.value.kind !== 'folders')
        return root.value;
    const { base: before, head: now } = root.value;
    if (before === now)
        return { kind: 'compared', files: [] };
    return compareFolders({ path: '', base: before, head: now }, reader);
}
/** Reads only folders whose hashes differ, level by level. */
async function compareFolders(root, reader) {
    let files = [];
    let level = [root];
    let mayReadWhole = true;
    while (level.length > 0) {
        if (mayReadWhole && level.length > manyFolders) {
            const whole = await reader.compareWhole(root);
            if (whole.kind !== 'found')
                return whole;
            if (whole.value !== undefined)
                return addUp([], [whole.value]);
            mayReadWhole = false;
        }
        const compared = allFound(await Promise.all(level.map((folder) => reader.compare(folder))));
        if (compared.kind !== 'found')
            return compared;
        const soFar = addUp(files, compared.value);
        if (soFar.kind !== 'compared')
            return soFar;
        files = soFar.files;
        level = compared.value.flatMap((changes) => changes.folders);
    }
    return { kind: 'compared', files };
}
function addUp(known, compared) {
    const why = compared.find(({ unclear }) => unclear !== undefined)?.unclear;
    if (why !== undefined)
        return { kind: 'unclear', why };
    const files = [...known, ...compared.flatMap((changes) => changes.files)];
    // Each file has a URL at least.
    return files.length > mostUrls
        ? { kind: 'unclear', why: tooManyUrls }
        : { kind: 'compared', files };
}
function allFound(answers) {
    const values = [];
    for (const answer of answers) {
        if (answer.kind !== 'found')
            return answer;
        values.push(answer.value);
    }
    return { kind: 'found', value: values };
}

;// CONCATENATED MODULE: ./build/changed/compare-entries.js

/**
 * Compares what stands in a folder before and now. The right to execute a file is no change of it: the
 * bytes are the same.
 */
function compareEntries(folder, base, head) {
    const files = [];
    const folders = [];
    let unclear;
    for (const [name, before, now] of pairUp(base, head)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (before?.hash === now?.hash && before?.kind === now?.kind)
            continue;
        unclear ??= findUnclear(path, before, now);
        const file = compareFiles(isFile(before), isFile(now));
        if (file !== undefined)
            files.push({ path, change: file });
        if (before?.kind === 'folder' || now?.kind === 'folder') {
            folders.push({ path, base: folderHash(before), head: folderHash(now) });
        }
    }
    return { files, folders, unclear };
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
function compareFiles(before, now) {
    if (before && now)
        return 'changed';
    if (now)
        return 'added';
    return before ? 'removed' : undefined;
}
function isFile(entry) {
    return entry?.kind === 'file';
}
const unclearKinds = { link: 'a symbolic link', submodule: 'a sub-module' };
function findUnclear(path, ...sides) {
    // GitHub writes JSON, which is Unicode: what stands there is not what the file is called.
    if (path.includes('\uFFFD'))
        return `the name of ${path} is not UTF-8`;
    for (const entry of sides) {
        if (entry?.kind === 'link' || entry?.kind === 'submodule') {
            return `${path} is or was ${unclearKinds[entry.kind]}, whose files lie elsewhere`;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/changed/folder-reader.js

/** Compares folders, by what GitHub says of them. Each is read once. */
class FolderReader {
    #github;
    #trees = new Map();
    constructor(github) {
        this.#github = github;
    }
    /** What stands in a folder, not below it. */
    read = async (hash) => {
        const tree = await this.#readOnce(hash, false);
        if (tree.kind !== 'found')
            return tree;
        return tree.value.isCut
            ? { kind: 'unreachable', why: 'does not list all files of a folder that has very many' }
            : { kind: 'found', value: tree.value.entries };
    };
    /** Compares two folders by what stands in them; of one that is new or gone, all that is below it. */
    async compare(folder) {
        if (folder.base === undefined || folder.head === undefined) {
            const whole = await this.compareWhole(folder);
            if (whole.kind !== 'found')
                return whole;
            if (whole.value !== undefined)
                return { kind: 'found', value: whole.value };
        }
        return this.#compareBy(folder, this.read);
    }
    /** Compares all that is below two folders at once; undefined where that is too much for GitHub. */
    async compareWhole(folder) {
        let isCut = false;
        const changes = await this.#compareBy(folder, async (hash) => {
            const tree = await this.#readOnce(hash, true);
            if (tree.kind !== 'found')
                return tree;
            isCut ||= tree.value.isCut;
            return { kind: 'found', value: tree.value.entries.filter(({ kind }) => kind !== 'folder') };
        });
        return changes.kind === 'found' && isCut ? { kind: 'found', value: undefined } : changes;
    }
    async #compareBy({ path, base, head }, read) {
        const [before, now] = await Promise.all([readSide(base, read), readSide(head, read)]);
        if (before.kind !== 'found')
            return before;
        if (now.kind !== 'found')
            return now;
        return { kind: 'found', value: compareEntries(path, before.value, now.value) };
    }
    #readOnce(hash, deep) {
        const key = `${hash} ${deep}`;
        const known = this.#trees.get(key);
        if (known !== undefined)
            return known;
        const tree = this.#github.readTree(hash, deep);
        this.#trees.set(key, tree);
        return tree;
    }
}
async function readSide(hash, read) {
    return hash === undefined ? { kind: 'found', value: [] } : read(hash);
}

;// CONCATENATED MODULE: ./build/changed/compare-commits.js


/**
 * Compares a commit with several others: a file has changed where it differs from any of them. Each
 * folder is read once, whatever commits have it.
 * @param names The folders that lead to the one that is compared.
 */
async function compareCommits(names, { bases, head }, github) {
    const reader = new FolderReader(github);
    const files = new Map();
    let hasFolder = false;
    for (const base of bases) {
        const compared = await compareTrees(names, { base, head }, reader);
        if (compared.kind === 'no-folder')
            continue;
        if (compared.kind !== 'compared')
            return compared;
        hasFolder = true;
        for (const file of compared.files)
            if (!files.has(file.path))
                files.set(file.path, file);
        if (files.size > mostUrls)
            return { kind: 'unclear', why: tooManyUrls };
    }
    return hasFolder ? { kind: 'compared', files: [...files.values()] } : { kind: 'no-folder' };
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

// EXTERNAL MODULE: ./build/inputs/items.js
var items = __webpack_require__(260);
;// CONCATENATED MODULE: ./build/changed/whole-site.js

/**
 * The smallest scope that holds everything under the site's address: the host, or a prefix and the
 * folder's address without its slash, which the prefix does not hold.
 */
function listWholeSite({ origin, host, folder }) {
    if (folder === '/')
        return { ...items/* noItems */.Cz, hosts: [host] };
    const address = new URL(origin + folder.replace(/\/+$/, '')).href;
    return { ...items/* noItems */.Cz, prefixes: [host + folder], urls: [address] };
}

;// CONCATENATED MODULE: ./build/changed/find-changes.js





/** More commits that may be live than these are not compared one by one. */
const mostOthers = 20;
/**
 * Finds what changed between what visitors had and what was deployed. Where that cannot be told, it
 * is everything under the site's address; where it cannot be told because of an input, a fault.
 */
async function findChanges(settings, github) {
    const { head } = settings;
    if (head === undefined) {
        const reason = 'the event does not say which commit was deployed';
        return find_changes_give(settings, { base: { kind: 'none', reason }, notices: [] }, wholeSite(reason));
    }
    const known = { ...settings, head };
    const chosen = await chooseBase(known, github);
    switch (chosen.kind) {
        case 'base': {
            const { base, notices } = chosen;
            return base.kind === 'commit'
                ? compareWith(known, { base, notices }, github)
                : find_changes_give(known, chosen, wholeSite(`${base.reason}; \`since\` can name a commit`));
        }
        case 'fault':
        case 'cancelled':
            return chosen;
        case 'unreachable':
        case 'not-found':
        case 'not-allowed': {
            const base = { kind: 'none', reason: 'GitHub could not be asked' };
            return giveUp(known, { base, notices: [] }, chosen);
        }
    }
}
async function compareWith(settings, choice, github) {
    const { head, root } = settings;
    const { sha } = choice.base;
    const others = [...new Set(choice.base.others)].filter((one) => one !== sha && one !== head);
    const known = { ...choice, base: { ...choice.base, others } };
    if (others.length > mostOthers) {
        const why = `more than ${mostOthers} commits may have been live since ${sha}, of deploys that did not succeed or overlapped`;
        return find_changes_give(settings, known, wholeSite(why));
    }
    const compared = await compareCommits(root, { bases: [sha, ...others], head }, github);
    switch (compared.kind) {
        case 'compared':
            return giveFiles(settings, known, compared.files);
        case 'no-folder': {
            const item = root.join('/');
            const problem = 'is no folder in the deployed commit, nor in the one that it is compared with';
            const accepted = 'a folder that is committed: what a build writes is not in the repository';
            return { kind: 'fault', fault: { input: 'root', item, problem, accepted } };
        }
        case 'no-commit':
            return explainMissingCommit(settings, known, compared.sha, github);
        case 'unclear':
            return find_changes_give(settings, known, wholeSite(compared.why));
        case 'cancelled':
            return compared;
        case 'unreachable':
        case 'not-found':
        case 'not-allowed':
            return giveUp(settings, known, compared);
    }
}
/** Without the right to read, GitHub says of everything that it is not there. */
async function explainMissingCommit(settings, choice, missing, github) {
    const repository = await github.findRepository();
    if (repository.kind === 'cancelled')
        return repository;
    if (repository.kind !== 'found')
        return giveUp(settings, choice, repository);
    // That the choice was poor is of no interest any more.
    const known = { ...choice, notices: [] };
    if (missing === settings.head) {
        const why = `the deployed commit, ${missing}, is not in the repository`;
        return find_changes_give(settings, known, wholeSite(why));
    }
    const why = missing === choice.base.sha
        ? `the commit to compare with, ${missing}, is not in the repository any more`
        : `the commit that may have been live, ${missing}, is not in the repository any more`;
    return find_changes_give(settings, known, wholeSite(why));
}
/** Without an answer of use there is everything under the site's address; without the right, a fault. */
function giveUp(settings, choice, answer) {
    if (answer.kind === 'unreachable') {
        return find_changes_give(settings, choice, wholeSite(`GitHub ${answer.why}`));
    }
    const { repository } = settings;
    const problem = answer.kind === 'not-found'
        ? `may not read ${repository}, or there is no such repository: GitHub says HTTP 404`
        : `may not read the files of ${repository}: GitHub says ${answer.said}`;
    const accepted = 'a token of this repository with `contents: read`, which a job names under `permissions`';
    return { kind: 'fault', fault: { input: 'github-token', problem, accepted } };
}
function giveFiles(settings, choice, files) {
    const urls = [...new Set(files.flatMap(({ path }) => findUrls(path, settings.site)))];
    return urls.length > mostUrls
        ? find_changes_give(settings, choice, wholeSite(tooManyUrls), files)
        : find_changes_give(settings, choice, { kind: 'urls', urls }, files);
}
function wholeSite(why) {
    return { kind: 'whole-site', why };
}
function find_changes_give({ head, root, site, serverUrl, repository }, { base, notices }, scope, files) {
    const compareUrl = base.kind === 'none' ? undefined : `${serverUrl}/${repository}/compare/${base.sha}...${head}`;
    const changes = {
        head,
        base,
        compareUrl,
        root: root.join('/'),
        site: site.origin + site.folder,
        files: files === undefined ? undefined : countFiles(files),
        scope: scope.kind === 'urls' ? scope : { ...scope, lists: listWholeSite(site) },
        notices,
    };
    return { kind: 'changes', changes };
}
function countFiles(files) {
    const count = (kind) => files.filter(({ change }) => change === kind).length;
    return { added: count('added'), changed: count('changed'), removed: count('removed') };
}

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/utils.js + 21 modules
var utils = __webpack_require__(1845);
// EXTERNAL MODULE: ./build/http/hide-token.js
var hide_token = __webpack_require__(5681);
// EXTERNAL MODULE: ./build/http/limit-time.js
var limit_time = __webpack_require__(5034);
// EXTERNAL MODULE: ./build/http/user-agent.js
var user_agent = __webpack_require__(7398);
;// CONCATENATED MODULE: ./build/changed/octokit-fetch.js
/** Carries a failure through Octokit, which wraps what its fetch throws. */
class Unanswered extends Error {
    name = 'Unanswered';
    failure;
    constructor(failure) {
        super(failure.kind);
        this.failure = failure;
    }
}
const mostRedirects = 3;
/**
 * Makes the part of `fetch` that Octokit needs for questions. Redirects are followed on the same
 * origin only: GitHub sends them for repositories with a new name.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
function createFetch(origin, send) {
    return async (url, { headers, signal }) => {
        let target = new URL(url);
        for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
            const reply = await send({ method: 'GET', url: target.href, headers }, signal);
            if (reply.kind === 'no-reply')
                throw new Unanswered(reply);
            if (reply.status < 300 || reply.status >= 400)
                return toResponse(reply);
            target = findTarget(reply, target, origin);
        }
        throw failRedirect('endless', target);
    };
}
function findTarget({ headers }, from, origin) {
    const location = headers['location'] ?? '';
    const next = location === '' ? null : URL.parse(location, from.href);
    if (next === null)
        throw failRedirect('nowhere');
    if (next.origin !== origin)
        throw failRedirect('elsewhere', next);
    return next;
}
function failRedirect(problem, target) {
    if (target === undefined)
        return new Unanswered({ kind: 'redirect', problem, location: '' });
    const { protocol, host, pathname } = target;
    return new Unanswered({ kind: 'redirect', problem, location: `${protocol}//${host}${pathname}` });
}
function toResponse({ status, headers, body }) {
    // Octokit reads JSON with a status of success only if the header says that it is.
    return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}

;// CONCATENATED MODULE: ./build/changed/octokit-caller.js






/**
 * Makes calls by Octokit, over the transport of all other requests: so the same proxies, time-outs and
 * certificates hold, and the token goes nowhere else.
 */
function createOctokitCaller({ apiUrl, githubToken }, transport) {
    const send = (0,hide_token/* hideToken */.U)(transport, githubToken);
    const options = (0,utils/* getOctokitOptions */.EG)(githubToken, {
        baseUrl: apiUrl,
        userAgent: user_agent/* userAgent */.N,
        log: silentLog,
        request: { fetch: createFetch(new URL(apiUrl).origin, send), log: silentLog },
    });
    const octokit = new utils/* GitHub */.gq(options);
    return async ({ route, parameters, form }, signal) => {
        const { limited, release } = (0,limit_time/* limitTime */.D)(signal);
        try {
            const { data } = await octokit.request(route, {
                ...parameters,
                headers: headersOf[form],
                request: { signal: limited },
            });
            return isReadable(data, form) ? { kind: 'accepted', data } : { kind: 'unreadable' };
        }
        catch (error) {
            return sortOctokitError(error);
        }
        finally {
            release();
        }
    };
}
/** https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const apiVersion = { 'x-github-api-version': '2022-11-28' };
/** https://docs.github.com/en/rest/commits/commits#get-a-commit */
const headersOf = {
    json: apiVersion,
    hash: { ...apiVersion, accept: 'application/vnd.github.sha' },
};
/** Octokit gives what is no JSON as text or bytes. A server that does not know the form of a hash sends JSON. */
function isReadable(data, form) {
    if (typeof data === 'object')
        return !(data instanceof ArrayBuffer);
    return form === 'hash' && typeof data === 'string' && /^[0-9a-f]+\s*$/.test(data);
}
// Octokit would write to standard error about deprecations.
const silentLog = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
};
function sortOctokitError(error) {
    if (!(error instanceof Error))
        return unexpected(typeof error);
    if (error.cause instanceof Unanswered)
        return error.cause.failure;
    const response = 'response' in error ? error.response : undefined;
    if (!isResponse(response))
        return unexpected(error.name);
    return readRefusal(response.status, response.headers, response.data);
}
function unexpected(code) {
    return { kind: 'no-reply', reason: 'unexpected', code };
}
/** Octokit's own class of errors is in a package that is not a dependency of this one. */
function isResponse(value) {
    return (typeof value === 'object' &&
        value !== null &&
        'status' in value &&
        typeof value.status === 'number' &&
        'headers' in value &&
        typeof value.headers === 'object' &&
        'data' in value);
}

;// CONCATENATED MODULE: ./build/changed/answer.js
/** A repository without a commit has 409; a reference that leads nowhere has 422. */
const notFoundStatuses = new Set([404, 409, 410, 422]);
const notAllowedStatuses = new Set([401, 403]);
/**
 * Sorts what came at last.
 * @param reply undefined where nothing came before the step stopped.
 * @param read Gives undefined for data of another form.
 */
function sortReply(reply, stopped, read) {
    if (reply?.kind === 'accepted') {
        const value = read(reply.data);
        return value === undefined
            ? { kind: 'unreachable', why: 'gave an answer of another form than its API has' }
            : { kind: 'found', value };
    }
    if (stopped === 'cancelled')
        return { kind: 'cancelled' };
    if (reply === undefined) {
        return { kind: 'unreachable', why: 'was not asked: the time of `timeout` was over' };
    }
    // Its error only says that somebody hung up, which was the step itself.
    return stopped === 'timeout' && reply.kind === 'no-reply'
        ? { kind: 'unreachable', why: 'did not answer before the time of `timeout` was over' }
        : sortFailure(reply);
}
function sortFailure(failure) {
    switch (failure.kind) {
        case 'redirect':
            return { kind: 'unreachable', why: sayRedirect(failure) };
        case 'unreadable':
            return { kind: 'unreachable', why: 'gave an answer that is no JSON' };
        case 'no-reply':
            return { kind: 'unreachable', why: `did not answer (${failure.code})` };
        case 'refused': {
            const { status, message, waitMs } = failure;
            const said = `HTTP ${status}${message === '' ? '' : ` "${message}"`}`;
            if (waitMs !== undefined) {
                const seconds = Math.ceil(waitMs / 1000);
                const until = seconds === 0
                    ? ' until the time of `timeout` was over'
                    : `, and ${seconds} s more would outlast \`timeout\``;
                const why = `refused for its rate limit (${said})${until}`;
                return { kind: 'unreachable', why };
            }
            if (notFoundStatuses.has(status))
                return { kind: 'not-found' };
            if (notAllowedStatuses.has(status))
                return { kind: 'not-allowed', status, said };
            return { kind: 'unreachable', why: `answered ${said}` };
        }
    }
}
function sayRedirect({ problem, location }) {
    switch (problem) {
        case 'elsewhere':
            return `answered with a redirect to ${location}, which is not followed: the token stays here`;
        case 'nowhere':
            return 'answered with a redirect that names no address';
        case 'endless':
            return `answered with one redirect after the other, the last one to ${location}`;
    }
}

;// CONCATENATED MODULE: ./build/changed/rest-api.js



/** How many entries are asked for at once. A run has some ten kilobytes. */
const pageSizes = { runs: 100, deployments: 30, releases: 50, tags: 100 };
/**
 * Makes the questions to GitHub's REST API: the only place that knows its endpoints.
 * @param repository `OWNER/REPO`
 * @see https://docs.github.com/en/rest
 */
function createGitHub(repository, ask, stopReason) {
    const [owner = '', repo = ''] = repository.split('/');
    const get = async (path, parameters, read, form = 'json') => {
        const route = `GET /repos/{owner}/{repo}${path}`;
        const reply = await ask({ route, parameters: { owner, repo, ...parameters }, form });
        return sortReply(reply, stopReason(), read);
    };
    return {
        findCommit: (ref) => get('/commits/{ref}', { ref }, readCommit, 'hash'),
        findRepository: () => get('', {}, () => true),
        hasReference: (ref) => get('/git/ref/{ref}', { ref }, () => true),
        readTree: (tree_sha, deep) => get('/git/trees/{tree_sha}', 
        // Any value of this parameter means true, `0` as well.
        deep ? { tree_sha, recursive: 1 } : { tree_sha }, readTree),
        findWorkflow: (run_id) => get('/actions/runs/{run_id}', { run_id }, (data) => (0,build_json/* readId */.wh)(data, 'workflow_id')),
        listRuns: (workflow_id, filter, page) => get('/actions/workflows/{workflow_id}/runs', { workflow_id, ...filter, per_page: pageSizes.runs, page }, (data) => readPage((0,build_json/* readField */.dR)(data, 'workflow_runs'), pageSizes.runs, readRun)),
        listDeployments: (environment, page) => get('/deployments', { environment, per_page: pageSizes.deployments, page }, (data) => readPage(data, pageSizes.deployments, readDeployment)),
        findProgress: (deployment_id) => get('/deployments/{deployment_id}/statuses', { deployment_id, per_page: 100 }, readProgress),
        listReleases: (page) => get('/releases', { per_page: pageSizes.releases, page }, (data) => readPage(data, pageSizes.releases, readRelease)),
        listTags: (page) => get('/tags', { per_page: pageSizes.tags, page }, (data) => readPage(data, pageSizes.tags, readTag)),
    };
}
/** A server that does not know the form with the hash alone sends the whole commit. */
function readCommit(data) {
    return typeof data === 'string' ? (0,build_json/* readHash */.Pp)({ sha: data.trim() }, 'sha') : (0,build_json/* readHash */.Pp)(data, 'sha');
}
/** The entries that are of use; a page that is not full is the last one. */
function readPage(json, size, read) {
    if (!Array.isArray(json))
        return undefined;
    const entries = json.map(read).filter((entry) => entry !== undefined);
    return { entries, isLast: json.length < size };
}
/**
 * States of a run in which no job of this attempt was started. In `queued` and `waiting` only some may
 * not have been; `cancelled` does not tell.
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
    return id === undefined || sha === undefined ? undefined : { id, sha };
}
/** States of a deployment in which it is not begun. */
const statesBefore = new Set(['queued', 'pending', 'waiting']);
/** Without a status nothing is told: who deploys need not say when that begins. */
function readProgress(json) {
    if (!Array.isArray(json))
        return undefined;
    const states = json.map((status) => (0,build_json/* readText */.yR)(status, 'state') ?? '');
    if (states.includes('success'))
        return 'succeeded';
    return states.length > 0 && states.every((state) => statesBefore.has(state))
        ? 'waiting'
        : 'begun';
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

;// CONCATENATED MODULE: ./build/changed/add-changes.js
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









/** GitHub advises against many requests at once; folders are read side by side all the same. */
const mostAtOnce = 8;
/** A folder of 100,000 files has some 30 MB. */
const mostBodyBytes = 64 * 1024 * 1024;
/** Asks GitHub what changed, and adds it to what is purged. */
async function addChanges(settings, changed, proxy, world) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { clock, random } = world;
        const origin = new URL(changed.apiUrl);
        const transport = __addDisposableResource(env_1, await world.createTransport(origin, proxy, mostBodyBytes), true);
        const stop = __addDisposableResource(env_1, new pacing_stop/* Stop */.V(clock, settings.timeoutMs, world.cancelled), false);
        let calls = 0;
        const ask = createAskGitHub({
            call: createOctokitCaller(changed, (request, signal) => {
                calls += 1;
                return transport.send(request, signal);
            }),
            gate: new gate/* Gate */.i(clock, mostAtOnce),
            stop,
            clock,
            random,
        });
        const github = createGitHub(changed.repository, ask, () => stop.reason);
        const found = await findChanges(changed, github);
        if (found.kind !== 'changes')
            return found;
        const changes = { ...found.changes, calls };
        return { kind: 'added', settings: add_changes_select(settings, changes.scope), changes };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function add_changes_select(settings, scope) {
    const { selection, variants } = settings;
    if (selection.kind === 'everything')
        return settings;
    const { lists } = selection;
    const more = scope.kind === 'urls' ? { urls: scope.urls } : scope.lists;
    const merged = {
        ...lists,
        urls: unite(lists.urls, (0,inputs_variants/* addVariants */.I)(more.urls ?? [], variants), item_rules/* urlItemKey */._u),
        hosts: unite(lists.hosts, more.hosts ?? [], (host) => host.toLowerCase()),
        prefixes: unite(lists.prefixes, more.prefixes ?? [], String),
    };
    return { ...settings, selection: { kind: 'items', lists: merged } };
}
/** Both lists, each item once. */
function unite(some, others, keyOf) {
    const all = new distinct_list/* DistinctList */.p(keyOf);
    for (const list of [some, others])
        for (const item of list)
            all.add(item);
    return all.toList();
}


/***/ })

};
