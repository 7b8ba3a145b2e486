export const id = 892;
export const ids = [892];
export const modules = {

/***/ 8857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $S: () => (/* binding */ showsAgeOfOrigin),
/* harmony export */   JN: () => (/* binding */ noCacheFacts),
/* harmony export */   Pl: () => (/* binding */ readCacheHeaders)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(977);

const noCacheFacts = {
    cacheStatus: undefined,
    age: undefined,
    dataCentre: undefined,
};
const longestCacheStatus = 40;
/** @see https://developers.cloudflare.com/cache/concepts/cache-responses/ */
function readCacheHeaders(headers) {
    const cacheStatus = headers['cf-cache-status']?.trim().toUpperCase() ?? '';
    // Of a list, the first value counts: https://www.rfc-editor.org/rfc/rfc9111#section-5.1
    const age = /^\s*(\d{1,10})\s*(?:,|$)/.exec(headers['age'] ?? '')?.[1];
    const dataCentre = /-([A-Z]{3})\s*$/i.exec(headers['cf-ray'] ?? '')?.[1];
    return {
        cacheStatus: cacheStatus === '' ? undefined : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(cacheStatus, longestCacheStatus),
        age: age === undefined ? undefined : Number(age),
        dataCentre: dataCentre?.toUpperCase(),
    };
}
/**
 * Whether an answer shows that the origin sends an `Age` of its own: what was fetched just now has
 * none of Cloudflare's. From then on the `Age` of a `HIT` of this URL tells nothing.
 */
function showsAgeOfOrigin(headers) {
    const { cacheStatus, age } = readCacheHeaders(headers);
    return cacheStatus === 'MISS' && age !== undefined;
}


/***/ }),

/***/ 4499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ CheckState)
});

// EXTERNAL MODULE: ./build/verify/judge.js + 1 modules
var judge = __webpack_require__(4365);
;// CONCATENATED MODULE: ./build/verify/kept-by-browsers.js
const longestHarmless = 60;
/**
 * A note on a fresh HTML page that browsers may keep for more than a minute: no purge reaches them.
 * @see https://developers.cloudflare.com/cache/concepts/cache-control/
 */
function describeKeeping(headers) {
    if (!/^text\/html\b/i.test(headers['content-type'] ?? ''))
        return undefined;
    const control = headers['cache-control'] ?? '';
    if (/\bno-(?:cache|store)\b/i.test(control))
        return undefined;
    const maxAge = Number(/\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1] ?? 0);
    return maxAge > longestHarmless
        ? `browsers may keep this page for ${maxAge} s (max-age), and no purge reaches them`
        : undefined;
}

;// CONCATENATED MODULE: ./build/verify/check-state.js


/** What is known so far of one check from one place. */
class CheckState {
    check;
    from;
    #method;
    #verdict;
    #tries = 0;
    #repurges = 0;
    #awaitsRepurge = false;
    #refusal;
    #msToFresh;
    #servedStale = 0;
    #note;
    constructor(check, from, method) {
        this.check = check;
        this.from = from;
        this.#method = method;
    }
    get verdict() {
        return this.#verdict;
    }
    get isFresh() {
        return this.#verdict?.verdict === 'fresh';
    }
    /** Whether a purge of the URL by itself was needed: what else was purged may be stale as well. */
    get turnedFreshByRepurge() {
        return this.isFresh && this.#awaitsRepurge;
    }
    /** After `invalidate` stale content is how it works, so it is asked once more before a purge. */
    get wantsRepurge() {
        if (this.#verdict?.verdict !== 'stale')
            return false;
        const mayBeInvalidated = this.#method === 'invalidate' && isServedStale(this.#verdict);
        return !mayBeInvalidated || this.#servedStale > 1;
    }
    /** Judges an answer. */
    judge(reply, times, originSendsAge) {
        const verdict = (0,judge/* judge */.S)(this.check, reply, {
            secondsSincePurge: (times.answered - times.purged) / 1000,
            method: this.#method,
            originSendsAge,
        });
        this.#tries += 1;
        this.#verdict = verdict;
        if (isServedStale(verdict))
            this.#servedStale += 1;
        if (this.isFresh) {
            this.#msToFresh ??= times.now - times.started;
            this.#note = reply.kind === 'reply' ? describeKeeping(reply.headers) : undefined;
        }
        else
            this.#msToFresh = undefined;
        return verdict;
    }
    /** @param refusal Why it could not be purged by itself; undefined where it was. */
    repurged(refusal) {
        this.#refusal = refusal;
        if (refusal !== undefined)
            return;
        this.#repurges += 1;
        this.#awaitsRepurge = true;
    }
    /** From now on the plan that was sent once more counts. */
    forgetRepurges() {
        this.#awaitsRepurge = false;
    }
    /** undefined where it was never asked. */
    result() {
        if (this.#verdict === undefined)
            return undefined;
        return {
            check: this.check,
            from: this.from,
            verdict: this.#verdict,
            tries: this.#tries,
            repurges: this.#repurges,
            refusal: this.#refusal,
            msToFresh: this.#msToFresh,
            note: this.#note,
        };
    }
}
/** Whether Cloudflare says itself that the content was stale, whatever the check is judged by. */
function isServedStale({ cacheStatus }) {
    return cacheStatus === 'STALE' || cacheStatus === 'UPDATING';
}


/***/ }),

