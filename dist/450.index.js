export const id = 450;
export const ids = [450];
export const modules = {

/***/ 450:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  askFromProbes: () => (/* binding */ askFromProbes),
  startProbing: () => (/* binding */ startProbing)
});

// EXTERNAL MODULE: ./build/globalping/client.js
var globalping_client = __webpack_require__(619);
;// CONCATENATED MODULE: ./build/globalping/public-host.js
/**
 * Last labels of names that the public DNS never has, or that lead into a local network.
 * @see https://www.iana.org/assignments/special-use-domain-names/special-use-domain-names.xhtml
 * @see https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en
 */
const localEndings = new Set([
    'alt',
    'arpa',
    'cluster',
    'consul',
    'corp',
    'example',
    'home',
    'homenet',
    'internal',
    'intranet',
    'invalid',
    'lan',
    'local',
    'localdomain',
    'localhost',
    'mail',
    'onion',
    'private',
    'svc',
    'test',
]);
/**
 * Whether a host may be named to a public third party, judged by its form alone: it has a dot, is no
 * IP address, and is under no name for local use. DNS is not asked, since that would tell others too.
 */
function isPublicHost(hostname) {
    const labels = hostname.toLowerCase().replace(/\.$/, '').split('.');
    const last = labels.at(-1) ?? '';
    if (labels.length < 2 || labels.includes(''))
        return false;
    // An IPv4 address ends in a number (URL parsers write all its forms so), an IPv6 address in `]`.
    return !/^\d+$|\]$/.test(last) && !localEndings.has(last);
}

// EXTERNAL MODULE: ./build/http/http.js
var http = __webpack_require__(321);
// EXTERNAL MODULE: ./build/pacing/stop.js
var stop = __webpack_require__(425);
// EXTERNAL MODULE: ./build/verify/verdict.js
var verdict = __webpack_require__(21);
;// CONCATENATED MODULE: ./build/verify/probes.js
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





