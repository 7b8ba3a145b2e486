export const id = 254;
export const ids = [254];
export const modules = {

/***/ 254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyAfterPurge: () => (/* binding */ verifyAfterPurge),
  verifyChecks: () => (/* binding */ verifyChecks),
  waitBeforePurge: () => (/* reexport */ waitBeforePurge)
});

// EXTERNAL MODULE: ./build/clock.js
var build_clock = __webpack_require__(94);
// EXTERNAL MODULE: ./build/http/network-failure.js
var network_failure = __webpack_require__(856);
// EXTERNAL MODULE: ./build/inputs/checks.js
var checks = __webpack_require__(555);
// EXTERNAL MODULE: ./build/pacing/stop.js
var pacing_stop = __webpack_require__(425);
// EXTERNAL MODULE: ./build/purge/send.js
var send = __webpack_require__(352);
// EXTERNAL MODULE: ./build/http/http.js
var http = __webpack_require__(321);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var secrets = __webpack_require__(569);
// EXTERNAL MODULE: ./build/redact.js
var build_redact = __webpack_require__(207);
;// CONCATENATED MODULE: ./build/verify/ask.js
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





/** Checks that are under way at once: a page of each is held, and sites limit their visitors. */
const mostAtOnce = 10;
const mostRedirects = 10;
const noAnswerInTime = {
    kind: 'no-reply',
    reason: 'timeout',
    code: 'TimeoutError',
};
/** Makes the way to ask for one check, its redirects included, for 30 s at most. */
function createAsk(settings, send, clock) {
    const { checkHeaders } = settings;
    const redact = (0,build_redact/* createRedact */.ay)(findSecrets(settings));
    return limitAtOnce(mostAtOnce, async (check, signal) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const limit = __addDisposableResource(env_1, new pacing_stop/* Stop */.V(clock, http/* requestTimeoutMs */.Hl, signal), false);
            const reply = await followRedirects(check, send, checkHeaders, limit.noMore);
            if (reply.kind === 'no-reply')
                return limit.reason === 'timeout' ? noAnswerInTime : reply;
            const redirectedTo = reply.url === check.url ? undefined : nameTarget(reply.url, check.url, redact);
            // The step purges where redirects led to, which must not show a secret that a page repeats there.
            const url = redact(reply.url) === reply.url ? reply.url : check.url;
            return { ...reply, url, redirectedTo };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    });
}
/**
 * Asks the address of a check. Redirects are followed where its content counts; a bare URL is judged
 * by its own response, which is what a purge of it changes.
 * @param checkHeaders For the origin of the check only. After a redirect to another they are gone for
 *   good: a secret must not go where a page points to, and not be led back either.
 */
async function followRedirects({ url, expectation }, send, checkHeaders, signal) {
    // A bare URL needs no body.
    if (expectation.kind === 'status')
        return visit(send, url, checkHeaders, 0, signal);
    let reply = await visit(send, url, checkHeaders, checks/* mostBodyBytes */.lY, signal);
    let headers = checkHeaders;
    for (let count = 0; count < mostRedirects; count += 1) {
        const target = reply.kind === 'reply' ? findRedirect(reply) : undefined;
        if (target === undefined)
            return reply;
        if (target.origin !== URL.parse(url)?.origin)
            headers = {};
        reply = await visit(send, target.href, headers, checks/* mostBodyBytes */.lY, signal);
    }
    return reply;
}
/** Makes one `GET`, as a browser would, and follows nothing. */
async function visit(send, url, checkHeaders, most, signal) {
    const headers = {
        accept: '*/*',
        'user-agent': http/* userAgent */.N1,
        ...checkHeaders,
        'accept-encoding': http/* acceptedEncodings */.gm,
    };
    const reply = await send({ method: 'GET', url, headers, mostBodyBytes: most }, signal);
    if (reply.kind === 'no-reply')
        return reply;
    const body = reply.body ? { kind: 'whole', ...reply.body } : unread;
    return { ...reply, by: 'runner', body, url, redirectedTo: undefined };
}
const unread = { kind: 'unread' };
/** Where a redirect leads to; undefined where it is none, or leaves the web. */
function findRedirect({ status, headers, url }) {
    const location = headers['location'];
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
        return undefined;
    const target = URL.parse(location, url);
    if (target === null || !/^https?:$/.test(target.protocol))
        return undefined;
    target.username = '';
    target.password = '';
    target.hash = '';
    return target;
}
/**
 * Where redirects led to, as it may be shown: on another origin the origin alone; on the same the path
 * too, without a query; and nothing of the secrets that a page may repeat there.
 */