/***/ 2106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ judgeAnswer)
/* harmony export */ });
/* harmony import */ var _check_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5824);
/* harmony import */ var _describe_verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9747);
/* harmony import */ var _vantage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8186);



/** Judges an answer that came just now, and says so where it is another one than before. */
function judgeAnswer(state, reply, started, { clock, agedByOrigin, purgedAt, log }) {
    const { check, from } = state;
    const before = state.verdict && (0,_describe_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .describeVerdict */ .X)(state.verdict);
    const now = clock.now();
    const answered = reply.kind === 'reply' ? reply.receivedAt : now;
    const times = { started, now, answered, purged: purgedAt(check.url) };
    const verdict = state.judge(reply, times, agedByOrigin.has(check.url));
    const said = (0,_describe_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .describeVerdict */ .X)(verdict);
    if (said === before)
        return;
    log(`verify ${(0,_check_js__WEBPACK_IMPORTED_MODULE_2__/* .nameCheck */ .A)(check)}${(0,_vantage_js__WEBPACK_IMPORTED_MODULE_1__/* .nameVantage */ .S)(from)}: ${verdict.verdict}, ${said}`);
}


/***/ }),

/***/ 4365:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ isChallenge),
  S: () => (/* binding */ judge)
});

// EXTERNAL MODULE: ./build/verify/cache-headers.js
var cache_headers = __webpack_require__(8857);
// EXTERNAL MODULE: ./build/verify/match-content.js
var match_content = __webpack_require__(4797);
;// CONCATENATED MODULE: ./build/verify/verdict.js
/** What each reason means, in one place. */
const freshnessOf = {
    'content-holds': 'fresh',
    'asked-origin': 'fresh',
    refilled: 'fresh',
    'not-cached': 'fresh',
    'other-content': 'stale',
    missing: 'stale',
    'cached-before': 'stale',
    'served-stale': 'stale',
    'no-answer': 'inconclusive',
    challenge: 'inconclusive',
    status: 'inconclusive',
    'body-too-large': 'inconclusive',
    'body-cut': 'inconclusive',
    'not-text': 'inconclusive',
    garbled: 'inconclusive',
    redirect: 'inconclusive',
    'no-measurement': 'inconclusive',
    'no-cache-status': 'inconclusive',
    'unknown-cache-status': 'inconclusive',
    'no-age': 'inconclusive',
    'age-of-origin': 'inconclusive',
};

;// CONCATENATED MODULE: ./build/verify/judge.js



/** Judges what an answer after the purge says about a check. */
function judge(check, reply, facts) {
    if (reply.kind === 'no-reply') {
        return giveVerdict({ kind: 'no-answer', failure: reply }, cache_headers/* noCacheFacts */.JN);
    }
    if (reply.kind === 'no-measurement') {
        return giveVerdict({ kind: 'no-measurement', failure: reply.failure }, cache_headers/* noCacheFacts */.JN);
    }
    const seen = (0,cache_headers/* readCacheHeaders */.Pl)(reply.headers);
    const reason = findObstacle(reply) ?? judgeContent(check, reply) ?? judgeCacheStatus(seen, facts);
    return giveVerdict(reason, seen, reply.status);
}
function giveVerdict(reason, seen, status) {
    return { verdict: freshnessOf[reason.kind], reason, status, ...seen };
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
/** Undefined for a bare URL whose body could be read. */
function judgeContent({ expectation }, reply) {
    const { status, body } = reply;
    if (body.kind === 'too-large')
        return { kind: 'body-too-large' };
    if (expectation.kind === 'status')
        return undefined;
    if (reply.by === 'probe' && status >= 300)
        return { kind: 'redirect', status };
    // A redirect that goes round in circles, or leaves the web.
    if (!(0,match_content/* isSuccess */.oJ)(status))
        return { kind: 'status', status };
    if (reply.by === 'probe' && expectation.kind === 'equals' && !expectation.isText) {
        return { kind: 'not-text', path: expectation.path };
    }
    switch ((0,match_content/* matchContent */.fG)(expectation, body)) {
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
            return { kind: 'asked-origin', cacheStatus };
        case 'DYNAMIC':
        case 'BYPASS':
            return { kind: 'not-cached', cacheStatus };
        case 'STALE':
        case 'UPDATING':
            return { kind: 'served-stale', cacheStatus, method: facts.method };
        case 'HIT':
            return judgeAge(age, facts);
        case undefined:
            return { kind: 'no-cache-status' };
        default:
            return { kind: 'unknown-cache-status', cacheStatus };
    }
}
function judgeAge(age, facts) {
    if (age === undefined)
        return { kind: 'no-age' };
    if (facts.originSendsAge)
        return { kind: 'age-of-origin' };
    // Age is rounded down, so the time since the purge is rounded up: what came just after it is fresh.
    const secondsSincePurge = Math.ceil(facts.secondsSincePurge);
    return { kind: age <= secondsSincePurge ? 'refilled' : 'cached-before', age, secondsSincePurge };
}


/***/ }),

