export const id = 707;
export const ids = [707];
export const modules = {

/***/ 707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  addChanges: () => (/* binding */ addChanges)
});

// EXTERNAL MODULE: ./build/inputs/distinct-list.js
var distinct_list = __webpack_require__(4175);
// EXTERNAL MODULE: ./build/inputs/item-rules.js
var item_rules = __webpack_require__(6515);
// EXTERNAL MODULE: ./build/inputs/items.js
var items = __webpack_require__(260);
// EXTERNAL MODULE: ./build/inputs/variants.js
var inputs_variants = __webpack_require__(5996);
// EXTERNAL MODULE: ./build/purge/gate.js + 1 modules
var gate = __webpack_require__(3673);
// EXTERNAL MODULE: ./build/purge/stop.js
var purge_stop = __webpack_require__(2890);
// EXTERNAL MODULE: ./build/http/network-failure.js
var network_failure = __webpack_require__(3856);
// EXTERNAL MODULE: ./build/purge/backoff.js
var backoff = __webpack_require__(5696);
// EXTERNAL MODULE: ./build/text/json-fields.js
var json_fields = __webpack_require__(434);
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
    const message = (0,json_fields/* readText */.yR)(body, 'message') ?? '';
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
    const retryAfter = Number(headers['retry-after'] ?? Number.NaN);
    if (retryAfter >= 0)
        return retryAfter * 1000;
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
/** Gives the first entry that something is true of, asked one after the other. */
async function findFirst(entries, isIt) {
    for (const entry of entries) {
        const answer = await isIt(entry);
        if (answer.kind !== 'found')
            return answer;
        if (answer.value)
            return { kind: 'found', value: entry };
    }
    return { kind: 'found', value: undefined };
}

;// CONCATENATED MODULE: ./build/changed/last-deployment.js

/** A hundred deployments that all failed are enough to give up. */
const mostPages = 4;
/**
 * Finds what an environment had before a deployment: the newest other one that ever succeeded. It may
 * be younger than this one, for the run of an old deployment that is started again rolls back.
 *
 * Deployments of the same commit that are younger are left out: a job with `environment:` makes one
 * of its own, and that would be found as soon as the job before this one has ended.
 */