function nameTarget(target, from, redact) {
    const { origin, pathname } = new URL(target);
    return redact(origin === new URL(from).origin ? origin + pathname : `${origin}/`);
}
/** What the step knows that no page may make it show: a page can echo the headers of a check. */
function findSecrets({ token, globalpingToken, checkHeaders }) {
    const headers = Object.values(checkHeaders).filter((value) => !secrets/* publicValue */.RC.test(value));
    const values = [token ?? '', globalpingToken ?? '', ...headers];
    return [...values, ...values.flatMap((value) => value.split(/\s+/))];
}
/** The same work, of which no more than so many run at once; the others wait for their turn. */
function limitAtOnce(most, work) {
    let running = 0;
    const waiting = [];
    return async (...args) => {
        if (running < most)
            running += 1;
        else
            await new Promise((resolve) => waiting.push(resolve));
        try {
            return await work(...args);
        }
        finally {
            const next = waiting.shift();
            if (next === undefined)
                running -= 1;
            else
                next();
        }
    };
}
const firstBackoffMs = 2_000;
const longestBackoffMs = 30_000;
/** So that checks that were refused together do not come back together. */
const jitter = 0.25;
/** Respects the limits of sites: what answers 429 is requested later, and fewer pages at once. */
class Throttle {
    #clock;
    #random;
    #openAt = new Map();
    #backoffMs = new Map();
    #atOnce = mostAtOnce;
    constructor(clock, random) {
        this.#clock = clock;
        this.#random = random;
    }
    /** How many requests may be under way. */
    get atOnce() {
        return this.#atOnce;
    }
    /** How long the site of a URL is to be left alone, in milliseconds; 0 if it is not. */
    waitMs(url) {
        return Math.max(0, (this.#openAt.get(new URL(url).origin) ?? 0) - this.#clock.now());
    }
    /**
     * Takes a response into account.
     * @see https://www.rfc-editor.org/rfc/rfc6585#section-4
     */
    learn(url, reply) {
        if (reply.kind !== 'reply')
            return;
        const { origin } = new URL(url);
        const told = /^\s*(\d{1,7})\s*$/.exec(reply.headers['retry-after'] ?? '')?.[1];
        if (reply.status !== 429 && (reply.status !== 503 || told === undefined)) {
            this.#backoffMs.delete(origin);
            return;
        }
        // Responses that come while the site is left alone were requested before.
        if (this.waitMs(url) > 0)
            return;
        const backoffMs = this.#backoffMs.get(origin) ?? firstBackoffMs;
        this.#backoffMs.set(origin, Math.min(backoffMs * 2, longestBackoffMs));
        const toldMs = told === undefined ? backoffMs : Number(told) * 1000;
        // A page that says 503 while the deploy is under way names any time.
        const waitMs = reply.status === 503 ? Math.min(toldMs, longestBackoffMs) : toldMs;
        this.#openAt.set(origin, this.#clock.now() + waitMs * (1 + jitter * this.#random()));
        this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: ./build/verify/verdict.js
var verify_verdict = __webpack_require__(21);
;// CONCATENATED MODULE: ./build/verify/judge.js


const noCacheFacts = {
    cacheStatus: undefined,
    age: undefined,
    dataCentre: undefined,
};
/**
 * What Cloudflare sends. Nothing else is shown: a page may repeat secrets of `check-headers` there.
 * @see https://developers.cloudflare.com/cache/concepts/cache-responses/
 */
const cacheStatuses = new Set([
    'HIT',
    'MISS',
    'EXPIRED',
    'STALE',
    'BYPASS',
    'REVALIDATED',
    'UPDATING',
    'DYNAMIC',
    'NONE',
    'NONE/UNKNOWN',
]);
function readCacheHeaders(headers) {
    const cacheStatus = headers['cf-cache-status']?.trim().toUpperCase() || undefined;
    // Of a list, the first value counts: https://www.rfc-editor.org/rfc/rfc9111#section-5.1
    const age = /^\s*(\d{1,10})\s*(?:,|$)/.exec(headers['age'] ?? '')?.[1];
    const dataCentre = /-([A-Z]{3})\s*$/i.exec(headers['cf-ray'] ?? '')?.[1];
    return {
        cacheStatus: cacheStatus === undefined || cacheStatuses.has(cacheStatus) ? cacheStatus : 'UNKNOWN',
        age: age === undefined ? undefined : Number(age),
        dataCentre: dataCentre?.toUpperCase(),
    };
}
/** Learns, over all responses of a URL, whether its `Age` can be Cloudflare's. */
class Ages {
    #foreign = new Set();
    #last = new Map();
    /**
     * Takes a response into account. What was fetched just now has no `Age` of Cloudflare's. And an
     * object that replaced another one (its `Age` grew by less than the time in between) cannot be
     * older than that time.
     * @param seconds When its headers came; undefined if that is not known to the second.
     */
    learn(url, { cacheStatus, age, dataCentre }, seconds) {
        if (age === undefined)
            return;
        if (cacheStatus === 'MISS')
            this.#foreign.add(url);
        if (cacheStatus !== 'HIT' || seconds === undefined)
            return;
        // Each data center has a copy of its own.
        const key = `${dataCentre} ${url}`;
        const before = this.#last.get(key);
        this.#last.set(key, { age, seconds });
        if (before === undefined)
            return;
        const passed = seconds - before.seconds;
        // A second is for what the network takes: a doubt must not hide what is stale.
        const isReplaced = age - before.age < Math.floor(passed) - 1;
        if (isReplaced && age > passed + 1)
            this.#foreign.add(url);
    }
    isForeign(url) {
        return this.#foreign.has(url);
    }
}
/** Judges what a response after the purge says about a check. */
function judge(check, reply, facts) {
    if (reply.kind === 'no-reply') {
        return giveVerdict({ kind: 'no-answer', failure: reply }, noCacheFacts);
    }
    if (reply.kind === 'no-measurement') {
        return giveVerdict({ kind: 'no-measurement', failure: reply.failure }, noCacheFacts);
    }
    const seen = readCacheHeaders(reply.headers);
    const reason = findObstacle(reply) ?? judgeContent(check, reply) ?? judgeCacheStatus(seen, facts);
    return giveVerdict(reason, seen, reply.status);
}
function giveVerdict(reason, seen, status) {
    return { verdict: verify_verdict/* freshnessOf */.T5[reason.kind], reason, status, ...seen };
}
/**
 * Whether bot protection answered instead of the page.
 * @see https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
 */
function isChallenge({ headers }) {
    return headers['cf-mitigated'] !== undefined;
}
/** What decides without a look at content or cache. */
function findObstacle(reply) {
    const { status } = reply;
    if (isChallenge(reply))
        return { kind: 'challenge' };
    if (status === 404 || status === 410)
        return { kind: 'missing', status };
    return status >= 400 ? { kind: 'status', status } : undefined;
}
/** Undefined for a bare URL. */
function judgeContent({ expectation }, reply) {
    const { status, body } = reply;
    if (expectation.kind === 'status')
        return undefined;
    if (body.kind === 'unread')
        return { kind: 'body-too-large' };
    if (reply.by === 'probe' && status >= 300)
        return { kind: 'redirect', status };
    // A redirect that goes round in circles, or leaves the web.
    if (!isSuccess(status))
        return { kind: 'status', status };
    if (reply.by === 'probe' && expectation.kind === 'equals' && !expectation.isText) {
        return { kind: 'not-text', path: expectation.path };
    }
    switch (matchContent(expectation, body)) {
        case 'holds':
            return { kind: 'content-holds' };
        case 'unknown':
            return { kind: 'body-cut', expectation };
        case 'other': {
            if (reply.by === 'probe' && isGarbled(body.bytes))
                return { kind: 'garbled' };
            const { redirectedTo } = reply;
            return { kind: 'other-content', expectation, bytes: body.bytes.length, redirectedTo };
        }
    }
}
/** Whether bytes that are no text were turned into text on the way, compressed ones for example. */
function isGarbled(bytes) {
    return Buffer.from(bytes).includes('\ufffd');
}
/** @see https://developers.cloudflare.com/cache/concepts/cache-responses/ */
function judgeCacheStatus({ cacheStatus, age }, facts) {
    switch (cacheStatus) {
        case 'MISS':
        case 'EXPIRED':
        case 'REVALIDATED':
            return judgeBehind(cacheStatus, age, facts) ?? { kind: 'asked-origin', cacheStatus };
        case 'DYNAMIC':
        case 'BYPASS':
            return judgeBehind(cacheStatus, age, facts) ?? { kind: 'not-cached', cacheStatus };
        case 'STALE':
        case 'UPDATING':
            return { kind: 'served-stale', cacheStatus, method: facts.method };
        case 'HIT':
            return judgeHit(age, facts);
        case undefined:
            return { kind: 'no-cache-status' };
        default:
            return { kind: 'unknown-cache-status', cacheStatus };
    }
}
/** With Tiered Cache, an upper tier may have answered; and an origin may have a cache of its own. */
function judgeBehind(cacheStatus, age, { secondsSincePurge }) {
    if (age === undefined || age <= secondsSincePurge)
        return undefined;
    return { kind: 'cached-behind', cacheStatus };
}
/** `Age` is rounded down: what was cached after the purge has one of at most the time since, exactly. */
function judgeHit(age, { secondsSincePurge, hasForeignAge }) {
    if (age === undefined)
        return { kind: 'no-age' };
    if (hasForeignAge)
        return { kind: 'age-of-origin' };
    if (age <= secondsSincePurge)
        return { kind: 'refilled', secondsSincePurge };
    return { kind: 'cached-before', age, secondsSincePurge };
}
/**
 * Judges whether the plan reaches a page that had turned fresh only through its own purge, by the
 * first response after the plan was sent again: the copy that the own purge brought must be gone.
 */
function judgeReach(verdict, facts) {
    const { cacheStatus, age, reason } = verdict;
    const { secondsSincePurge, hasForeignAge } = facts;
    if (verdict.verdict !== 'fresh' && reason.kind !== 'cached-before')
        return verdict;
    const isOlder = age !== undefined && age > secondsSincePurge;
    const isFetched = cacheStatus === 'MISS' || cacheStatus === 'EXPIRED' || cacheStatus === 'REVALIDATED';
    if (isFetched && !isOlder)
        return verdict;
    if (cacheStatus === 'HIT' && age !== undefined && !hasForeignAge) {
        return isOlder ? withReason(verdict, { kind: 'not-reached' }) : verdict;
    }
    return withReason(verdict, { kind: 'only-own-purge' });
}
function withReason(verdict, reason) {
    return { ...verdict, verdict: verify_verdict/* freshnessOf */.T5[reason.kind], reason };
}
/** Whether a body is what is expected; unknown where only its beginning came, and that fits. */
function matchContent(expectation, body) {
    const { kind, bytes } = body;
    switch (expectation.kind) {
        case 'contains':
            if (toBuffer(bytes).includes(expectation.text))
                return 'holds';
            return kind === 'whole' ? 'other' : 'unknown';
        case 'equals':
            if (body.kind === 'beginning')
                return isBeginning(bytes, expectation) ? 'unknown' : 'other';
            // Files may be stored compressed, and then be sent as they are.
            return isFile(bytes, expectation) || (body.sent && isFile(body.sent, expectation))
                ? 'holds'
                : 'other';
    }
}
function isFile(bytes, file) {
    return bytes.length === file.bytes && sha256(bytes) === file.sha256;
}
function toBuffer(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
function sha256(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
}
/** Whether a longer file begins so. Where the body was cut, a last character may be half one. */
function isBeginning(bytes, file) {
    const text = toBuffer(bytes)
        .toString()
        .replace(/\ufffd$/, '');
    const known = Buffer.from(text).subarray(0, file.beginning.length);
    return file.bytes >= known.length && known.equals(file.beginning.subarray(0, known.length));
}
/** Whether a status says that the page is there. */
function isSuccess(status) {
    return status >= 200 && status < 300;
}
/** Whether a check of `wait-for` holds: any 2xx for a bare URL, a 2xx with the content for others. */
function holds({ expectation }, reply) {
    if (reply.kind !== 'reply' || !isSuccess(reply.status))
        return false;
    if (expectation.kind === 'status')
        return true;
    return reply.body.kind !== 'unread' && matchContent(expectation, reply.body) === 'holds';
}

;// CONCATENATED MODULE: ./build/verify/check-state.js


/** Time does not change these: so many equal responses in a row end the retries. */
const mostEqualResponses = 3;
/** A purge may take a second, so what is stale is requested once more before it is purged. */
const staleBeforeRepurge = 2;
/** What is known so far of one check from one place. */
class CheckState {
    check;
    from;
    #method;
    #startedAt;
    /** What counts: a stale verdict stays until the check is seen fresh. */
    #verdict;
    #latest;
    #requestedAt = 0;
    #redirectTarget;
    #tries = 0;
    #equalResponses = 0;
    #staleSinceSent = 0;
    #repurges = 0;
    /** Whether a purge of its own is what may make, or made, it fresh; then, whether the plan was sent since. */
    #ownPurge = 'none';
    #refusal;
    #msToFresh;
    #note;
    constructor(check, from, method, startedAt) {
        this.check = check;
        this.from = from;
        this.#method = method;
        this.#startedAt = startedAt;
    }
    /** What counts so far. */
    get verdict() {
        return this.#verdict;
    }
    /** What the last response said, by itself. */
    get latest() {
        return this.#latest;
    }
    get isStale() {
        return this.#verdict?.verdict === 'stale';
    }
    /** Whether requesting it again can tell more. */
    get isOpen() {
        return this.#verdict?.verdict !== 'fresh' && this.#equalResponses < mostEqualResponses;
    }
    /** Whether it turned fresh by a purge of its own: what else was purged may be stale as well. */
    get turnedFreshByRepurge() {
        return this.#verdict?.verdict === 'fresh' && this.#ownPurge === 'sent';
    }
    /** When the response was requested that counts. */
    get requestedAt() {
        return this.#requestedAt;
    }
    /**
     * The URLs to purge before the next request: its own, and where it redirects to, since a purge of
     * a URL that redirects removes only the redirect. After `invalidate`, `STALE` and `UPDATING` are
     * how it works; a purge would remove what `stale-if-error` serves while the origin is down. Of a
     * page that the plan does not reach, a purge of its own would prove nothing.
     */
    get urlsToRepurge() {
        const latest = this.#latest;
        if (latest?.verdict !== 'stale' || this.#staleSinceSent < staleBeforeRepurge)
            return [];
        const { reason, cacheStatus } = latest;
        const isServedStale = cacheStatus === 'STALE' || cacheStatus === 'UPDATING';
        if (reason.kind === 'not-reached' || (this.#method === 'invalidate' && isServedStale)) {
            return [];
        }
        const { url } = this.check;
        return this.#redirectTarget === undefined ? [url] : [url, this.#redirectTarget];
    }
    /** Judges a response. */
    judge(reply, facts, { requestedAt, now }) {
        const purge = { ...facts, method: this.#method };
        const judged = judge(this.check, reply, purge);
        const verdict = this.#ownPurge === 'plan-sent-again' ? judgeReach(judged, purge) : judged;
        this.#tries += 1;
        this.#requestedAt = requestedAt;
        this.#count(verdict);
        if (!this.#isNoNews(verdict))
            this.#verdict = verdict;
        this.#latest = verdict;
        const isFresh = verdict.verdict === 'fresh';
        this.#msToFresh = isFresh ? (this.#msToFresh ?? now - this.#startedAt) : undefined;
        if (reply.kind !== 'reply')
            return verdict;
        this.#redirectTarget = reply.url === this.check.url ? undefined : reply.url;
        if (isFresh)
            this.#note = (0,verify_verdict/* describeKeeping */.Dm)(reply.headers);
        return verdict;
    }
    #count(verdict) {
        const { status, reason } = verdict;
        const before = this.#latest;
        const isEqual = before?.status === status && before?.reason.kind === reason.kind;
        if (!cannotChange(verdict))
            this.#equalResponses = 0;
        else
            this.#equalResponses = isEqual ? this.#equalResponses + 1 : 1;
        if (verdict.verdict === 'stale')
            this.#staleSinceSent += 1;
        // Seen fresh, the plan reaches it; with other content, it is as if it had never been fresh.
        const isDecided = verdict.verdict !== 'inconclusive' && reason.kind !== 'not-reached';
        if (isDecided && this.#ownPurge === 'plan-sent-again')
            this.#ownPurge = 'none';
    }
    /** Whether it casts no doubt on a stale verdict, as it would if that was by an `Age` that means nothing. */
    #isNoNews({ verdict, reason }) {
        const isRefuted = this.#verdict?.reason.kind === 'cached-before' && reason.kind === 'age-of-origin';
        return this.isStale && verdict === 'inconclusive' && !isRefuted;
    }
    /** @param refusal Why it could not be purged by itself; undefined if it was. */
    repurged(refusal) {
        this.#refusal = refusal;
        if (refusal !== undefined)
            return;
        this.#repurges += 1;
        this.#ownPurge = 'sent';
    }
    /** The whole plan was sent again: from now on, responses count by that. */
    planWasSentAgain() {
        const isProven = !this.turnedFreshByRepurge && this.#ownPurge !== 'plan-sent-again';
        this.#ownPurge = isProven ? 'none' : 'plan-sent-again';
        this.#staleSinceSent = 0;
        this.#equalResponses = 0;
    }
    result() {
        const isDoubtful = this.turnedFreshByRepurge;
        const verdict = this.#verdict ?? this.#judgeSilence();
        return {
            check: this.check,
            from: this.from,
            verdict: isDoubtful ? withReason(verdict, { kind: 'only-own-purge' }) : verdict,
            later: this.#latest === this.#verdict ? undefined : this.#latest,
            tries: this.#tries,
            repurges: this.#repurges,
            refusal: this.#refusal,
            msToFresh: isDoubtful ? undefined : this.#msToFresh,
            note: this.#note,
        };
    }
    /** No response came before the time was over. */
    #judgeSilence() {
        const facts = { secondsSincePurge: 0, hasForeignAge: false, method: this.#method };
        return judge(this.check, tooLate, facts);
    }
}
const tooLate = { kind: 'no-reply', reason: 'timeout', code: 'verify-timeout' };
/** What time cannot change; 5xx, 429, and failures of the network may pass. */
function cannotChange({ verdict, reason, status }) {
    if (reason.kind === 'not-reached')
        return true;
    if (verdict !== 'inconclusive' || reason.kind === 'no-answer')
        return false;
    return status !== undefined && status < 500 && status !== 429;
}

// EXTERNAL MODULE: ./build/cloudflare/zones.js
var zones = __webpack_require__(65);
// EXTERNAL MODULE: ./build/inputs/items.js
var items = __webpack_require__(260);
// EXTERNAL MODULE: ./build/purge/plan.js
var purge_plan = __webpack_require__(305);
// EXTERNAL MODULE: ./build/purge/targets.js
var purge_targets = __webpack_require__(742);
;// CONCATENATED MODULE: ./build/verify/coverage.js


/**
 * Indexes URLs once, so that a list of a million items takes one look for each item, however many
 * URLs there are.
 */
function indexUrls(urls) {
    const known = new Set(urls);
    const pages = [...known].map((url) => ({ url, parsed: new URL(url) }));
    const byHost = Map.groupBy(pages, ({ parsed }) => parsed.hostname);
    const sorted = pages
        .map(({ url, parsed }) => ({ url, key: parsed.hostname + parsed.pathname }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    const namedBy = ({ content }) => {
        switch (content.kind) {
            case 'everything':
                return [...known];
            case 'urls':
                return Array.from(content.items, items/* urlOf */.rs).filter((url) => known.has(url));
            case 'hosts':
                return [...content.items].flatMap((host) => (byHost.get(host.toLowerCase()) ?? []).map(({ url }) => url));
            case 'prefixes':
                return [...content.items].flatMap((prefix) => startingWith(toKey(prefix), sorted));
            case 'tags':
                return [];
        }
    };
    return (request) => {
        const { name } = request.zone;
        const named = namedBy(request);
        return name === undefined
            ? named
            : named.filter((url) => (0,purge_targets/* isInZone */.eI)(new URL(url).hostname, name));
    };
}
/** Hosts ignore case, and a prefix has them as the workflow spells them. */
function toKey(prefix) {
    const slash = prefix.indexOf('/');
    return slash < 0
        ? `${prefix.toLowerCase()}/`
        : prefix.slice(0, slash).toLowerCase() + prefix.slice(slash);
}
function startingWith(prefix, sorted) {
    let low = 0;
    for (let high = sorted.length; low < high;) {
        const middle = (low + high) >> 1;
        if ((sorted[middle]?.key ?? '') < prefix)
            low = middle + 1;
        else
            high = middle;
    }
    const found = [];
    for (let at = low; sorted[at]?.key.startsWith(prefix); at += 1)
        found.push(sorted[at]?.url ?? '');
    return found;
}
/** The URLs that a plan plainly leaves out; tags cannot show this. */
function findLeftOut(urls, plan) {
    const left = new Set(urls);
    if (left.size === 0 || plan.some(({ content }) => content.kind === 'tags'))
        return [];
    const findCovered = indexUrls(left);
    for (const request of plan)
        for (const url of findCovered(request))
            left.delete(url);
    return [...left];
}

;// CONCATENATED MODULE: ./build/verify/repurge.js







/** Purges checked URLs by themselves, and the whole plan again; and knows what was purged when. */
class Repurger {
    /** All purges of single URLs, in the order of sending. */
    repurges = [];
    /** The plan, each time that it was sent again. */
    resent = [];
    #purged;
    #api;
    #onSettled;
    #clock;
    #findCovered;
    #checkHosts;
    /** By URL: when the plan was sent that covers it, and when it was purged by itself since. */
    #planSentAt = new Map();
    #firstSentAt;
    #purgedAt = new Map();
    #lastPlanAt = Number.NEGATIVE_INFINITY;
    #refusals = new Map();
    #zones;
    #spentMs = 0;
    #busySince;
    constructor(checkUrls, purged, api, onSettled) {
        this.#purged = purged;
        this.#api = api;
        this.#onSettled = onSettled;
        this.#clock = api.clock;
        this.#findCovered = indexUrls(checkUrls);
        this.#checkHosts = new Set(checkUrls.map((url) => new URL(url).hostname));
        this.#planWasSent(purged.outcomes);
    }
    /** How long purging took so far, above all waiting for the rate limit: no time of the checks. */
    get spentMs() {
        const running = this.#busySince === undefined ? 0 : this.#clock.now() - this.#busySince;
        return this.#spentMs + running;
    }
    /**
     * When the last request was sent that covered a URL. Tags do not tell which URLs they cover: then
     * the first request of the plan counts.
     */
    purgedAt(url) {
        const ofPlan = this.#planSentAt.get(url) ?? this.#firstSentAt ?? this.#clock.now();
        return Math.max(this.#purgedAt.get(url) ?? ofPlan, ofPlan);
    }
    /**
     * Purges URLs that were requested at these times, in one request, unless that was done since, by
     * itself or with the whole plan: the runner and the probes may find the same stale. One purge at a
     * time; what was refused once is not tried again.
     * @returns Why a URL was not purged; undefined if it was.
     */
    repurge = limitAtOnce(1, async (requestedAt) => {
        const due = [...requestedAt].filter(([url, at]) => {
            const purgedAt = Math.max(this.#purgedAt.get(url) ?? this.#lastPlanAt, this.#lastPlanAt);
            return purgedAt <= at && !this.#refusals.has(url);
        });
        await this.#spend(() => this.#purge(due.map(([url]) => url)));
        return new Map([...requestedAt.keys()].map((url) => [url, this.#refusals.get(url)]));
    });
    /** Sends the whole plan again. */
    async resend() {
        const sentAt = this.#clock.now();
        const outcomes = await this.#spend(() => (0,send/* sendRequests */.t)(this.#purged.plan, this.#api, this.#onSettled));
        this.resent.push(...outcomes);
        if ((0,send/* countOutcome */.y)(outcomes).unpurged === 0) {
            this.#planWasSent(outcomes);
            this.#lastPlanAt = sentAt;
            this.#purgedAt.clear();
        }
        return outcomes;
    }
    #planWasSent(outcomes) {
        const sentAt = new Map();
        this.#firstSentAt = undefined;
        for (const outcome of outcomes) {
            const at = outcome.sentAt;
            if (outcome.result.kind !== 'accepted' || at === undefined)
                continue;
            this.#firstSentAt = Math.min(this.#firstSentAt ?? at, at);
            for (const url of this.#findCovered(outcome.request)) {
                sentAt.set(url, Math.max(sentAt.get(url) ?? at, at));
            }
        }
        this.#planSentAt = sentAt;
    }
    async #spend(work) {
        this.#busySince = this.#clock.now();
        try {
            return await work();
        }
        finally {
            this.#spentMs += this.#clock.now() - this.#busySince;
            this.#busySince = undefined;
        }
    }
    async #purge(urls) {
        const targets = new Map();
        for (const url of urls) {
            const target = await this.#findTarget(url);
            if ('kind' in target)
                this.#refusals.set(url, target);
            else
                targets.set(target, [...(targets.get(target) ?? []), url]);
        }
        for (const [target, sameZone] of targets)
            await this.#purgeIn(target, sameZone);
    }
    /** One request for all; if it is not accepted in full, one for each, to tell which is wrong. */
    async #purgeIn(target, urls) {
        const { variants, method } = this.#purged;
        const lists = { ...items/* noItems */.Cz, urls: (0,items/* addVariants */.IU)(urls, variants) };
        const plan = (0,purge_plan/* planRequests */._8)([{ ...target, selection: { kind: 'items', lists } }], method);
        const outcomes = await (0,send/* sendRequests */.t)(plan, this.#api, this.#onSettled);
        const failed = outcomes.find(({ result }) => result.kind !== 'accepted');
        if (failed !== undefined && urls.length > 1 && failed.result.kind !== 'not-tried') {
            for (const url of urls)
                await this.#purgeIn(target, [url]);
            return;
        }
        const outcome = failed ?? outcomes.at(-1);
        if (outcome === undefined)
            return;
        for (const url of urls) {
            this.repurges.push({ url, outcome });
            if (failed !== undefined)
                this.#refusals.set(url, { kind: 'not-accepted', outcome });
            else
                this.#purgedAt.set(url, outcome.sentAt ?? this.#clock.now());
        }
    }
    /**
     * The zone of a URL: the one with the longest name that its host belongs to. If there is one zone,
     * by its ID, Cloudflare judges the hosts that the checks name: looking up the name may need more
     * permissions.
     */
    async #findTarget(url) {
        const { targets } = this.#purged;
        const { hostname } = new URL(url);
        const [only] = targets;
        if (only !== undefined && targets.length === 1 && only.zone.name === undefined) {
            if (this.#checkHosts.has(hostname))
                return only;
        }
        this.#zones ??= this.#nameZones();
        const zones = await this.#zones;
        const found = zones.find(({ name }) => (0,purge_targets/* isInZone */.eI)(hostname, name));
        return found?.target ?? { kind: zones.length < targets.length ? 'unknown-zone' : 'outside' };
    }
    /** The longest name first. */
    async #nameZones() {
        const named = [];
        for (const target of this.#purged.targets) {
            const name = target.zone.name ?? (await this.#lookUpName(target.zone.id));
            if (name !== undefined)
                named.push({ target, name });
        }
        return named.sort((a, b) => b.name.length - a.name.length);
    }
    async #lookUpName(id) {
        try {
            return (await (0,zones/* getZone */.HD)(id, this.#api))?.name;
        }
        catch (error) {
            if (error instanceof zones/* LookUpFailure */.TU)
                return undefined;
            throw error;
        }
    }
}

// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(977);
;// CONCATENATED MODULE: ./build/verify/wait.js
var wait_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var wait_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** Says what is plainly wrong with the checks, then waits until all checks of `wait-for` pass. */
async function waitBeforePurge(settings, plan, world) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        // What the repository says has not changed may still be checked by its content.
        const isNamed = ({ expectation }) => settings.changed === undefined || expectation.kind === 'status';
        const urls = settings.verify.filter(isNamed).map(({ url }) => url);
        const [first, ...others] = findLeftOut(urls, plan);
        if (first !== undefined) {
            const more = others.length === 0 ? '' : ` and ${(0,build_text/* countOf */.pq)(others.length, 'more URL')} of checks`;
            world.warn(`verify: the lists of this step leave out ${(0,build_text/* inline */.mG)(first)}${more}, so this purge cannot make that fresh. Add the URL, its host, or a prefix of it`);
        }
        if (settings.waitFor.length === 0)
            return [];
        const stop = wait_addDisposableResource(env_1, new pacing_stop/* Stop */.V(world.clock, settings.waitTimeoutMs, world.cancelled), false);
        const ask = createAsk(settings, world.send, world.clock);
        return await waitForDeploy(settings.waitFor, { ...world, stop, ask });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        wait_disposeResources(env_1);
    }
}
/** A `GET` of a text file every two seconds for two minutes harms nobody, and every second counts. */
const steps = [
    { untilMs: 30_000, stepMs: 1_000 },
    { untilMs: 120_000, stepMs: 2_000 },
];
const growth = 1.2;
const longestStepMs = 10_000;
/** A request that hangs holds up the others for no longer: they are polled again meanwhile. */
const longestRoundMs = 2_000;
/** So long before the end a response can still come. */
const lastAnswerMs = 1_000;
/** Polls all checks until all of them pass in the same round, or the time is over. */
async function waitForDeploy(checks, waiting) {
    const { clock, stop } = waiting;
    const startedAt = clock.now();
    const quieter = warnOnce(waiting);
    const throttle = new Throttle(clock, waiting.random);
    const polls = checks.map((check) => new Poll(check, quieter, throttle));
    let stepMs = steps[0].stepMs;
    while (!stop.noMore.aborted) {
        const roundAt = clock.now();
        const round = Promise.all(polls.map((poll) => poll.ask()));
        await (0,build_clock/* waitAtMost */._)(longestRoundMs, round, clock, stop.noMore);
        if (polls.every(({ passes }) => passes))
            break;
        const passedMs = clock.now() - startedAt;
        const step = steps.find(({ untilMs }) => passedMs < untilMs);
        stepMs = step?.stepMs ?? Math.min(stepMs * growth, longestStepMs);
        const nextMs = Math.max(0, roundAt + stepMs - clock.now());
        const leftMs = stop.deadline - clock.now() - lastAnswerMs;
        // The last request comes just before the end.
        await clock.sleep(leftMs > 0 ? Math.min(nextMs, leftMs) : nextMs, stop.noMore);
    }
    const ms = clock.now() - startedAt;
    const stopped = polls.every(({ passes }) => passes) ? undefined : stop.reason;
    // Of those that passed, but never all in one round, the end cut some off.
    const isCutOff = stopped !== undefined && polls.every(({ hasPassed }) => hasPassed);
    return polls.map((poll) => poll.result(ms, stopped, isCutOff ? poll.passes : poll.hasPassed));
}
/** One annotation is enough to be seen; the others go to the log. */
function warnOnce(waiting) {
    let warned = false;
    const warn = (message) => {
        if (warned)
            waiting.log(message);
        else
            waiting.warn(message);
        warned = true;
    };
    return { ...waiting, warn };
}
/** A log that is silent for longer looks as if the step hung. */
const longestSilenceMs = 30_000;
/** Cache statuses of responses that the origin was not asked for. */
const wait_cacheStatuses = new Set(['HIT', 'STALE', 'UPDATING']);
/** One check, polled; says what is seen when that changes, and now and then that it does not. */
class Poll {
    #check;
    #waiting;
    #throttle;
    #startedAt;
    #isPending = false;
    #hasPassed = false;
    #tries = 0;
    #seen;
    #saidAt = 0;
    #hasWarned = false;
    #isRefused = false;
    constructor(check, waiting, throttle) {
        this.#check = check;
        this.#waiting = waiting;
        this.#throttle = throttle;
        this.#startedAt = waiting.clock.now();
    }
    /** Whether its last response passed. */
    get hasPassed() {
        return this.#hasPassed;
    }
    /** Whether it passes in this round. */
    get passes() {
        return this.#hasPassed && !this.#isPending;
    }
    /** Requests it, unless the request before still hangs, or the site limits its visitors. */
    async ask() {
        if (this.#isPending || this.#throttle.waitMs(this.#check.url) > 0)
            return;
        const { ask, stop } = this.#waiting;
        this.#isPending = true;
        const reply = await ask(this.#check, stop.noMore).catch(network_failure/* sortNetworkError */.P);
        // The end of the time is no response.
        if (stop.noMore.aborted && reply.kind === 'no-reply')
            return;
        this.#isPending = false;
        // A 503 is how many sites look while the deploy is under way, whatever time it names.
        if (reply.kind === 'reply' && reply.status === 429)
            this.#throttle.learn(this.#check.url, reply);
        this.#tries += 1;
        this.#hasPassed = holds(this.#check, reply);
        this.#say(reply);
    }
    result(ms, stopped, held) {
        return {
            check: this.#check,
            held,
            tries: this.#tries,
            ms,
            seen: this.#seen,
            stopped,
            isRefused: this.#isRefused,
        };
    }
    #say(reply) {
        const { clock, log, warn } = this.#waiting;
        const name = (0,checks/* nameCheck */.AS)(this.#check);
        const cache = reply.kind === 'reply' ? readCacheHeaders(reply.headers) : undefined;
        const seen = (0,verify_verdict/* describeSeen */.jE)(this.#check, reply, cache, this.#hasPassed);
        const now = clock.now();
        this.#isRefused = !this.#hasPassed && isRefusal(reply);
        if (seen !== this.#seen)
            log(`wait-for ${name}: ${seen}`);
        else if (now - this.#saidAt >= longestSilenceMs) {
            log(`wait-for ${name}: still ${seen}, after ${(0,build_text/* formatDuration */.a3)(now - this.#startedAt)}`);
        }
        else
            return;
        this.#seen = seen;
        this.#saidAt = now;
        if (this.#hasPassed || this.#hasWarned || !wait_cacheStatuses.has(cache?.cacheStatus))
            return;
        this.#hasWarned = true;
        warn(`wait-for ${name}: the response comes from Cloudflare's cache (${seen}), so it cannot change before the purge unless it expires. Check the origin, or an address that is not cached`);
    }
}
/** Bot protection, a firewall, a login or a rate limit answered in place of the page. */
function isRefusal(reply) {
    return reply.kind === 'reply' && (isChallenge(reply) || [401, 403, 429].includes(reply.status));
}

;// CONCATENATED MODULE: ./build/verify/verify.js
var verify_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var verify_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











/**
 * Cloudflare states an average of under 150 ms until a purge is everywhere; a request that comes
 * before would find everything stale for nothing.
 * @see https://blog.cloudflare.com/instant-purge/
 */
const settleMs = 300;
/** Runs the checks of `verify`; undefined if there are none. */
async function verifyAfterPurge(settings, purged, api, world) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (settings.verify.length === 0)
            return undefined;
        const { clock } = world;
        const { verify, variants, method, verifyTimeoutMs } = settings;
        // Re-purges have the time of a purge: what they wait for the rate limit is no time of the checks.
        const stop = verify_addDisposableResource(env_1, new pacing_stop/* Stop */.V(clock, settings.timeoutMs + verifyTimeoutMs, world.cancelled), false);
        // Loaded only if places are named, so that other steps start as fast as without.
        const probing = settings.verifyFrom.length > 0
            ? (await __webpack_require__.e(/* import() */ 450).then(__webpack_require__.bind(__webpack_require__, 450))).startProbing(settings, world)
            : undefined;
        const urls = verify.map(({ url }) => url);
        const scope = { ...purged, variants, method };
        return await verifyChecks(verify, {
            ...world,
            stop,
            method,
            timeoutMs: verifyTimeoutMs,
            settleMs,
            ask: createAsk(settings, world.send, clock),
            repurger: new Repurger(urls, scope, { ...api, stop }, world.logOutcome),
            createProbeQuestions: probing?.createQuestions ?? (() => []),
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        verify_disposeResources(env_1);
    }
}
/**
 * Runs the checks after a purge, in rounds: all checks are requested, what is stale is purged in one
 * request, and they are requested again, until all are fresh or the time is over. If some turned
 * fresh only through that, the plan is sent again, and all start over.
 */
async function verifyChecks(checks, verifying) {
    return new Rounds(checks, verifying).run();
}
/** Several servers may be updated one after the other; what that does not end is inconclusive. */
const mostResends = 3;
/** What made a check stale may be under way to other servers: the plan waits for it. */
const beforeResendMs = 2_000;
/** After the plan was sent again, the checks have at least this long. */
const leastTimeAfterResendMs = 15_000;
/** A check that hangs does not hold up the others for longer. */
const verify_longestRoundMs = 10_000;
/** How long requests may take to end when they are aborted. */
const longestEndMs = 1_000;
/** A request so soon after the last one would hardly tell more. */
const shortestStepMs = 250;
/** A last request that is sent later than this before the end would hardly be answered. */
const longestUsualAnswerMs = 800;
const firstStepMs = 1_000;
const verify_longestStepMs = 10_000;
const verify_growth = 1.5;
class Rounds {
    #verifying;
    #throttle;
    #ages = new Ages();
    #warnings = [];
    /** From the runner, and from probes: the two go at paces of their own. */
    #groups;
    #underWay = [];
    #deadline;
    #resends = 0;
    constructor(checks, verifying) {
        const { clock, random, timeoutMs } = verifying;
        this.#verifying = verifying;
        this.#throttle = new Throttle(clock, random);
        const startedAt = clock.now();
        this.#deadline = startedAt + timeoutMs;
        const judging = {
            createState: (check, from) => new CheckState(check, from, verifying.method, startedAt),
            judge: (state, reply, requestedAt) => this.#judge(state, reply, requestedAt),
            warn: (message) => this.#warnings.push(message),
        };
        this.#groups = [
            checks.map((check) => this.#askFromRunner(check, judging)),
            verifying.createProbeQuestions(judging),
        ];
    }
    async run() {
        const { repurger, stop } = this.#verifying;
        let error;
        try {
            await this.#goThroughPhase();
            while (this.#mustResend() && (await this.#resend()))
                await this.#goThroughPhase();
        }
        catch (caught) {
            error = caught instanceof Error ? caught : new Error(String(caught));
        }
        return {
            results: this.#states.map((state) => state.result()),
            repurges: repurger.repurges,
            resent: repurger.resent,
            resends: this.#resends,
            cancelled: stop.reason === 'cancelled',
            warnings: this.#warnings,
            error,
        };
    }
    #mustResend() {
        if (!this.#states.some((state) => state.turnedFreshByRepurge))
            return false;
        const isTooLate = this.#resends > 0 && this.#leftMs() < beforeResendMs;
        return !this.#verifying.stop.noMore.aborted && !isTooLate && this.#resends < mostResends;
    }
    get #states() {
        return this.#groups.flat().flatMap(({ states }) => states);
    }
    /** Milliseconds that are left for the checks: what purging takes is none of their time. */
    #leftMs() {
        const { clock, stop, repurger } = this.#verifying;
        return stop.noMore.aborted ? 0 : this.#deadline + repurger.spentMs - clock.now();
    }
    /** Whether the plan is to be sent again, and nothing that is still old speaks against it. */
    #isLate() {
        const states = this.#states;
        return (states.some((state) => state.turnedFreshByRepurge) && !states.some((state) => state.isStale));
    }
    async #resend() {
        const { repurger, log } = this.#verifying;
        this.#resends += 1;
        log('A check turned fresh only when its URL was purged by itself, so the rest may be old: the whole plan is sent again');
        const outcomes = await repurger.resend();
        if ((0,send/* countOutcome */.y)(outcomes).unpurged > 0)
            return false;
        for (const state of this.#states)
            state.planWasSentAgain();
        this.#deadline += Math.max(0, leastTimeAfterResendMs - this.#leftMs());
        return true;
    }
    /** Requests everything until nothing more is to be learned before the plan is sent again. */
    async #goThroughPhase() {
        const { clock, stop } = this.#verifying;
        const ended = new AbortController();
        const signal = AbortSignal.any([stop.noMore, ended.signal]);
        const goOn = async (questions) => {
            await this.#goRounds(questions, signal);
            if (!this.#isLate())
                return;
            await clock.sleep(beforeResendMs, signal);
            // The other group is asked again after that anyway: slow probes hold up nothing.
            if (this.#isLate())
                ended.abort();
        };
        try {
            await Promise.all(this.#groups.map(goOn));
        }
        finally {
            ended.abort();
            // They end at once, and say what is missing.
            await (0,build_clock/* waitAtMost */._)(longestEndMs, Promise.allSettled(this.#underWay), clock, stop.cutOff);
            this.#underWay = [];
        }
    }
    async #goRounds(questions, signal) {
        const pending = new Set();
        if (questions.length > 0)
            await this.#settle(signal);
        let due = questions;
        for (let round = 0;; round += 1) {
            await this.#askAll(due, pending, signal);
            const open = questions.filter((question) => question.isOpen || pending.has(question));
            if (open.length === 0 || this.#isLate())
                return;
            // For those that hang, nothing but their own time is to be waited for.
            const growing = open.every((question) => pending.has(question)) ? 0 : round;
            if (!(await this.#waitForNext(open, growing, signal)))
                return;
            due = questions.filter((question) => question.isOpen && !pending.has(question) && question.waitMs === 0);
            if (await this.#purgeStale(due))
                await this.#settle(signal);
            if (signal.aborted)
                return;
        }
    }
    async #settle(signal) {
        const { clock, settleMs: ms } = this.#verifying;
        if (ms > 0)
            await clock.sleep(ms, signal);
    }
    /** Waits in growing steps. @returns false if there is no time for another round. */
    async #waitForNext(open, round, signal) {
        const leftMs = this.#leftMs() - Math.max(...open.map(({ answerMs }) => answerMs));
        const throttledMs = Math.min(...open.map(({ waitMs }) => waitMs));
        if (leftMs < shortestStepMs || throttledMs > leftMs)
            return false;
        const stepMs = Math.min(firstStepMs * verify_growth ** round, verify_longestStepMs);
        await this.#verifying.clock.sleep(Math.max(Math.min(stepMs, leftMs), throttledMs), signal);
        return !signal.aborted;
    }
    /** Requests all of them, a few at once; one that hangs stays pending while the round goes on. */
    async #askAll(questions, pending, signal) {
        if (questions.length === 0)
            return;
        const queue = [...questions];
        for (const question of queue)
            pending.add(question);
        const work = async () => {
            for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
                // What has to wait stays open.
                if (next.waitMs === 0 && !signal.aborted)
                    await next.ask(signal);
                pending.delete(next);
            }
        };
        const limitMs = Math.min(verify_longestRoundMs, this.#leftMs());
        const workers = Array.from({ length: this.#throttle.atOnce }, work);
        this.#underWay.push(...workers);
        await (0,build_clock/* waitAtMost */._)(limitMs, Promise.all(workers), this.#verifying.clock, signal);
    }
    async #purgeStale(questions) {
        const stale = questions
            .flatMap(({ states }) => states)
            .filter(({ urlsToRepurge }) => urlsToRepurge.length > 0);
        if (stale.length === 0)
            return false;
        const requestedAt = new Map(stale.flatMap((state) => state.urlsToRepurge.map((url) => [url, state.requestedAt])));
        const refusals = await this.#verifying.repurger.repurge(requestedAt);
        const isPurged = stale.map((state) => {
            const ofUrls = state.urlsToRepurge.map((url) => refusals.get(url));
            const isRefused = ofUrls.every((refusal) => refusal !== undefined);
            state.repurged(isRefused ? ofUrls[0] : undefined);
            return !isRefused;
        });
        return isPurged.includes(true);
    }
    #askFromRunner(check, judging) {
        const { ask, clock } = this.#verifying;
        const throttle = this.#throttle;
        const state = judging.createState(check, verify_verdict/* runner */.lj);
        return {
            states: [state],
            get isOpen() {
                return state.isOpen;
            },
            get waitMs() {
                return throttle.waitMs(check.url);
            },
            answerMs: longestUsualAnswerMs,
            ask: async (signal) => {
                const requestedAt = clock.now();
                const reply = await ask(check, signal).catch(network_failure/* sortNetworkError */.P);
                // What the end cut off is no response: what was stale before still is.
                if (signal.aborted)
                    return;
                throttle.learn(check.url, reply);
                judging.judge(state, reply, requestedAt);
            },
        };
    }
    /** Judges a response that came just now, and says so if it is another one than before. */
    #judge(state, reply, requestedAt) {
        const { clock, repurger, log } = this.#verifying;
        const { check, from } = state;
        const now = clock.now();
        const answeredAt = reply.kind === 'reply' ? reply.receivedAt : now;
        if (reply.kind === 'reply') {
            // When a probe saw it is not known to the second.
            const seconds = from.kind === 'runner' ? answeredAt / 1000 : undefined;
            this.#ages.learn(reply.url, readCacheHeaders(reply.headers), seconds);
        }
        const before = state.latest;
        const secondsSincePurge = (answeredAt - repurger.purgedAt(check.url)) / 1000;
        const hasForeignAge = this.#ages.isForeign(reply.kind === 'reply' ? reply.url : check.url);
        const verdict = state.judge(reply, { secondsSincePurge, hasForeignAge }, { requestedAt, now });
        if (before !== undefined && looksAlike(before, verdict))
            return;
        log(`verify ${(0,checks/* nameCheck */.AS)(check)}${(0,verify_verdict/* nameVantage */.SA)(from)}: ${verdict.verdict}, ${(0,verify_verdict/* describeVerdict */.XZ)(verdict)}`);
    }
}
/** Whether nothing but `Age` differs, which grows by itself. */
function looksAlike(a, b) {
    return (a.reason.kind === b.reason.kind &&
        a.status === b.status &&
        a.cacheStatus === b.cacheStatus &&
        a.dataCentre === b.dataCentre);
}


/***/ })

};