/***/ 3892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  verifyAfterPurge: () => (/* binding */ verifyAfterPurge),
  waitBeforePurge: () => (/* binding */ waitBeforePurge)
});

// EXTERNAL MODULE: ./build/pacing/stop.js
var pacing_stop = __webpack_require__(2425);
// EXTERNAL MODULE: ./build/purge/outcome.js
var outcome = __webpack_require__(4748);
// EXTERNAL MODULE: ./build/purge/send.js
var purge_send = __webpack_require__(8352);
;// CONCATENATED MODULE: ./build/verify/check-time.js
/** So that a time that is almost over, and held, is not looked at without end. */
const shortestLookMs = 20;
/** The time for checks. It stands still while it is held. */
class CheckTime {
    #clock;
    #stop;
    #done = new AbortController();
    #over = new AbortController();
    #deadline;
    #holds = 0;
    #heldSince = 0;
    /** @param stop Ends it at once, for good. */
    constructor(clock, ms, stop) {
        this.#clock = clock;
        this.#stop = stop;
        this.#deadline = clock.now() + ms;
        stop.addEventListener('abort', () => this.#over.abort(), { signal: this.#done.signal });
        void this.#watch();
    }
    /** Aborted when the time is over. */
    get over() {
        return this.#over.signal;
    }
    /** Milliseconds that are left. */
    left() {
        if (this.#stop.aborted)
            return 0;
        return this.#deadline - (this.#holds > 0 ? this.#heldSince : this.#clock.now());
    }
    /** Gives at least so many milliseconds from now on, also where the time was over. */
    extendTo(ms) {
        const missing = ms - this.left();
        if (missing <= 0 || this.#stop.aborted)
            return;
        this.#deadline += missing;
        if (!this.#over.signal.aborted)
            return;
        this.#over = new AbortController();
        void this.#watch();
    }
    /** Lets the time stand still while something is done. */
    async hold(work) {
        if (this.#holds === 0)
            this.#heldSince = this.#clock.now();
        this.#holds += 1;
        try {
            return await work;
        }
        finally {
            this.#holds -= 1;
            if (this.#holds === 0)
                this.#deadline += this.#clock.now() - this.#heldSince;
        }
    }
    [Symbol.dispose]() {
        this.#done.abort();
    }
    async #watch() {
        for (let left = this.left(); left > 0; left = this.left()) {
            await this.#clock.sleep(Math.max(left, shortestLookMs), this.#done.signal);
            if (this.#done.signal.aborted)
                return;
        }
        this.#over.abort();
    }
}
/** The same gate, while whose waits the time for checks stands still. */
function holdWhileWaiting(gate, time) {
    return {
        enter: (load, stop) => time.hold(gate.enter(load, stop)),
        leave: (load, signal, headers) => gate.leave(load, signal, headers),
        shutFor: (ms) => gate.shutFor(ms),
        get opensAt() {
            return gate.opensAt;
        },
    };
}

// EXTERNAL MODULE: ./build/http/limit-time.js
var limit_time = __webpack_require__(5034);
// EXTERNAL MODULE: ./build/redact.js
var redact = __webpack_require__(2207);
;// CONCATENATED MODULE: ./build/verify/ask-check.js
const mostRedirects = 10;
/**
 * Asks the address of a check. Redirects are followed where its content counts; a bare URL is judged
 * by its own answer, which is what a purge of it changes.
 * @param checkHeaders For the origin of the check only. After a redirect to another they are gone for
 *   good: a secret must not go where a page points to, and not be led back either.
 */
async function askCheck({ url, expectation }, visit, checkHeaders, signal) {
    let reply = await visit(url, checkHeaders, signal);
    if (expectation.kind === 'status')
        return reply;
    let headers = checkHeaders;
    for (let count = 0; count < mostRedirects; count += 1) {
        const target = reply.kind === 'reply' ? findRedirect(reply) : undefined;
        if (target === undefined)
            return reply;
        if (target.origin !== URL.parse(url)?.origin)
            headers = {};
        reply = await visit(target.href, headers, signal);
    }
    return reply;
}
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

;// CONCATENATED MODULE: ./build/verify/limit-at-once.js
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

;// CONCATENATED MODULE: ./build/verify/tell-redirect.js

/**
 * Where redirects led to, as it may be told: on another origin the origin alone; on the same the path
 * too, without a query, and without secrets, however they are encoded.
 */
function tellRedirect(target, from, secrets) {
    const { origin, pathname } = new URL(target);
    if (origin !== new URL(from).origin)
        return `${origin}/`;
    return origin + (0,redact/* redact */.E$)(decodePath(pathname), secrets);
}
function decodePath(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        // A percent sign that encodes nothing: nothing of it is sure to be harmless.
        return '/…';
    }
}

;// CONCATENATED MODULE: ./build/verify/create-ask.js
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
const noAnswerInTime = { kind: 'no-reply', reason: 'timeout', code: 'TimeoutError' };
/** Makes the way to ask for one check, its redirects included, for 30 s at most. */
function createAsk(settings, visit, clock) {
    const secrets = findSecrets(settings);
    return limitAtOnce(mostAtOnce, async (check, signal) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const limit = __addDisposableResource(env_1, new pacing_stop/* Stop */.V(clock, limit_time/* requestTimeoutMs */.H, signal), false);
            const reply = await askCheck(check, visit, settings.checkHeaders, limit.noMore);
            if (reply.kind === 'no-reply')
                return limit.reason === 'timeout' ? noAnswerInTime : reply;
            const redirectedTo = reply.url === check.url ? undefined : tellRedirect(reply.url, check.url, secrets);
            return { ...reply, redirectedTo };
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
/** What the step knows that no page may make it tell: a page can echo the headers of a check. */
function findSecrets({ token, globalpingToken, checkHeaders }) {
    const values = [token ?? '', globalpingToken ?? '', ...Object.values(checkHeaders)];
    const words = values.flatMap((value) => value.split(/\s+/));
    return [...values, ...words]
        .filter((secret) => secret.length >= redact/* shortestSecret */.bs)
        .sort((a, b) => b.length - a.length);
}

// EXTERNAL MODULE: ./build/inputs/items.js
var items = __webpack_require__(260);
// EXTERNAL MODULE: ./build/purge/targets.js
var purge_targets = __webpack_require__(3742);
;// CONCATENATED MODULE: ./build/verify/purge-time.js


/**
 * When the request was sent that covered a URL, on the clock's scale: the last one that names it, its
 * host or a prefix of it. Tags do not tell which URLs they cover: then the first request counts.
 * @returns undefined where nothing was accepted.
 */
function findPurgeTime(url, outcomes) {
    const accepted = outcomes.filter(({ result }) => result.kind === 'accepted');
    const target = new URL(url);
    const covering = accepted.filter(({ request: { zone, content } }) => (zone.name === undefined || (0,purge_targets/* isInZone */.eI)(target.hostname, zone.name)) && covers(content, target));
    const times = (covering.length > 0 ? covering : accepted).flatMap(({ sentAt }) => sentAt ?? []);
    if (times.length === 0)
        return undefined;
    return covering.length > 0 ? Math.max(...times) : Math.min(...times);
}
function covers(content, url) {
    switch (content.kind) {
        case 'everything':
            return true;
        case 'urls':
            return [...content.items].some((item) => (0,items/* urlOf */.rs)(item) === url.href);
        case 'hosts':
            return [...content.items].some((host) => host.toLowerCase() === url.hostname);
        case 'prefixes':
            return [...content.items].some((prefix) => hasPrefix(url, prefix));
        case 'tags':
            return false;
    }
}
/** Hosts have no case, and stand in prefixes as the workflow spells them. */
function hasPrefix({ hostname, pathname }, prefix) {
    const slash = prefix.indexOf('/');
    const host = slash < 0 ? prefix : prefix.slice(0, slash);
    return hostname === host.toLowerCase() && pathname.startsWith(prefix.slice(host.length));
}

// EXTERNAL MODULE: ./build/cloudflare/zones.js
var zones = __webpack_require__(8065);
// EXTERNAL MODULE: ./build/inputs/variants.js
var inputs_variants = __webpack_require__(5996);
// EXTERNAL MODULE: ./build/purge/plan.js
var purge_plan = __webpack_require__(3305);
;// CONCATENATED MODULE: ./build/verify/repurge-urls.js






/**
 * Makes the function that purges checked URLs by themselves, with their variants: always with
 * `purge`, whatever the method of the step, as many in one request as it takes. Where there is one
 * zone, by its ID, Cloudflare judges: asking for the name may need more permissions.
 */
function createRepurge({ targets, variants }, api, onSettled) {
    let places;
    const send = (target, urls) => {
        const lists = { ...items/* noItems */.Cz, urls: (0,inputs_variants/* addVariants */.I)(urls, variants) };
        const plan = (0,purge_plan/* planRequests */._8)([{ ...target, selection: { kind: 'items', lists } }], 'purge');
        return (0,purge_send/* sendRequests */.t)(plan, api, onSettled);
    };
    return async (urls) => {
        places ??= findPlaces(targets, api);
        const { place } = await places;
        const results = new Map();
        const byTarget = Map.groupBy(urls, place);
        for (const [target, sameZone] of byTarget) {
            if ('kind' in target)
                for (const url of sameZone)
                    results.set(url, target);
            else
                for (const [url, outcome] of await purgeIn(target, sameZone, send))
                    results.set(url, outcome);
        }
        return results;
    };
}
/** One request for all of them; where it is not accepted whole, one for each, to tell which is wrong. */
async function purgeIn(target, urls, send) {
    const together = await send(target, urls);
    const unaccepted = together.find(({ result }) => result.kind !== 'accepted');
    const [last] = together.slice(-1);
    if (last === undefined)
        return new Map();
    if (unaccepted === undefined)
        return new Map(urls.map((url) => [url, last]));
    const isStopped = unaccepted.result.kind === 'not-tried';
    if (urls.length === 1 || isStopped)
        return new Map(urls.map((url) => [url, unaccepted]));
    const results = new Map();
    for (const url of urls) {
        for (const [, outcome] of await purgeIn(target, [url], send))
            results.set(url, outcome);
    }
    return results;
}
/** Finds the zone of each URL: the one with the longest name that its host belongs to. */
async function findPlaces(targets, api) {
    const [only] = targets;
    if (targets.length === 1 && only !== undefined && only.zone.name === undefined) {
        return { place: () => only };
    }
    const outside = { kind: 'outside' };
    const unknown = { kind: 'unknown-zone' };
    const named = [];
    for (const target of targets) {
        const name = target.zone.name ?? (await lookUpName(target.zone.id, api));
        if (name !== undefined)
            named.push({ target, name });
    }
    named.sort((a, b) => b.name.length - a.name.length);
    const other = named.length < targets.length ? unknown : outside;
    return {
        place: (url) => named.find(({ name }) => (0,purge_targets/* isInZone */.eI)(new URL(url).hostname, name))?.target ?? other,
    };
}
async function lookUpName(id, api) {
    try {
        return (await (0,zones/* getZone */.HD)(id, api))?.name;
    }
    catch (error) {
        if (error instanceof zones/* LookUpFailure */.TU)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/verify/cache-headers.js
var cache_headers = __webpack_require__(8857);
// EXTERNAL MODULE: ./build/verify/check-state.js + 1 modules
var check_state = __webpack_require__(4499);
// EXTERNAL MODULE: ./build/verify/judge-answer.js
var judge_answer = __webpack_require__(2106);
// EXTERNAL MODULE: ./build/verify/vantage.js
var vantage = __webpack_require__(8186);
;// CONCATENATED MODULE: ./build/verify/ask-from-runner.js




/** A last question that is asked later than this before the end would hardly be answered. */
const longestUsualAnswerMs = 800;
const tooLate = { kind: 'no-reply', reason: 'timeout', code: 'verify-timeout' };
/** Makes the question for one check, asked from here. */
function askFromRunner(check, judging, ask) {
    const { clock } = judging;
    const state = new check_state/* CheckState */.k(check, vantage/* runner */.l, judging.method);
    const started = clock.now();
    return {
        url: check.url,
        states: [state],
        get isOpen() {
            return !state.isFresh;
        },
        answerMs: longestUsualAnswerMs,
        ask: async (signal) => {
            const reply = await ask(check, signal);
            const isCutOff = signal.aborted && reply.kind === 'no-reply';
            // The end of the time is no answer: what was stale before it still is.
            if (isCutOff && state.verdict !== undefined)
                return;
            if (isCutOff)
                return (0,judge_answer/* judgeAnswer */._)(state, tooLate, started, judging);
            if (reply.kind === 'reply' && (0,cache_headers/* showsAgeOfOrigin */.$S)(reply.headers)) {
                judging.agedByOrigin.add(reply.url);
            }
            (0,judge_answer/* judgeAnswer */._)(state, reply, started, judging);
        },
    };
}

;// CONCATENATED MODULE: ./build/verify/growing-steps.js
const firstStepMs = 1_000;
const longestStepMs = 10_000;
const growth = 1.5;
/** How long to wait before asking again for the n-th time (from 0): 1 s, growing to 10 s. */
function stepMs(n) {
    return Math.min(firstStepMs * growth ** n, longestStepMs);
}

;// CONCATENATED MODULE: ./build/verify/keep-asking.js

/** A question so soon after the last one would hardly tell more. */
const shortestStepMs = 250;
/**
 * Asks a question, a moment after the purge, and again in growing steps while it is open and there
 * is time. What is stale is purged by itself before it is asked again.
 */
async function keepAsking(question, asking) {
    const { clock, time, settleMs } = asking;
    if (settleMs > 0)
        await clock.sleep(settleMs, time.over);
    for (let n = 0;; n += 1) {
        const askedAt = clock.now();
        await question.ask(time.over);
        const left = time.left() - question.answerMs;
        if (!question.isOpen || left < shortestStepMs)
            return;
        await clock.sleep(Math.min(stepMs(n), left), time.over);
        if (time.over.aborted)
            return;
        const isPurged = await repurgeStale(question, asking.repurges, askedAt);
        if (isPurged && settleMs > 0)
            await clock.sleep(settleMs, time.over);
        if (time.over.aborted)
            return;
    }
}
async function repurgeStale({ url, states }, repurges, askedAt) {
    const stale = states.filter(({ wantsRepurge }) => wantsRepurge);
    if (stale.length === 0)
        return false;
    const refusal = await repurges.purgeAgain(url, askedAt);
    for (const state of stale)
        state.repurged(refusal);
    return refusal === undefined;
}

;// CONCATENATED MODULE: ./build/verify/repurges.js
/** URLs that are found stale within this time go in one request. */
const gatherMs = 50;
/** Purges checked URLs by themselves, and remembers when. */
class Repurges {
    /** All of them, in the order of sending. */
    done = [];
    #clock;
    #stop;
    #purge;
    #purgedAt = new Map();
    #refusals = new Map();
    #planSentAt = Number.NEGATIVE_INFINITY;
    #gathered = new Set();
    /** When the URLs that are gathered have been purged. */
    #next;
    #last = Promise.resolve();
    constructor(clock, stop, purge) {
        this.#clock = clock;
        this.#stop = stop;
        this.#purge = purge;
    }
    /** When a URL was purged by itself last, on the clock's scale. */
    purgedAt(url) {
        return this.#purgedAt.get(url);
    }
    /** From now on the plan that was sent once more counts; what was refused still is. */
    planWasSent(sentAt) {
        this.#purgedAt.clear();
        this.#planSentAt = sentAt;
    }
    /**
     * Purges a URL, unless that was done since it was asked for, by itself or with the whole plan: the
     * runner and the probes may find the same stale. What was refused once is not tried again.
     * @returns Why it was not purged; undefined where it was.
     */
    async purgeAgain(url, askedAt) {
        const purgedAt = this.#purgedAt.get(url) ?? this.#planSentAt;
        if (purgedAt <= askedAt && !this.#refusals.has(url)) {
            this.#gathered.add(url);
            this.#next ??= this.#purgeNext(this.#last);
            this.#last = this.#next;
            await this.#next;
        }
        return this.#refusals.get(url);
    }
    async #purgeNext(last) {
        await last;
        await this.#clock.sleep(gatherMs, this.#stop);
        const urls = [...this.#gathered];
        this.#gathered = new Set();
        this.#next = undefined;
        for (const [url, result] of await this.#purge(urls))
            this.#remember(url, result);
    }
    #remember(url, result) {
        if ('kind' in result) {
            this.#refusals.set(url, result);
            return;
        }
        this.done.push({ url, outcome: result });
        if (result.result.kind === 'accepted') {
            this.#purgedAt.set(url, result.sentAt ?? this.#clock.now());
        }
        else
            this.#refusals.set(url, { kind: 'not-accepted', outcome: result });
    }
}

;// CONCATENATED MODULE: ./build/verify/verify-purge.js




/** After the plan was sent once more the checks have this long at least, in milliseconds. */
const leastTimeAfterResendMs = 15_000;
/** Makes the checks after a purge, and purges what is stale again until all is fresh or time is over. */
async function verifyPurge(checks, verifying) {
    const { clock, time, stop, log } = verifying;
    const repurges = new Repurges(clock, stop.noMore, verifying.repurge);
    const warnings = [];
    const judging = {
        ...verifying,
        warn: (message) => warnings.push(message),
        purgedAt: (url) => repurges.purgedAt(url) ?? verifying.purgedAt(url),
        agedByOrigin: new Set(),
    };
    const here = checks.map((check) => askFromRunner(check, judging, verifying.ask));
    const there = verifying.askFromProbes(checks, judging);
    const questions = [...here, ...there];
    // Each for itself, so that one that hangs takes nobody's time.
    const askAll = async (asked) => {
        const asking = { clock, time, settleMs: verifying.settleMs, repurges };
        await Promise.all(asked.map((question) => keepAsking(question, asking)));
    };
    let resending;
    const resend = async () => {
        log('A check turned fresh only when its URL was purged again: the whole plan is sent once more');
        const sentAt = clock.now();
        const outcomes = await time.hold(verifying.resend());
        if ((0,outcome/* countOutcome */.y)(outcomes).unpurged > 0)
            return outcomes;
        repurges.planWasSent(sentAt);
        for (const { states } of questions)
            for (const state of states)
                state.forgetRepurges();
        return outcomes;
    };
    const askAndResend = async (asked) => {
        await askAll(asked);
        const isLate = asked.some(({ states }) => states.some((state) => state.turnedFreshByRepurge));
        if (isLate && !stop.noMore.aborted)
            resending ??= resend();
    };
    // The second purge does not wait for probes where the runner knows already that it is needed.
    await Promise.all([askAndResend(here), askAndResend(there)]);
    const resent = await resending;
    if (resent !== undefined && (0,outcome/* countOutcome */.y)(resent).unpurged === 0) {
        time.extendTo(leastTimeAfterResendMs);
        await askAll(questions);
    }
    return {
        results: questions.flatMap((question) => question.states.flatMap((state) => state.result() ?? [])),
        repurges: repurges.done,
        resent,
        cancelled: stop.reason === 'cancelled',
        warnings,
    };
}

// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(977);
// EXTERNAL MODULE: ./build/verify/check.js
var check = __webpack_require__(5824);
// EXTERNAL MODULE: ./build/verify/describe-network-failure.js
var describe_network_failure = __webpack_require__(71);
// EXTERNAL MODULE: ./build/verify/judge.js + 1 modules
var judge = __webpack_require__(4365);
// EXTERNAL MODULE: ./build/verify/match-content.js
var match_content = __webpack_require__(4797);
;// CONCATENATED MODULE: ./build/verify/describe-seen.js





/** What an answer was, without its body: `HTTP 200, HIT, Age 30 s, other content`. */
function describeSeen({ expectation }, reply) {
    if (reply.kind === 'no-reply')
        return `no answer: ${(0,describe_network_failure/* describeNetworkFailure */.K)(reply)}`;
    const { cacheStatus, age } = (0,cache_headers/* readCacheHeaders */.Pl)(reply.headers);
    const parts = [
        `HTTP ${reply.status}`,
        ...(reply.redirectedTo === undefined
            ? []
            : [`from ${(0,build_text/* inlineItem */.NN)(reply.redirectedTo)} after a redirect`]),
        ...(cacheStatus === undefined ? [] : [cacheStatus]),
        ...(age === undefined ? [] : [`Age ${age} s`]),
        ...((0,judge/* isChallenge */.q)(reply)
            ? [
                "a challenge of Cloudflare's bot protection (`check-headers` can carry what lets the check pass)",
            ]
            : []),
        ...(reply.body.kind === 'too-large' ? ['a body larger than 10 MiB'] : []),
        ...(expectation.kind !== 'status' && (0,match_content/* isSuccess */.oJ)(reply.status) ? ['other content'] : []),
    ];
    return parts.join(', ');
}

;// CONCATENATED MODULE: ./build/verify/wait-for-deploy.js







/** Cache statuses of answers that the origin was not asked for. */
const cacheStatuses = new Set(['HIT', 'STALE', 'UPDATING']);
/** Asks for all checks, side by side, until each holds or the time is over. */
function waitForDeploy(checks, asking) {
    return Promise.all(checks.map((check) => waitForCheck(check, asking)));
}
async function waitForCheck(check, asking) {
    const { ask, clock, stop } = asking;
    const started = clock.now();
    const told = new WaitLog(check, asking);
    for (let tries = 0;; tries += 1) {
        const reply = stop.noMore.aborted ? undefined : await ask(check, stop.noMore);
        const isCutOff = stop.noMore.aborted && reply?.kind === 'no-reply';
        if (reply === undefined || isCutOff) {
            const ms = clock.now() - started;
            return { check, held: false, tries, ms, stopped: stop.reason, ...told.summary };
        }
        const held = (0,match_content/* holds */.v9)(check, reply);
        told.tell(reply, held);
        if (held) {
            const ms = clock.now() - started;
            return { check, held, tries: tries + 1, ms, stopped: undefined, ...told.summary };
        }
        const left = stop.deadline - clock.now() - lastAnswerMs;
        const step = stepMs(tries);
        // The last question comes just before the end.
        await clock.sleep(left > 0 ? Math.min(step, left) : step, stop.noMore);
    }
}
/** So long before the end an answer can still come. */
const lastAnswerMs = 1_000;
/** A log that is silent for longer looks as if the step hung. */
const longestSilenceMs = 30_000;
/** Tells what is seen of a check when it changes, and now and then that it does not. */
class WaitLog {
    #seen;
    #fromCache = false;
    #isRefused = false;
    #check;
    #asking;
    #started;
    #toldAt = 0;
    constructor(check, asking) {
        this.#check = check;
        this.#asking = asking;
        this.#started = asking.clock.now();
    }
    get summary() {
        return { seen: this.#seen, fromCache: this.#fromCache, isRefused: this.#isRefused };
    }
    tell(reply, held) {
        const { clock, log, warn } = this.#asking;
        const name = (0,check/* nameCheck */.A)(this.#check);
        const seen = held ? 'the check holds' : describeSeen(this.#check, reply);
        const now = clock.now();
        this.#isRefused = reply.kind === 'reply' && isRefusal(reply);
        if (seen !== this.#seen)
            log(`wait-for ${name}: ${seen}`);
        else if (now - this.#toldAt >= longestSilenceMs) {
            log(`wait-for ${name}: still ${seen}, after ${(0,build_text/* formatDuration */.a3)(now - this.#started)}`);
        }
        else
            return;
        this.#seen = seen;
        this.#toldAt = now;
        if (held || this.#fromCache || !isFromCache(reply))
            return;
        this.#fromCache = true;
        warn(`wait-for ${name}: the answer comes from Cloudflare's cache (${seen}), so it cannot change before the purge unless it expires. Ask the origin, or an address that is not cached`);
    }
}
/** Bot protection, a firewall, a login or a rate limit answered in place of the page. */
function isRefusal(reply) {
    return (0,judge/* isChallenge */.q)(reply) || [401, 403, 429].includes(reply.status);
}
function isFromCache(reply) {
    return reply.kind === 'reply' && cacheStatuses.has((0,cache_headers/* readCacheHeaders */.Pl)(reply.headers).cacheStatus);
}

;// CONCATENATED MODULE: ./build/verify/make-checks.js
var make_checks_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var make_checks_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** Waits until every check of `wait-for` holds, as long as `wait-timeout` says. */
async function waitBeforePurge(settings, world) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (settings.waitFor.length === 0)
            return [];
        const visitor = make_checks_addDisposableResource(env_1, await world.createVisitor(), true);
        const stop = make_checks_addDisposableResource(env_1, new pacing_stop/* Stop */.V(world.clock, settings.waitTimeoutMs, world.cancelled), false);
        let warned = false;
        // One annotation is enough to be seen; the others go to the log.
        const warn = (message) => {
            if (warned)
                world.log(message);
            else
                world.warn(message);
            warned = true;
        };
        const ask = createAsk(settings, visitor.visit, world.clock);
        return await waitForDeploy(settings.waitFor, { ...world, warn, stop, ask });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = make_checks_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * Cloudflare states an average of under 150 ms until a purge is everywhere; a question that comes
 * before would purge again, and then the whole plan, for nothing.
 * @see https://blog.cloudflare.com/instant-purge/
 */
const settleMs = 300;
/** Makes the checks of `verify`; undefined where there are none. */
async function verifyAfterPurge(settings, { targets, plan, outcomes }, api, world) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        if (settings.verify.length === 0)
            return undefined;
        const { clock } = world;
        const visitor = make_checks_addDisposableResource(env_2, await world.createVisitor(), true);
        // Re-purges have the time of a purge: what they wait for the rate limit is not time of the checks.
        const stop = make_checks_addDisposableResource(env_2, new pacing_stop/* Stop */.V(clock, settings.timeoutMs + settings.verifyTimeoutMs, world.cancelled), false);
        const time = make_checks_addDisposableResource(env_2, new CheckTime(clock, settings.verifyTimeoutMs, stop.noMore), false);
        // Loaded only where places are named, so that other steps start as fast as without.
        const probing = make_checks_addDisposableResource(env_2, settings.verifyFrom.length > 0
            ? await (await __webpack_require__.e(/* import() */ 738).then(__webpack_require__.bind(__webpack_require__, 7738))).startProbing(settings, world)
            : undefined, true);
        const resending = { ...api, stop };
        const repurging = { ...resending, gate: holdWhileWaiting(api.gate, time) };
        const scope = { targets, variants: settings.variants };
        /** The last time that all of the plan was accepted: what a purge by itself does not cover counts from there. */
        let lastSent = outcomes;
        return await verifyPurge(settings.verify, {
            clock,
            time,
            stop,
            log: world.log,
            method: settings.method,
            settleMs,
            ask: createAsk(settings, visitor.visit, clock),
            askFromProbes: probing?.askFromProbes ?? (() => []),
            purgedAt: (url) => findPurgeTime(url, lastSent) ?? clock.now(),
            repurge: createRepurge(scope, repurging, world.logOutcome),
            resend: async () => {
                const resent = await (0,purge_send/* sendRequests */.t)(plan, resending, world.logOutcome);
                if ((0,outcome/* countOutcome */.y)(resent).unpurged === 0)
                    lastSent = resent;
                return resent;
            },
        });
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = make_checks_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}


/***/ }),

/***/ 4797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fG: () => (/* binding */ matchContent),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   v9: () => (/* binding */ holds)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** Whether a body is what is expected; unknown where only its beginning came, and that fits. */
function matchContent(expectation, { kind, bytes }) {
    switch (expectation.kind) {
        case 'contains':
            if (toBuffer(bytes).includes(expectation.text))
                return 'holds';
            return kind === 'whole' ? 'other' : 'unknown';
        case 'equals':
            if (kind === 'beginning')
                return isBeginning(bytes, expectation) ? 'unknown' : 'other';
            return bytes.length === expectation.bytes && sha256(bytes) === expectation.sha256
                ? 'holds'
                : 'other';
    }
}
function toBuffer(bytes) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
function sha256(bytes) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex');
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
    return reply.body.kind !== 'too-large' && matchContent(expectation, reply.body) === 'holds';
}


/***/ })

};
