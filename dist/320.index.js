export const id = 320;
export const ids = [320];
export const modules = {

/***/ 6320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  askFromProbes: () => (/* binding */ askFromProbes),
  startProbing: () => (/* binding */ startProbing)
});

// EXTERNAL MODULE: ./build/http/hide-token.js
var hide_token = __webpack_require__(5681);
// EXTERNAL MODULE: ./build/http/user-agent.js
var user_agent = __webpack_require__(7398);
// EXTERNAL MODULE: ./build/json.js
var json = __webpack_require__(9368);
// EXTERNAL MODULE: ./build/pacing/stop.js
var stop = __webpack_require__(2425);
;// CONCATENATED MODULE: ./build/globalping/client.js
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




/** Never an input: URLs of checks and a token go there. */
const globalpingOrigin = new URL('https://api.globalping.io');
/**
 * Creates the client for Globalping's API: the only place that knows its token.
 * @see https://globalping.io/docs/api.globalping.io
 */
function createGlobalpingClient(token, transport) {
    const measurements = `${globalpingOrigin.origin}/v1/measurements`;
    const send = token === undefined ? transport : (0,hide_token/* hideToken */.U)(transport, token);
    const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        accept: 'application/json',
        'user-agent': user_agent/* userAgent */.N,
    };
    /** What was read last of a measurement: Globalping need not send it again if nothing is new. */
    const known = new Map();
    return {
        start: async (url, from, signal) => {
            const body = JSON.stringify(describeMeasurement(new URL(url), from));
            const json = { ...headers, 'content-type': 'application/json' };
            const request = { method: 'POST', url: measurements, headers: json, body };
            const reply = await send(request, signal);
            return reply.kind === 'reply' && reply.status === 202
                ? readStarted(reply.body)
                : fail(sortRefusal(reply, token !== undefined));
        },
        read: async (id, signal) => {
            const last = known.get(id);
            const condition = last === undefined ? {} : { 'if-none-match': last.etag };
            const url = `${measurements}/${id}`;
            const request = { method: 'GET', url, headers: { ...headers, ...condition } };
            const reply = await send(request, signal);
            const seen = readPoll(reply, last?.measurement, token !== undefined);
            const etag = reply.kind === 'reply' ? reply.headers['etag'] : undefined;
            if (seen.kind === 'measurement' && etag)
                known.set(id, { etag, measurement: seen });
            return seen;
        },
    };
}
/** No `check-headers` here: they are for the origins of checks only. Empty strings are refused. */
function describeMeasurement(url, from) {
    const port = Number(url.port);
    const query = url.search.slice(1);
    return {
        type: 'http',
        // The dot of an absolute name is no part of what Globalping takes for a domain.
        target: url.hostname.replace(/\.$/, ''),
        locations: 'sameProbesAs' in from ? from.sameProbesAs : from.map((magic) => ({ magic, limit: 1 })),
        measurementOptions: {
            protocol: url.protocol === 'http:' ? 'HTTP' : 'HTTPS',
            ...(port === 0 ? {} : { port }),
            request: { method: 'GET', path: url.pathname, ...(query === '' ? {} : { query }) },
        },
    };
}
/** That of the limit itself: https://github.com/jsdelivr/globalping/blob/master/src/lib/rate-limiter/rate-limiter-get.ts */
const unknownPollWaitSeconds = 5;
function readPoll(reply, last, hasToken) {
    if (reply.kind === 'no-reply')
        return fail({ kind: 'unreachable', failure: reply });
    switch (reply.status) {
        case 200:
            return readMeasurement(reply.body);
        case 304:
            return last ?? fail({ kind: 'unreadable' });
        case 429: {
            const seconds = readSeconds(reply, 'retry-after') ?? unknownPollWaitSeconds;
            return { kind: 'too-many-polls', waitMs: seconds * 1000 };
        }
        default:
            return fail(sortRefusal(reply, hasToken));
    }
}
function readSeconds({ headers }, name) {
    const seconds = /^\d{1,7}$/.exec(headers[name] ?? '')?.[0];
    return seconds === undefined ? undefined : Number(seconds);
}
function fail(failure) {
    return { kind: 'no-measurement', failure };
}
function sortRefusal(reply, hasToken) {
    if (reply.kind === 'no-reply')
        return { kind: 'unreachable', failure: reply };
    const { status, body } = reply;
    if (status === 401 || status === 403)
        return { kind: 'token-refused', status };
    if (status === 422)
        return { kind: 'no-probes' };
    if (status === 429) {
        const seconds = readSeconds(reply, 'x-ratelimit-reset') ?? readSeconds(reply, 'retry-after');
        return { kind: 'limit', seconds, hasToken };
    }
    return status >= 400 && status < 500
        ? { kind: 'refused', status, message: readErrorMessage(body) }
        : { kind: 'down', status };
}
/** The message of an error, which Globalping puts in an envelope. */
function readErrorMessage(body) {
    const error = (0,json/* readField */.dR)((0,json/* parseJson */.qF)(body), 'error');
    const params = (0,json/* readField */.dR)(error, 'params');
    const parts = [(0,json/* readText */.yR)(error, 'message'), ...Object.values((0,json/* isRecord */.u4)(params) ? params : {})];
    return parts.filter((part) => typeof part === 'string').join(' ');
}
function readStarted(body) {
    const reply = (0,json/* parseJson */.qF)(body);
    const id = (0,json/* readText */.yR)(reply, 'id');
    // It becomes part of an address.
    const isSound = id !== undefined && /^[\w-]{1,100}$/.test(id);
    return isSound && typeof (0,json/* readField */.dR)(reply, 'probesCount') === 'number'
        ? { kind: 'started', id }
        : fail({ kind: 'unreadable' });
}
/** https://globalping.io/docs/api.globalping.io#get-/v1/measurements/-id- */
function readMeasurement(body) {
    const reply = (0,json/* parseJson */.qF)(body);
    const status = (0,json/* readText */.yR)(reply, 'status');
    const results = (0,json/* readField */.dR)(reply, 'results');
    if (status === undefined || !Array.isArray(results))
        return fail({ kind: 'unreadable' });
    const read = results.map((entry) => ({
        place: readPlace((0,json/* readField */.dR)(entry, 'probe')),
        result: readResult((0,json/* readField */.dR)(entry, 'result')),
    }));
    return { kind: 'measurement', isFinished: status !== 'in-progress', results: read };
}
function readPlace(probe) {
    const asn = (0,json/* readField */.dR)(probe, 'asn');
    return {
        city: (0,json/* readText */.yR)(probe, 'city') ?? 'an unnamed city',
        country: (0,json/* readText */.yR)(probe, 'country') ?? '??',
        network: (0,json/* readText */.yR)(probe, 'network') ?? 'an unnamed network',
        asn: typeof asn === 'number' ? asn : undefined,
    };
}
function readResult(result) {
    const status = (0,json/* readText */.yR)(result, 'status');
    const statusCode = (0,json/* readField */.dR)(result, 'statusCode');
    if (status === 'in-progress')
        return { status };
    if (status !== 'finished' || typeof statusCode !== 'number') {
        const message = (0,json/* readText */.yR)(result, 'rawOutput') ?? 'no result';
        return { status: status === 'offline' ? 'offline' : 'failed', message };
    }
    const headers = readHeaders((0,json/* readField */.dR)(result, 'headers'));
    const body = (0,json/* readField */.dR)(result, 'rawBody');
    // If no body came, there may have been one that is no text, unless the headers say otherwise.
    const mayHaveBody = typeof body !== 'string' && headers['content-length'] !== '0';
    return {
        status,
        statusCode,
        headers,
        body: typeof body === 'string' ? body : '',
        isCut: (0,json/* readField */.dR)(result, 'truncated') === true || mayHaveBody,
        isTrusted: (0,json/* readField */.dR)(result, 'tls', 'authorized') !== false,
    };
}
function readHeaders(headers) {
    const entries = Object.entries((0,json/* isRecord */.u4)(headers) ? headers : {});
    return Object.fromEntries(entries.flatMap(([name, value]) => {
        const first = Array.isArray(value) ? value[0] : value;
        return typeof first === 'string' ? [[name.toLowerCase(), first]] : [];
    }));
}
/** How long to wait after each poll: https://globalping.io/docs/api.globalping.io#overview--client-guidelines */
const pollMs = 500;
/** Of one measurement; a single broken response is no reason to give it up. */
const mostBrokenPolls = 3;
/** Of one call. Globalping answers at once; a connection that hangs must not hold up the next URL. */
const longestCallMs = 5_000;
/** Failures that the next measurement would meet as well, so it is not tried. */
const lastingFailures = new Set([
    'limit',
    'token-refused',
    'unreachable',
    'down',
    'unreadable',
]);
/** A place without a probe has none for the next URL either; probes that are gone are another matter. */
function lasts({ kind }, from) {
    return lastingFailures.has(kind) || (kind === 'no-probes' && !('sameProbesAs' in from));
}
/** Starts measurements one after another, and follows them side by side. */
class Globalping {
    #client;
    #clock;
    #lastStart = Promise.resolve();
    #lasting;
    constructor(client, clock) {
        this.#client = client;
        this.#clock = clock;
    }
    /** Starts a measurement, in its turn. What failed for good once is not tried again. */
    start(url, from, signal) {
        const start = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                if (this.#lasting !== undefined)
                    return this.#lasting;
                const limit = __addDisposableResource(env_1, new stop/* Stop */.V(this.#clock, longestCallMs, signal), false);
                const started = await this.#client.start(url, from, limit.noMore);
                const isLasting = started.kind === 'no-measurement' && lasts(started.failure, from);
                if (isLasting && !signal.aborted)
                    this.#lasting = started;
                return started;
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        };
        const mine = this.#lastStart.then(start);
        this.#lastStart = mine;
        return mine;
    }
    /**
     * Yields a measurement each time something may be new in it, until it has finished or the signal is
     * aborted. The last thing yielded may be a failure.
     */
    async *follow(id, signal) {
        let broken = 0;
        let waitMs = pollMs;
        let since = this.#clock.now();
        while (broken < mostBrokenPolls) {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                await this.#clock.sleep(waitMs, signal);
                if (signal.aborted)
                    return;
                waitMs = pollMs;
                const polledAt = this.#clock.now();
                const limit = __addDisposableResource(env_2, new stop/* Stop */.V(this.#clock, longestCallMs, signal), false);
                const seen = await this.#client.read(id, limit.noMore);
                if (seen.kind === 'too-many-polls') {
                    waitMs = Math.max(seen.waitMs, pollMs);
                }
                else if (seen.kind === 'measurement') {
                    broken = 0;
                    yield { ...seen, since };
                    since = polledAt;
                    if (seen.isFinished)
                        return;
                }
                else {
                    broken += 1;
                    if (broken === mostBrokenPolls && !signal.aborted)
                        yield seen;
                }
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                __disposeResources(env_2);
            }
        }
    }
}

// EXTERNAL MODULE: ./build/http/proxy-settings.js
var proxy_settings = __webpack_require__(2799);
;// CONCATENATED MODULE: ./build/globalping/connect.js


/** Connects to Globalping. A proxy whose address is wrong makes every call fail, and nothing else. */
async function connectGlobalping(token, environment, createTransport) {
    const proxy = (0,proxy_settings/* readProxySettings */.u)(environment, globalpingOrigin);
    if (!proxy.ok) {
        const failure = { kind: 'no-reply', reason: 'proxy', code: proxy.problem };
        const client = createGlobalpingClient(token, () => Promise.resolve(failure));
        return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
    }
    const transport = await createTransport(globalpingOrigin, proxy.value);
    return {
        client: createGlobalpingClient(token, transport.send),
        [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
    };
}

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

// EXTERNAL MODULE: ./build/verify/describe-measurement-failure.js
var describe_measurement_failure = __webpack_require__(1849);
;// CONCATENATED MODULE: ./build/verify/probes.js
var probes_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var probes_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** Connects to Globalping for the places that the workflow names. */
async function startProbing({ verify, verifyFrom, globalpingToken }, { clock, environment, createTransport }) {
    const connection = await connectGlobalping(globalpingToken, environment, createTransport);
    const globalping = new Globalping(connection.client, clock);
    return {
        createQuestions: (judging) => askFromProbes(verify, verifyFrom, globalping, clock, judging),
        [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
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
            const limit = probes_addDisposableResource(env_1, new stop/* Stop */.V(this.#clock, longestMs, signal), false);
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
            probes_disposeResources(env_1);
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
        this.#judging.warn(`verify-from: the probes could not be asked again, so the verdicts from before count: ${(0,describe_measurement_failure/* describeMeasurementFailure */.M)(failure)}`);
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