async function findLastDeployment({ id, environment }, head, github) {
    let isPast = false;
    return searchPages(mostPages, (page) => github.listDeployments(environment, page), (deployments) => findFirst(deployments, async (deployment) => {
        const isThis = deployment.id === id;
        isPast ||= isThis;
        if (isThis || (!isPast && deployment.sha === head))
            return { kind: 'found', value: false };
        return github.hasSucceeded(deployment.id);
    }));
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
        isWhole: patch !== undefined,
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

;// CONCATENATED MODULE: ./build/changed/last-run.js


/** A workflow that ran so often without a tag, or for other commits, is not looked through further. */
const last_run_mostPages = 5;
/**
 * Finds the last successful run of this workflow for the same event, and on branches for the same
 * branch. It may be of a younger commit: the run of an old release that is started again rolls back,
 * and what visitors have is the younger one.
 * @returns undefined where there is none, or the run is of nothing that can have one, such as a pull
 *   request, whose head is a merge that no run has.
 */
async function findLastRun(run, github) {
    if (run.ref === undefined)
        return { kind: 'found', value: undefined };
    const workflow = await findWorkflow(run, github);
    if (workflow.kind !== 'found')
        return workflow;
    const name = workflow.value;
    if (name === undefined)
        return { kind: 'found', value: undefined };
    const last = await findLastOf(name, run, github);
    if (last.kind !== 'found' || last.value === undefined)
        return last;
    return run.event.kind === 'workflow-run'
        ? findTrigger(last.value, run.event.trigger, github)
        : last;
}
/** By its file where GitHub names it, for that spares a request. */
async function findWorkflow({ workflow, id }, github) {
    return workflow === undefined && id !== undefined
        ? github.findWorkflow(id)
        : { kind: 'found', value: workflow };
}
function findLastOf(workflow, { id, eventName, event, ref }, github) {
    const filter = {
        event: eventName,
        ...(ref?.kind === 'branch' ? { branch: ref.name } : {}),
    };
    // Runs for releases are all of tags; of others only the name is known, and pushes to a branch of
    // the same workflow may deploy nothing.
    const mustBeTag = ref?.kind === 'tag' && event.kind !== 'release';
    return searchPages(last_run_mostPages, (page) => github.listSuccessfulRuns(workflow, filter, page), (runs) => {
        const others = runs.filter((run) => run.id !== id).toSorted(byLastAttempt);
        return findFirst(others, async ({ headName }) => mustBeTag ? isTag(headName, github) : { kind: 'found', value: true });
    });
}
/** The list goes by the first attempt; what went live last is what was started again last. */
function byLastAttempt(a, b) {
    return Number(a.startedAt < b.startedAt) - Number(a.startedAt > b.startedAt);
}
async function isTag(name, github) {
    if (readVersionTag(name)?.isWhole === true)
        return { kind: 'found', value: true };
    const answer = await github.hasTag(name);
    return answer.kind === 'not-found' ? { kind: 'found', value: false } : answer;
}
/**
 * Finds what a run for `workflow_run` deployed: the head of the run that started it. GitHub does not
 * say which that was, and the run's own head is only the default branch as it was. So it is the run
 * of the other workflow that was the last one to end before this began. One that ended later by its
 * time, because it was run once more, is left out: an older base purges too much, not too little.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
async function findTrigger(started, { id, workflow, event, branch }, github) {
    return searchPages(last_run_mostPages, (page) => github.listSuccessfulRuns(workflow, { event, branch }, page), async (runs) => {
        const ended = runs
            .filter((run) => run.id !== id && run.updatedAt <= started.createdAt)
            .toSorted((a, b) => Number(a.updatedAt < b.updatedAt) - Number(a.updatedAt > b.updatedAt));
        return { kind: 'found', value: ended[0] };
    });
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
    return releases
        .filter((release) => release.tag !== milestone.tag)
        .filter((release) => isPrerelease || !release.isPrerelease)
        .filter((release) => publishedAt === undefined || release.publishedAt < publishedAt)
        .toSorted((a, b) => Number(a.publishedAt < b.publishedAt) - Number(a.publishedAt > b.publishedAt))
        .at(0);
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
 * Chooses what visitors had before. A base too old purges a little too much; one too new leaves stale
 * pages: what is not sure is not taken.
 */
async function chooseBase(settings, github) {
    if (settings.since !== undefined)
        return findSince(settings.since, github);
    const { eventName, event } = settings.run;
    if (event.kind === 'deployment')
        return chooseByDeployment(settings, event, github);
    // A run does not say which environment it deployed to.
    if (eventName.startsWith('deployment'))
        return giveNone('the deployment of this run is not told');
    return chooseByRun(settings, github);
}
async function findSince(since, github) {
    const commit = await github.findCommit(since);
    if (commit.kind === 'found')
        return give(commit.value, `\`since\` names ${since}`);
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
    const last = await findLastDeployment(deployment, head, github);
    const { environment } = deployment;
    if (last.kind === 'not-allowed' || last.kind === 'not-found') {
        return giveNone(`the deployments cannot be read (${sayRefusal(last)}); give the job the permission \`deployments: read\``);
    }
    if (last.kind !== 'found')
        return last;
    return last.value === undefined
        ? giveNone(`no other deployment to ${environment} has succeeded`)
        : give(last.value.sha, `the last successful deployment to ${environment} was of this commit`);
}
async function chooseByRun(settings, github) {
    const { run } = settings;
    const last = await findLastRun(run, github);
    if (last.kind === 'found' && last.value !== undefined) {
        const { id, headSha } = last.value;
        const where = run.ref?.kind === 'branch' ? ` on ${run.ref.name}` : '';
        const which = run.event.kind === 'workflow-run'
            ? `the run ${id}, whose end started the last successful run of this workflow,`
            : `the last successful run of this workflow for ${run.eventName}${where} (run ${id})`;
        return give(headSha, `${which} was of this commit`);
    }
    if (last.kind === 'unreachable' || last.kind === 'cancelled')
        return last;
    const why = last.kind === 'found'
        ? 'no successful run of this workflow is known that came before'
        : `the runs of this workflow cannot be read (${sayRefusal(last)}); give the job the permission \`actions: read\``;
    const byEvent = await chooseByEvent(settings, github);
    if (byEvent.kind !== 'base')
        return byEvent;
    if (byEvent.base.kind === 'none')
        return giveNone(`${why}, and ${byEvent.base.reason}`);
    const notice = `Compared with what the event says, because ${why}. Changes of failed or cancelled runs are not covered`;
    return { ...byEvent, notices: [notice] };
}
async function chooseByEvent({ run }, github) {
    const milestone = findMilestone(run);
    if (milestone !== undefined)
        return chooseByMilestone(milestone, github);
    if (run.event.kind !== 'push')
        return giveNone(`${run.eventName} does not say what was before`);
    const { before } = run.event;
    return before === undefined
        ? giveNone('the branch is new')
        : give(before, 'the branch was at this commit before the push');
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
function give(sha, reason) {
    return { kind: 'base', base: { kind: 'commit', sha, reason }, notices: [] };
}
function giveNone(reason) {
    return { kind: 'base', base: { kind: 'none', reason }, notices: [] };
}
function sayRefusal(answer) {
    return answer.kind === 'not-allowed' ? answer.said : 'HTTP 404';
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
function folderHash(entry) {
    return entry?.kind === 'folder' ? entry.hash : undefined;
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
            folders.push({ path, base: compare_entries_folderHash(before), head: compare_entries_folderHash(now) });
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
function compare_entries_folderHash(entry) {
    return entry?.kind === 'folder' ? entry.hash : undefined;
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

;// CONCATENATED MODULE: ./build/changed/compare-trees.js


/**
 * From so many folders on, all are read at once: a token of a workflow has 1,000 requests an hour.
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limit-for-github_token-in-github-actions
 */
const manyFolders = 40;
/** More changes than these are not purged one by one: 100 requests to Cloudflare. */
const mostUrls = 10_000;
const tooManyUrls = 'more than 10,000 URLs have changed';
/**
 * Compares the trees of two commits from a folder down. Histories are not looked at, so that a
 * roll-back or a force-push gives the right files as well.
 * @param names The folders that lead to the one that is compared.
 */
async function compareTrees(names, commits, github) {
    const reader = new FolderReader(github);
    const [base, head] = await Promise.all([reader.read(commits.base), reader.read(commits.head)]);
    if (head.kind === 'not-found')
        return { kind: 'no-commit', which: 'head' };
    if (base.kind === 'not-found')
        return { kind: 'no-commit', which: 'base' };
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




/**
 * Finds what changed between what visitors had and what was deployed. Where that cannot be told, it
 * is everything under the site's address; where it cannot be told because of an input, a fault.
 */
async function findChanges(settings, github) {
    const chosen = await chooseBase(settings, github);
    switch (chosen.kind) {
        case 'base': {
            const { base, notices } = chosen;
            return base.kind === 'none'
                ? giveWholeSite(settings, base, `${base.reason}; \`since\` can name a commit`, notices)
                : compareWith(settings, base, notices, github);
        }
        case 'fault':
        case 'cancelled':
            return chosen;
        default:
            return giveUp(settings, { kind: 'none', reason: 'GitHub could not be asked' }, chosen, []);
    }
}
async function compareWith(settings, base, notices, github) {
    const commits = { base: base.sha, head: settings.head };
    const compared = await compareTrees(settings.root, commits, github);
    switch (compared.kind) {
        case 'compared':
            return giveFiles(settings, base, compared.files, notices);
        case 'no-folder': {
            const item = settings.root.join('/');
            const problem = 'is no folder in the deployed commit, nor in the one that it is compared with';
            const accepted = 'a folder that is committed: what a build writes is not in the repository';
            return { kind: 'fault', fault: { input: 'root', item, problem, accepted } };
        }
        case 'no-commit':
            return explainMissingCommit(settings, base, compared, notices, github);
        case 'unclear':
            return giveWholeSite(settings, base, compared.why, notices);
        case 'cancelled':
            return compared;
        default:
            return giveUp(settings, base, compared, notices);
    }
}
/** Without the right to read, GitHub says of everything that it is not there. */
async function explainMissingCommit(settings, base, { which }, notices, github) {
    const repository = await github.findRepository();
    if (repository.kind === 'cancelled')
        return repository;
    if (repository.kind !== 'found')
        return giveUp(settings, base, repository, notices);
    const why = which === 'base'
        ? `the commit to compare with, ${base.sha}, is not in the repository any more`
        : `the deployed commit, ${settings.head}, is not in the repository`;
    return giveWholeSite(settings, base, why, notices);
}
/** Without an answer of use there is everything under the site's address; without the right, a fault. */
function giveUp(settings, base, answer, notices) {
    if (answer.kind === 'unreachable') {
        return giveWholeSite(settings, base, `GitHub ${answer.why}`, notices);
    }
    const { repository } = settings;
    const problem = answer.kind === 'not-found'
        ? `may not read ${repository}, or there is no such repository: GitHub says HTTP 404`
        : `may not read the files of ${repository}: GitHub says ${answer.said}`;
    const accepted = 'a token of this repository with `contents: read`, which a job names under `permissions`';
    return { kind: 'fault', fault: { input: 'github-token', problem, accepted } };
}
function giveFiles(settings, base, files, notices) {
    const urls = [...new Set(files.flatMap(({ path }) => findUrls(path, settings.site)))];
    if (urls.length > mostUrls)
        return giveWholeSite(settings, base, tooManyUrls, notices, files);
    return find_changes_give(settings, base, { kind: 'urls', urls }, notices, files);
}
function giveWholeSite(settings, base, why, notices, files) {
    const lists = listWholeSite(settings.site);
    return find_changes_give(settings, base, { kind: 'whole-site', why, lists }, notices, files);
}
function find_changes_give({ head, root, site, serverUrl, repository }, base, scope, notices, files) {
    const compareUrl = base.kind === 'none' ? undefined : `${serverUrl}/${repository}/compare/${base.sha}...${head}`;
    const changes = {
        head,
        base,
        compareUrl,
        root: root.join('/'),
        site: site.origin + site.folder,
        files: files === undefined ? undefined : countFiles(files),
        scope,
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
            const location = reply.headers['location'] ?? '';
            const next = URL.parse(location, target.href);
            if (next?.origin !== origin)
                throw new Unanswered({ kind: 'redirect', location });
            target = next;
        }
        throw new Unanswered({ kind: 'redirect', location: target.href });
    };
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
            return {
                kind: 'unreachable',
                why: `answered with a redirect to ${failure.location}, which is not followed: the token stays here`,
            };
        case 'unreadable':
            return { kind: 'unreachable', why: 'gave an answer that is no JSON' };
        case 'no-reply':
            return { kind: 'unreachable', why: `did not answer (${failure.code})` };
        case 'refused': {
            const { status, message, waitMs } = failure;
            const said = `HTTP ${status}${message === '' ? '' : ` "${message}"`}`;
            if (waitMs !== undefined) {
                const seconds = Math.ceil(waitMs / 1000);
                const why = `refused for its rate limit (${said}), and ${seconds} s more would outlast \`timeout\``;
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

;// CONCATENATED MODULE: ./build/changed/tree.js

/**
 * Reads an answer of GitHub's tree endpoint.
 * @see https://docs.github.com/en/rest/git/trees#get-a-tree
 */
function readTree(json) {
    const list = (0,json_fields/* readField */.dR)(json, 'tree');
    if (!Array.isArray(list))
        return undefined;
    const entries = list.map(readEntry);
    const known = entries.filter((entry) => entry !== undefined);
    return known.length === entries.length
        ? { entries: known, isCut: (0,json_fields/* readField */.dR)(json, 'truncated') === true }
        : undefined;
}
const kinds = {
    tree: 'folder',
    commit: 'submodule',
    blob: 'file',
};
function readEntry(json) {
    const path = (0,json_fields/* readText */.yR)(json, 'path');
    const kind = kinds[(0,json_fields/* readText */.yR)(json, 'type') ?? ''];
    const hash = (0,json_fields/* readHash */.Pp)(json, 'sha');
    if (path === undefined || kind === undefined || hash === undefined)
        return undefined;
    return { path, kind: (0,json_fields/* readText */.yR)(json, 'mode') === '120000' ? 'link' : kind, hash };
}

;// CONCATENATED MODULE: ./build/changed/rest-api.js



/** How many entries are asked for at once. A run has some ten kilobytes. */
const pageSizes = { runs: 30, deployments: 30, releases: 50, tags: 100 };
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
        hasTag: (name) => get('/git/ref/{ref}', { ref: `tags/${name}` }, () => true),
        readTree: (tree_sha, deep) => get('/git/trees/{tree_sha}', 
        // Any value of this parameter means true, `0` as well.
        deep ? { tree_sha, recursive: 1 } : { tree_sha }, readTree),
        findWorkflow: (run_id) => get('/actions/runs/{run_id}', { run_id }, (data) => (0,json_fields/* readId */.wh)(data, 'workflow_id')),
        listSuccessfulRuns: (workflow_id, filter, page) => get('/actions/workflows/{workflow_id}/runs', { workflow_id, status: 'success', ...filter, per_page: pageSizes.runs, page }, (data) => readPage((0,json_fields/* readField */.dR)(data, 'workflow_runs'), pageSizes.runs, readRun)),
        listDeployments: (environment, page) => get('/deployments', { environment, per_page: pageSizes.deployments, page }, (data) => readPage(data, pageSizes.deployments, readDeployment)),
        hasSucceeded: (deployment_id) => get('/deployments/{deployment_id}/statuses', { deployment_id, per_page: 100 }, (data) => Array.isArray(data)
            ? data.some((status) => (0,json_fields/* readText */.yR)(status, 'state') === 'success')
            : undefined),
        listReleases: (page) => get('/releases', { per_page: pageSizes.releases, page }, (data) => readPage(data, pageSizes.releases, readRelease)),
        listTags: (page) => get('/tags', { per_page: pageSizes.tags, page }, (data) => readPage(data, pageSizes.tags, readTag)),
    };
}
/** A server that does not know the form with the hash alone sends the whole commit. */
function readCommit(data) {
    return typeof data === 'string' ? (0,json_fields/* readHash */.Pp)({ sha: data.trim() }, 'sha') : (0,json_fields/* readHash */.Pp)(data, 'sha');
}
/** The entries that are of use; a page that is not full is the last one. */
function readPage(json, size, read) {
    if (!Array.isArray(json))
        return undefined;
    const entries = json.map(read).filter((entry) => entry !== undefined);
    return { entries, isLast: json.length < size };
}
function readRun(json) {
    const id = (0,json_fields/* readId */.wh)(json, 'id');
    const headSha = (0,json_fields/* readHash */.Pp)(json, 'head_sha');
    if (id === undefined || headSha === undefined)
        return undefined;
    const startedAt = (0,json_fields/* readText */.yR)(json, 'run_started_at') ?? '';
    return {
        id,
        headSha,
        headName: (0,json_fields/* readText */.yR)(json, 'head_branch') ?? '',
        createdAt: (0,json_fields/* readText */.yR)(json, 'created_at') ?? startedAt,
        startedAt,
        updatedAt: (0,json_fields/* readText */.yR)(json, 'updated_at') ?? '',
    };
}
function readDeployment(json) {
    const id = (0,json_fields/* readId */.wh)(json, 'id');
    const sha = (0,json_fields/* readHash */.Pp)(json, 'sha');
    return id === undefined || sha === undefined ? undefined : { id, sha };
}
function readRelease(json) {
    const tag = (0,json_fields/* readText */.yR)(json, 'tag_name');
    const publishedAt = (0,json_fields/* readText */.yR)(json, 'published_at');
    if (tag === undefined || publishedAt === undefined)
        return undefined;
    if ((0,json_fields/* readField */.dR)(json, 'draft') === true)
        return undefined;
    return { tag, publishedAt, isPrerelease: (0,json_fields/* readField */.dR)(json, 'prerelease') === true };
}
function readTag(json) {
    const name = (0,json_fields/* readText */.yR)(json, 'name');
    const sha = (0,json_fields/* readHash */.Pp)(json, 'commit', 'sha');
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
        const stop = __addDisposableResource(env_1, new purge_stop/* Stop */.V(clock, settings.timeoutMs, world.cancelled), false);
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
        if (found.kind === 'fault')
            return endWithFault(found.fault, settings);
        if (found.kind === 'cancelled') {
            return { kind: 'ended', result: { kind: 'cancelled', asked: countAsked(settings) } };
        }
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
function endWithFault(fault, settings) {
    const found = { faults: [fault], left: new Map() };
    return { kind: 'ended', result: { kind: 'bad-inputs', found, asked: countAsked(settings) } };
}
/** Items of the lists; how many more have changed is not known. */
function countAsked({ selection }) {
    return selection.kind === 'everything' ? 0 : (0,items/* countItems */.A1)(selection.lists);
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