/** Asks Globalping for the places that the workflow names. */
function startProbing({ verify, verifyFrom, globalpingToken }, { clock, send }) {
    const client = (0,globalping_client/* createGlobalpingClient */.NW)(globalpingToken, (0,http/* readAsText */.Sj)(send));
    const globalping = new globalping_client/* Globalping */.Cz(client, clock);
    return {
        createQuestions: (judging) => askFromProbes(verify, verifyFrom, globalping, clock, judging),
    };
}
/** Makes one question for each URL: one measurement answers all checks of it. */
function askFromProbes(checks, 
/** In Globalping's words. */
places, globalping, clock, judging) {
    const byUrl = Map.groupBy(checks, ({ url }) => url);
    return [...byUrl].map(([url, sameUrl]) => new MeasuredUrl(url, sameUrl, places, globalping, clock, judging));
}
/** A result may take the probe's own limit of 15 s and 10 s more; most come much sooner. */
const longestMs = 26_000;
/** A probe takes some seconds. */
const usualAnswerMs = 3_000;
class MeasuredUrl {
    /** The site tells probes nothing about the runner. */
    waitMs = 0;
    answerMs = usualAnswerMs;
    #url;
    #checks;
    #places;
    #globalping;
    #clock;
    #judging;
    /** By probe, in the order in which they answered first. */
    #states = new Map();
    /** Stand for all places, until one answers. */
    #nowhere;
    /** What is measured from next: the places, then always the same probes. */
    #from;
    #isGivenUp = false;
    constructor(url, checks, places, globalping, clock, judging) {
        this.#url = url;
        this.#checks = checks;
        this.#places = places;
        this.#globalping = globalping;
        this.#clock = clock;
        this.#judging = judging;
        this.#nowhere = checks.map((check) => judging.createState(check, { kind: 'places' }));
        this.#from = places;
    }
    get states() {
        return this.#states.size === 0 ? this.#nowhere : [...this.#states.values()].flat();
    }
    /** What is inconclusive is not measured again: each time costs of the user's hourly limit. */
    get isOpen() {
        return !this.#isGivenUp && this.states.some((state) => state.isStale && state.isOpen);
    }
    async ask(signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if (this.#isGivenUp)
                return;
            const isFirst = !('sameProbesAs' in this.#from);
            if (!isPublicHost(new URL(this.#url).hostname)) {
                return this.#giveUp({ kind: 'not-public' }, isFirst);
            }
            const requestedAt = this.#clock.now();
            const limit = __addDisposableResource(env_1, new stop/* Stop */.V(this.#clock, longestMs, signal), false);
            const started = await this.#globalping.start(this.#url, this.#from, limit.noMore);
            if (started.kind === 'no-measurement') {
                if (!limit.noMore.aborted)
                    this.#giveUp(started.failure, isFirst);
                else if (signal.aborted)
                    this.#missAll({ kind: 'too-slow' });
                else
                    this.#giveUp({ kind: 'too-slow' }, isFirst);
                return;
            }
            this.#from = { sameProbesAs: started.id };
            await this.#follow(started.id, isFirst, requestedAt, limit.noMore);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    async #follow(id, isFirst, requestedAt, signal) {
        const answered = new Set();
        let last;
        let failure = { kind: 'too-slow' };
        for await (const seen of this.#globalping.follow(id, signal)) {
            if (seen.kind === 'no-measurement')
                failure = seen.failure;
            else {
                last = seen;
                this.#judgeNew(seen, seen.since, answered, requestedAt);
            }
        }
        if (failure.kind !== 'too-slow')
            this.#giveUp(failure, isFirst);
        if (last === undefined)
            return this.#missAll(failure);
        const probes = last.results.length;
        if (isFirst && probes < this.#places.length) {
            this.#miss({ kind: 'too-few-probes', probes, places: this.#places.length }, 'others');
        }
        // A response that does not come in time replaces none that came.
        for (const [key, { place }] of keyProbes(last)) {
            if (!this.#states.has(key))
                this.#miss(failure, key, { kind: 'probe', place });
        }
    }
    #judgeNew(measurement, since, answered, requestedAt) {
        for (const [key, { place, result }] of keyProbes(measurement)) {
            if (result.status === 'in-progress' || answered.has(key))
                continue;
            answered.add(key);
            this.#judge(key, { kind: 'probe', place }, toReply(result, since, this.#url), requestedAt);
        }
    }
    #judge(key, from, reply, requestedAt) {
        const states = this.#states.get(key) ?? this.#checks.map((check) => this.#judging.createState(check, from));
        this.#states.set(key, states);
        for (const state of states) {
            // A probe that went away says nothing more: what it saw before counts.
            if (reply.kind === 'no-measurement' && state.verdict !== undefined)
                continue;
            this.#judging.judge(state, reply, requestedAt);
        }
    }
    #miss(failure, key, from = { kind: 'places' }) {
        this.#judge(key, from, { kind: 'no-measurement', failure }, this.#clock.now());
    }
    #missAll(failure) {
        if (this.#states.size > 0)
            return;
        const reply = { kind: 'no-measurement', failure };
        for (const state of this.#nowhere)
            this.#judging.judge(state, reply, this.#clock.now());
    }
    /** Verdicts from before count; without any, all that can be said is why there is none. */
    #giveUp(failure, isFirst) {
        this.#isGivenUp = true;
        this.#missAll(failure);
        if (this.#states.size === 0 || isFirst)
            return;
        this.#judging.warn(`verify-from: the probes could not be asked again, so the verdicts from before count: ${(0,verdict/* describeMeasurementFailure */.MA)(failure)}`);
    }
}
/** What a probe saw, in the form that the judge knows from here. */
function toReply(result, since, url) {
    if (result.status !== 'finished') {
        const { status, message } = result;
        const failure = status === 'offline' ? { kind: 'probe-offline' } : { kind: 'probe-failed', message };
        return { kind: 'no-measurement', failure };
    }
    // Probes go on if a certificate is not trusted; what came may be anybody's.
    if (!result.isTrusted)
        return { kind: 'no-measurement', failure: { kind: 'untrusted' } };
    const { statusCode, headers, body, isCut } = result;
    return {
        kind: 'reply',
        by: 'probe',
        status: statusCode,
        // The earliest that it can be: with a later time, what is old could pass for fresh.
        receivedAt: since,
        headers,
        body: { kind: isCut ? 'beginning' : 'whole', bytes: Buffer.from(body.toWellFormed()) },
        url,
        redirectedTo: undefined,
    };
}
/** Names each probe so that it is known again; two of one network and city by their order. */
function keyProbes(measurement) {
    const probes = new Map();
    for (const entry of measurement.results) {
        const { country, city, network, asn } = entry.place;
        const name = JSON.stringify([country, city, network, asn]);
        let key = name;
        for (let n = 2; probes.has(key); n += 1)
            key = `${name} ${n}`;
        probes.set(key, entry);
    }
    return probes;
}


/***/ })

};
