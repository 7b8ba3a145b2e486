export const id = 269;
export const ids = [269];
export const modules = {

/***/ 94:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ waitAtMost),
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/** 24 days, longer than any job: Node fires a timer that is longer immediately, with a warning. */
const longestTimerMs = 2 ** 31 - 1;
/** The real clock. A sleep keeps the process alive until it ends or is aborted. */
const systemClock = {
    now: () => performance.now(),
    sleep: (ms, signal) => new Promise((resolve) => {
        if (signal.aborted) {
            resolve();
            return;
        }
        const end = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            resolve();
        };
        const timer = setTimeout(end, Math.min(ms, longestTimerMs));
        signal.addEventListener('abort', end);
    }),
};
/** Waits until some work is done, or so many milliseconds; the work goes on. Rejects as it does. */
async function waitAtMost(ms, work, clock, signal) {
    const done = new AbortController();
    try {
        await Promise.race([work, clock.sleep(ms, AbortSignal.any([signal, done.signal]))]);
    }
    finally {
        done.abort();
    }
}


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zv: () => (/* binding */ callWithRetries),
  UU: () => (/* binding */ createClient)
});

// UNUSED EXPORTS: diagnoseNetwork, readRateLimitHeaders, readResponse

// EXTERNAL MODULE: ./build/http/http.js
var http = __webpack_require__(321);
// EXTERNAL MODULE: ./build/http/network-failure.js
var network_failure = __webpack_require__(856);
// EXTERNAL MODULE: ./build/json.js
var json = __webpack_require__(368);
// EXTERNAL MODULE: ./build/pacing/retry.js
var retry = __webpack_require__(355);
;// CONCATENATED MODULE: ./build/cloudflare/failures.js
const rateLimit = {
    next: 'throttle',
    cause: 'the account was over its purge rate limit the whole time',
    advice: 'Raise `timeout`, purge with fewer requests (a prefix or host instead of many URLs), or keep several workflows from purging at once with `concurrency`',
};
const badItem = {
    next: 'drop-items',
    cause: 'Cloudflare does not accept an item',
    advice: 'Correct the item that the message names',
};
/**
 * Cloudflare's codes: what follows, why, and what to do. Everything about a code is here: sending,
 * the log, the summary, and docs/troubleshooting.md read this table.
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 * @see https://developers.cloudflare.com/fundamentals/api/troubleshooting/
 */
const codeRows = [
    // Most of them come with 429, some with 200.
    { codes: [971, 1083, 1102, 1113, 1134], ...rateLimit },
    {
        codes: [1000],
        next: 'stop-all',
        cause: 'Cloudflare does not know this token',
        advice: 'Check whether the token was revoked or rolled, has expired, or was cut when it was stored as a secret. Next store it again',
    },
    {
        codes: [1012, 1014, 1092],
        next: 'fail',
        cause: 'the request was malformed',
        advice: 'This is a bug in the action. Please open an issue with this message and the `cf-ray`',
    },
    { codes: [1015, 1084, 1100, 1114, 1115], ...badItem },
    {
        codes: [1082],
        next: 'drop-items',
        cause: 'an item is in another zone',
        advice: 'Name the zone of that item as well (`zone` takes several), or leave it out. Host names of Cloudflare for SaaS must be set up as custom hostnames of the zone',
    },
    {
        codes: [1094, 1101, 1111],
        next: 'split',
        cause: 'Cloudflare accepts fewer items in one request than any known limit',
        advice: 'Please open an issue with this message',
    },
    {
        codes: [1095],
        next: 'stop-zone',
        cause: 'the zone ID is wrong, or the token may not purge this zone',
        advice: "Compare the zone ID with the one on the zone's overview page in the dashboard. Then give the token Zone › Cache Purge › Purge for this zone",
    },
    {
        codes: [1107, 1112],
        next: 'fail',
        cause: 'this zone may not purge by this kind',
        advice: 'Every plan may since 2025: an old edge of the API answered, so run the step again. If it keeps failing, ask Cloudflare support',
    },
    {
        codes: [1136],
        next: 'fail',
        cause: 'this environment cannot be purged by URL',
        advice: 'Purge it by tags, hosts, prefixes or everything',
    },
    {
        codes: [6003, 9103, 9106],
        next: 'stop-all',
        cause: 'this does not have the form of an API token',
        advice: 'Store the token alone: no quotes, no line break, no "Bearer". A Global API Key is not a token: create an API token with Zone › Cache Purge › Purge',
    },
    {
        codes: [7003],
        next: 'stop-zone',
        cause: 'the zone ID or the environment ID is wrong',
        advice: "Copy the zone ID (32 hex digits) from the zone's overview page in the dashboard, or use the domain name. For Production, write `zone-environment: Production`: it has no environment path",
    },
    {
        codes: [9109],
        next: 'stop-zone',
        cause: 'the zone ID is wrong, or the token is not valid for this zone',
        advice: 'Check the zone ID first. Then check that the token has Zone › Cache Purge › Purge for this zone and was not revoked. After many failed logins, wait a few minutes',
    },
    {
        codes: [10000],
        next: 'hold',
        cause: 'the zone ID is wrong, or the token may not purge this zone',
        advice: 'Check the zone ID first: an account ID looks the same. Next check that the token has Zone › Cache Purge › Purge for this zone, is not from another account, is not limited to other IP addresses, and has not expired',
    },
    {
        codes: [10001],
        next: 'stop-all',
        cause: 'Cloudflare could not authenticate the request',
        advice: 'Run the step again. If it keeps failing, create a new token',
    },
    {
        codes: [10405],
        next: 'stop-zone',
        cause: 'the token has no right to this endpoint',
        advice: 'Give the token Zone › Cache Purge › Purge. For an environment by name, add Zone Versioning › Read, or use the ID of the environment',
    },
];
const rowOfCode = new Map(codeRows.flatMap((row) => row.codes.map((code) => [code, row])));
/** Failures without a code of the table, by what came. */
const responseRows = {
    globalApiKey: {
        next: 'stop-all',
        cause: '`token` holds a Global API Key, which opens the whole account',
        advice: 'Create an API token with Zone › Cache Purge › Purge (https://dash.cloudflare.com/profile/api-tokens) and store it instead',
    },
    unknownCode: {
        next: 'drop-items',
        cause: 'Cloudflare refused it for a reason that this action does not know',
        advice: 'See the message. With the `cf-ray`, Cloudflare support can find the request',
    },
    serverFault: {
        next: 'backoff',
        cause: "a problem on Cloudflare's side that did not pass",
        advice: 'Check https://www.cloudflarestatus.com/ and run the step again',
    },
    wrongAddress: {
        next: 'fail',
        cause: 'something between this runner and the API refused the request',
        advice: 'Check `api-url`, proxies, and firewall rules for the addresses of the runner',
    },
    notTheApi: {
        next: 'backoff',
        cause: "this is not a response of Cloudflare's API, or it was damaged on the way",
        advice: 'Check `api-url`, and proxies between this runner and the API',
    },
    redirect: {
        next: 'stop-all',
        cause: 'redirects are not followed, because that would take the token elsewhere',
        advice: 'If the new address is right, use it as `api-url`',
    },
};
const mayHavePurged = 'Cloudflare may have carried out the purge';
/** Failures without any response, by their reason. */
const networkRows = {
    connection: {
        next: 'backoff',
        cause: 'the connection was refused or broke',
        advice: "Check the runner's network, proxies, and firewall, and https://www.cloudflarestatus.com/",
    },
    dns: {
        next: 'backoff',
        cause: "the API's host name could not be resolved",
        advice: "Check `api-url` and the runner's DNS",
    },
    timeout: {
        next: 'backoff',
        cause: 'no complete response came within 30 s',
        advice: `${mayHavePurged}. Check the runner's network and https://www.cloudflarestatus.com/, and run the step again: purging twice does no harm`,
    },
    'cut-off': {
        next: 'backoff',
        cause: 'the response was cut off',
        advice: `${mayHavePurged}. Check proxies on the way, and run the step again`,
    },
    malformed: {
        next: 'backoff',
        cause: 'the response is not valid HTTP',
        advice: `${mayHavePurged}. Check proxies and gateways on the way, and run the step again`,
    },
    'too-large': {
        next: 'fail',
        cause: "the response was longer than any of Cloudflare's API",
        advice: 'Check `api-url` and proxies: something else seems to answer',
    },
    tls: {
        next: 'stop-all',
        cause: "the server's certificate is not trusted",
        advice: 'If a proxy or gateway opens TLS connections, name its certificate authority in NODE_EXTRA_CA_CERTS',
    },
    proxy: {
        next: 'stop-all',
        cause: 'the proxy refused the connection',
        advice: "Check HTTPS_PROXY, NO_PROXY, and the proxy's user name and password",
    },
    interrupted: {
        next: 'backoff',
        cause: 'the step ended before the response came',
        advice: `${mayHavePurged}. Run the step again: purging twice does no harm`,
    },
    unexpected: {
        next: 'stop-all',
        cause: 'an unexpected error',
        advice: 'This is a bug in the action. Please open an issue with this message',
    },
};
/** Every alternative has a space, which no item has: a message may quote items. */
const rateLimitMessage = /rate limit|too many requests|consider throttling/i;
/** Codes that mean a fault inside Cloudflare with these messages, and a wrong token with others. */
const ambiguousCodes = new Set([1000, 10001]);
const transientMessage = /time-?out|timed out|internal|temporar|unavailable|try again/i;
/** The number in a message about one item is not about the size of a request. */
const tooManyItemsMessage = /exceeded maximum amount of (\d+)/i;
/** What decides about a request with several errors, the first of these that there is. */
const precedence = ['throttle', 'split', 'backoff', 'hold', 'stop-all', 'stop-zone'];
/** Diagnoses a refusal by its codes first, then its HTTP status. */
function diagnoseErrors(status, errors) {
    if (status === 429)
        return rateLimit;
    const found = errors.map(diagnoseError).filter((diagnosis) => diagnosis !== undefined);
    const decisive = precedence
        .map((next) => found.find((diagnosis) => diagnosis.next === next))
        .find((diagnosis) => diagnosis !== undefined);
    if (decisive !== undefined)
        return decisive;
    if (status === 408 || status >= 500)
        return responseRows.serverFault;
    return found[0] ?? responseRows.unknownCode;
}
function diagnoseError({ code, message }) {
    if (rateLimitMessage.test(message))
        return rateLimit;
    if (ambiguousCodes.has(code) && transientMessage.test(message))
        return responseRows.serverFault;
    const row = rowOfCode.get(code);
    if (row === undefined)
        return undefined;
    const { next, cause, advice } = row;
    if (next !== 'split')
        return { next, cause, advice };
    const mostItems = Number(tooManyItemsMessage.exec(message)?.[1] ?? 0);
    return mostItems > 0 ? { next, mostItems, cause, advice } : badItem;
}
/** Diagnoses a response that is not an envelope by its HTTP status. */
function diagnoseStatus(status) {
    if (status === 429)
        return rateLimit;
    if (status === 408 || status >= 500)
        return responseRows.serverFault;
    return status >= 400 ? responseRows.wrongAddress : responseRows.notTheApi;
}

;// CONCATENATED MODULE: ./build/cloudflare/client.js





/** Older keys are 37 to 45 hex digits; newer ones start with `cfk_`, which is an error in the inputs. */
const globalApiKey = /^[0-9a-f]{37,45}$/i;
/**
 * Makes the client of Cloudflare's API: the only place that knows the token.
 * @see https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/
 */
function createClient(apiUrl, token, transport) {
    const headers = {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'user-agent': http/* userAgent */.N1,
    };
    const send = (0,http/* redactReplies */._U)(transport, token);
    const exchange = async (request, signal) => {
        const url = apiUrl + request.path;
        try {
            const reply = await send(request.method === 'GET'
                ? { method: 'GET', url, headers }
                : {
                    method: 'POST',
                    url,
                    headers: { ...headers, 'content-type': 'application/json' },
                    body: JSON.stringify(request.body),
                }, signal);
            return reply.kind === 'reply' ? readResponse(reply) : diagnoseNetwork(reply);
        }
        catch (error) {
            // A bug fails this request, so that what was purged before is still accounted for.
            return diagnoseNetwork((0,network_failure/* sortNetworkError */.P)(error));
        }
    };
    if (!globalApiKey.test(token))
        return exchange;
    return async (request, signal) => explainKey(await exchange(request, signal));
}
/** Calls the API through the gate until the response is final. */
function callWithRetries(request, load, api, isWanted) {
    const send = (signal) => api.call(request, signal);
    const name = `${request.method} ${request.path}`;
    return (0,retry/* retry */.L)({ name, send, classify, load, ...(isWanted === undefined ? {} : { isWanted }) }, api);
}
function classify(response) {
    if (response.kind === 'accepted')
        return { next: 'accept', limit: response.limit };
    const { next: wanted } = response.diagnosis;
    const isRetried = wanted === 'throttle' || wanted === 'backoff' || wanted === 'hold';
    const next = isRetried ? wanted : 'fail';
    return response.kind === 'no-reply' ? { next } : { next, limit: response.limit };
}
/**
 * Sorts a response by its envelope and its status. HTTP 200 can be a failure, and what has no
 * envelope is never a success.
 */
function readResponse(reply) {
    const { status, headers, body } = reply;
    const facts = { status, ray: headers['cf-ray'], limit: readRateLimitHeaders(headers) };
    if (status >= 300 && status < 400) {
        const location = headers['location'] ?? '';
        return { kind: 'redirect', ...facts, location, diagnosis: responseRows.redirect };
    }
    const envelope = (0,json/* parseJson */.qF)(body);
    if (!(0,json/* isRecord */.u4)(envelope) || typeof envelope['success'] !== 'boolean') {
        const content = nameContent(body, envelope);
        return { kind: 'unreadable', ...facts, content, diagnosis: diagnoseStatus(status) };
    }
    const errors = Array.isArray(envelope['errors']) ? envelope['errors'].map(readError) : [];
    if (envelope['success'] && status < 300) {
        return { kind: 'accepted', ...facts, result: envelope['result'] ?? null, errors };
    }
    return { kind: 'refused', ...facts, errors, diagnosis: diagnoseErrors(status, errors) };
}
function diagnoseNetwork(failure) {
    return { ...failure, diagnosis: networkRows[failure.reason] };
}
/** Whatever Cloudflare says about it, a key that is refused can never work as a token. */
function explainKey(response) {
    if (response.kind !== 'refused')
        return response;
    const { next } = response.diagnosis;
    return next === 'hold' || next === 'stop-zone' || next === 'stop-all'
        ? { ...response, diagnosis: responseRows.globalApiKey }
        : response;
}
function nameContent(body, parsed) {
    if (parsed !== undefined)
        return 'JSON of another form';
    if (body.trim() === '')
        return 'empty';
    return body.trimStart().startsWith('<') ? 'HTML' : 'text';
}
function readError(value) {
    if (!(0,json/* isRecord */.u4)(value))
        return { code: 0, message: JSON.stringify(value), chain: [] };
    const { source, error_chain: chain, documentation_url: documentation } = value;
    const pointer = (0,json/* isRecord */.u4)(source) ? source['pointer'] : undefined;
    return {
        ...readCodeAndMessage(value),
        ...(typeof pointer === 'string' ? { pointer } : {}),
        ...(typeof documentation === 'string' ? { documentation } : {}),
        chain: Array.isArray(chain) ? chain.filter(json/* isRecord */.u4).map(readCodeAndMessage) : [],
    };
}
function readCodeAndMessage(value) {
    const code = Number(value['code']);
    const { message } = value;
    return {
        code: Number.isSafeInteger(code) ? code : 0,
        message: typeof message === 'string' ? message : '',
    };
}
/**
 * Reads `retry-after: 30`, `ratelimit: "default";r=50;t=30` and `ratelimit-policy: "burst";q=100;w=60`.
 * @see https://developers.cloudflare.com/fundamentals/api/reference/limits/
 */
function readRateLimitHeaders(headers) {
    const retryAfter = readSeconds(headers['retry-after']);
    const remaining = readParameter(headers['ratelimit'], 'r');
    const reset = readParameter(headers['ratelimit'], 't');
    const quota = readParameter(headers['ratelimit-policy'], 'q');
    const window = readParameter(headers['ratelimit-policy'], 'w');
    return {
        ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter * 1000 }),
        ...(remaining === undefined ? {} : { remaining }),
        ...(reset === undefined ? {} : { resetMs: reset * 1000 }),
        ...(quota === undefined ? {} : { quota }),
        ...(window === undefined ? {} : { windowMs: window * 1000 }),
    };
}
/** Cloudflare sends whole seconds; a date (RFC 9110, 10.2.3) would need a clock that may be wrong. */
function readSeconds(value) {
    return value !== undefined && /^\d{1,9}(?:\.\d+)?$/.test(value.trim())
        ? Number(value)
        : undefined;
}
function readParameter(value, name) {
    const match = new RegExp(`;\\s*${name}=(\\d{1,9}(?:\\.\\d+)?)`).exec(value ?? '');
    return match?.[1] === undefined ? undefined : Number(match[1]);
}


/***/ }),

/***/ 846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ findNamedItems)
/* harmony export */ });
/* harmony import */ var _inputs_items_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(260);

/**
 * Finds the items of a request that the errors of a response name, by their places: by a pointer such
 * as `/files/3`, or by the whole item in a message. Each place has the first error that names it.
 * Takes time in proportion to the messages: something else than Cloudflare may have written them.
 */
function findNamedItems(content, errors) {
    const named = new Map();
    if (content.kind === 'everything')
        return named;
    const { kind } = content;
    // Cloudflare compares hosts and tags ignoring case.
    const keyOf = (text) => kind === 'hosts' || kind === 'tags' ? text.toLowerCase() : text;
    const items = Array.from(content.items, _inputs_items_js__WEBPACK_IMPORTED_MODULE_0__/* .urlOf */ .rs);
    const places = Map.groupBy(items.keys(), (place) => keyOf(items[place] ?? ''));
    const find = (text) => places.get(keyOf(text)) ?? [];
    for (const error of errors) {
        const pointed = /^\/[a-z]+\/(\d+)(?:\/|$)/.exec(error.pointer ?? '')?.[1];
        const found = pointed === undefined ? findInMessage(error.message, find, kind) : [Number(pointed)];
        for (const place of found) {
            if (place < items.length && !named.has(place))
                named.set(place, error);
        }
    }
    return named;
}
/**
 * URLs, hosts and prefixes are named as a word. Tags may be words of Cloudflare's sentences (`zone`,
 * `files`), so they only count in quotes or alone.
 */
function* findInMessage(message, find, kind) {
    if (kind !== 'tags') {
        for (const word of message.split(/\s+/))
            yield* findWord(word, find);
        return;
    }
    for (const quote of ["'", '"', '`']) {
        for (const text of message.split(quote).slice(1, -1))
            yield* find(text);
    }
    for (const text of listWhatIsAlone(message))
        yield* find(text);
}
/** `blog`, `Unable to purge blog`, `Invalid tags: blog, news`. */
function listWhatIsAlone(message) {
    const said = message.replace(/^unable to purge /i, '').replace(/\.$/, '');
    const afterColon = said.slice(said.lastIndexOf(': ') + 1).trim();
    const all = afterColon.split(', ');
    return all.some((text) => text.includes(' ')) ? [] : all;
}
/** A word may end with punctuation that is not part of the item. */
function findWord(word, find) {
    const text = word.replace(/^["'`([{<]+/, '');
    for (let end = text.length; end >= text.length - 3; end -= 1) {
        const found = find(text.slice(0, end));
        if (found.length > 0)
            return found;
        if (!/[\s"'`>)\]},.;:!?]/.test(text.charAt(end - 1)))
            break;
    }
    return [];
}


/***/ }),

/***/ 803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sA: () => (/* binding */ mostItemsPerRequest),
/* harmony export */   vx: () => (/* binding */ toApiRequest),
/* harmony export */   zA: () => (/* binding */ countRequestItems)
/* harmony export */ });
/**
 * Items that one request may hold. Enterprise's 500 URLs bring nothing, since URLs are limited by
 * URL and not by request, and no plan has to be named this way.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits (2026-09-29)
 */
const mostItemsPerRequest = {
    urls: 100,
    tags: 100,
    hosts: 100,
    prefixes: 100,
};
/** How many items a request stands for; everything of a zone counts as one. */
function countRequestItems({ content }) {
    return content.kind === 'everything' ? 1 : content.items.length;
}
/**
 * Writes a purge request as the API takes it.
 * @see https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
function toApiRequest({ zone, environment, method, content }) {
    const id = environment?.id;
    const scope = id === undefined ? '' : `/environments/${id}`;
    return {
        method: 'POST',
        path: `/zones/${zone.id}${scope}/${method === 'purge' ? 'purge_cache' : 'invalidate_cache'}`,
        body: toBody(content),
    };
}
function toBody(content) {
    if (content.kind === 'everything')
        return { purge_everything: true };
    if (content.kind !== 'urls')
        return { [content.kind]: content.items };
    const { items } = content;
    // The API's word for URLs is `files`. Strings and objects are two forms of it, never mixed.
    const haveHeaders = items.some((item) => typeof item !== 'string');
    return {
        files: haveHeaders
            ? items.map((item) => (typeof item === 'string' ? { url: item } : item))
            : items,
    };
}


/***/ }),

/***/ 65:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ listEnvironments),
/* harmony export */   HD: () => (/* binding */ getZone),
/* harmony export */   TU: () => (/* binding */ LookUpFailure),
/* harmony export */   c5: () => (/* binding */ listZones)
/* harmony export */ });
/* harmony import */ var _inputs_zones_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(763);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(368);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);



/** A lookup without an answer: nothing can be planned, so nothing is purged. */
class LookUpFailure extends Error {
    kind = 'look-up-failed';
    subject;
    /** undefined if the step stopped before anything was sent. */
    failure;
    stopped;
    constructor(subject, failure, stopped) {
        super(`${subject.what} could not be looked up`);
        this.subject = subject;
        this.failure = failure;
        this.stopped = stopped;
    }
}
/**
 * Lists the zones of exactly this name that the token can see.
 * @see https://developers.cloudflare.com/api/resources/zones/methods/list/
 */
async function listZones(name, api) {
    const result = await lookUp(`/zones?name=${encodeURIComponent(name)}`, api, {
        what: `the zone ${name}`,
        permission: 'Zone › Zone › Read',
        instead: 'a single zone by its ID',
    });
    const zones = Array.isArray(result) ? result.map(readZone) : [];
    return zones.filter((zone) => zone !== undefined).filter((zone) => zone.name === name);
}
/**
 * Gets a zone by its ID; undefined if the response does not name it. Cache Purge alone may do this.
 * @see https://developers.cloudflare.com/api/resources/zones/methods/get/
 */
async function getZone(id, api) {
    const subject = { what: `the name of zone ${id}`, instead: 'a single zone by its ID' };
    const zone = readZone(await lookUp(`/zones/${id}`, api, subject));
    // What is purged is never what a response says instead.
    return zone && { ...zone, id };
}
/**
 * Lists the Zone Versioning environments of a zone; the ID of one is its `ref`.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
async function listEnvironments(zoneId, api) {
    const result = await lookUp(`/zones/${zoneId}/environments`, api, {
        what: `the environments of zone ${zoneId}`,
        permission: 'Zone › Zone Versioning › Read',
        instead: 'the environment by its ID',
    });
    const environments = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(result) ? result['environments'] : undefined;
    const records = Array.isArray(environments) ? environments.filter(_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4) : [];
    return records.flatMap(({ ref, name }) => typeof ref === 'string' && environmentIdForm.test(ref) && typeof name === 'string'
        ? [{ id: ref, name }]
        : []);
}
/**
 * Hex digits in all examples, any string in the schema. An ID becomes part of the path of a purge, so
 * nothing that could lead elsewhere may pass for one.
 */
const environmentIdForm = /^[\w-]{1,100}$/;
const load = { limit: 'look-ups', items: 1 };
async function lookUp(path, api, subject) {
    const { response } = await (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .callWithRetries */ .zv)({ method: 'GET', path }, load, api);
    if (response?.kind === 'accepted')
        return response.result;
    throw new LookUpFailure(subject, response, api.stop.reason);
}
function readZone(value) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(value))
        return undefined;
    const { id, name, status = 'active', type } = value;
    // An ID becomes part of the path of a purge, so nothing else may pass for one.
    if (typeof id !== 'string' || !_inputs_zones_js__WEBPACK_IMPORTED_MODULE_0__/* .zoneIdForm */ .cJ.test(id) || typeof name !== 'string')
        return undefined;
    // Zones of type `internal` answer only inside of a company's network, and may share a public name.
    const isActive = status === 'active' && type !== 'internal';
    return {
        id,
        name: name.toLowerCase(),
        isActive,
        status: type === 'internal' ? type : String(status),
    };
}


/***/ }),

/***/ 619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cz: () => (/* binding */ Globalping),
/* harmony export */   G: () => (/* binding */ globalpingOrigin),
/* harmony export */   NW: () => (/* binding */ createGlobalpingClient)
/* harmony export */ });
/* harmony import */ var _http_http_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(321);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(368);
/* harmony import */ var _pacing_stop_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(425);
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
    const send = token === undefined ? transport : (0,_http_http_js__WEBPACK_IMPORTED_MODULE_0__/* .redactReplies */ ._U)(transport, token);
    const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        accept: 'application/json',
        'accept-encoding': 'br, gzip',
        'user-agent': _http_http_js__WEBPACK_IMPORTED_MODULE_0__/* .userAgent */ .N1,
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
    const error = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(body), 'error');
    const params = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(error, 'params');
    const parts = [(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(error, 'message'), ...Object.values((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(params) ? params : {})];
    return parts.filter((part) => typeof part === 'string').join(' ');
}
function readStarted(body) {
    const reply = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(body);
    const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(reply, 'id');
    // It becomes part of an address.
    const isSound = id !== undefined && /^[\w-]{1,100}$/.test(id);
    return isSound && typeof (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(reply, 'probesCount') === 'number'
        ? { kind: 'started', id }
        : fail({ kind: 'unreadable' });
}
/** https://globalping.io/docs/api.globalping.io#get-/v1/measurements/-id- */
function readMeasurement(body) {
    const reply = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(body);
    const status = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(reply, 'status');
    const results = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(reply, 'results');
    if (status === undefined || !Array.isArray(results))
        return fail({ kind: 'unreadable' });
    const read = results.map((entry) => ({
        place: readPlace((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(entry, 'probe')),
        result: readResult((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(entry, 'result')),
    }));
    return { kind: 'measurement', isFinished: status !== 'in-progress', results: read };
}
function readPlace(probe) {
    const asn = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(probe, 'asn');
    return {
        city: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(probe, 'city') ?? 'an unnamed city',
        country: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(probe, 'country') ?? '??',
        network: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(probe, 'network') ?? 'an unnamed network',
        asn: typeof asn === 'number' ? asn : undefined,
    };
}
function readResult(result) {
    const status = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(result, 'status');
    const statusCode = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(result, 'statusCode');
    if (status === 'in-progress')
        return { status };
    if (status !== 'finished' || typeof statusCode !== 'number') {
        const message = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readText */ .yR)(result, 'rawOutput') ?? 'no result';
        return { status: status === 'offline' ? 'offline' : 'failed', message };
    }
    const headers = readHeaders((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(result, 'headers'));
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(result, 'rawBody');
    // If no body came, there may have been one that is no text, unless the headers say otherwise.
    const mayHaveBody = typeof body !== 'string' && headers['content-length'] !== '0';
    return {
        status,
        statusCode,
        headers,
        body: typeof body === 'string' ? body : '',
        isCut: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(result, 'truncated') === true || mayHaveBody,
        isTrusted: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(result, 'tls', 'authorized') !== false,
    };
}
function readHeaders(headers) {
    const entries = Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(headers) ? headers : {});
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
    'too-slow',
]);
const tooSlow = { kind: 'no-measurement', failure: { kind: 'too-slow' } };
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
                const limit = __addDisposableResource(env_1, new _pacing_stop_js__WEBPACK_IMPORTED_MODULE_1__/* .Stop */ .V(this.#clock, longestCallMs, signal), false);
                const response = await this.#client.start(url, from, limit.noMore);
                const isTooSlow = response.kind === 'no-measurement' && limit.reason === 'timeout';
                const started = isTooSlow ? tooSlow : response;
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
                const limit = __addDisposableResource(env_2, new _pacing_stop_js__WEBPACK_IMPORTED_MODULE_1__/* .Stop */ .V(this.#clock, longestCallMs, signal), false);
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


/***/ }),

/***/ 321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hl: () => (/* binding */ requestTimeoutMs),
/* harmony export */   N1: () => (/* binding */ userAgent),
/* harmony export */   Sj: () => (/* binding */ readAsText),
/* harmony export */   V0: () => (/* binding */ createHttp),
/* harmony export */   _U: () => (/* binding */ redactReplies),
/* harmony export */   gm: () => (/* binding */ acceptedEncodings)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(708);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(368);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(207);
/* harmony import */ var _network_failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(856);
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(749);






/** Cloudflare refuses requests without one. */
const userAgent = 'purge-cloudflare-cache (GitHub Action)';
/** What browsers accept, for pages: caches keep variants by it. */
const acceptedEncodings = 'gzip, deflate, br, zstd';
/** No response takes this long, in milliseconds; a connection that hangs must not hang the job. */
const requestTimeoutMs = 30_000;
/** Servers that do not say how long they keep a connection mostly keep it for 5 s. */
const longestIdleMs = 4_000;
/**
 * Makes HTTP/1.1 requests with Node's own client, since a request can be aborted there at any moment, while its
 * connection is being set up too. Proxies are those that the environment names.
 */
function createHttp(environment, clock) {
    const keepAlive = { keepAlive: true, timeout: longestIdleMs };
    const plain = new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(keepAlive);
    const secure = new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(keepAlive);
    /** By proxy. */
    const tunnels = new Map();
    const tunnelThrough = (proxy) => {
        const agent = tunnels.get(proxy.href) ?? new _proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .TunnelAgent */ .ag(proxy, keepAlive);
        tunnels.set(proxy.href, agent);
        return agent;
    };
    const routeTo = (url, proxy) => {
        // Not by `pathname` and `search`, which lose the `?` of an empty query: another cache key.
        const path = url.href.slice(url.origin.length) || '/';
        const isSecure = url.protocol === 'https:';
        const direct = { protocol: url.protocol, host: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .hostOf */ .w4)(url), port: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .portOf */ .HM)(url), path };
        if (proxy === undefined)
            return { ...direct, agent: isSecure ? secure : plain };
        if (isSecure)
            return { ...direct, agent: tunnelThrough(proxy) };
        return {
            protocol: proxy.protocol,
            host: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .hostOf */ .w4)(proxy),
            port: (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .portOf */ .HM)(proxy),
            path: url.origin + path,
            headers: { host: url.host, ...(0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .authorizationOf */ .P_)(proxy) },
            agent: proxy.protocol === 'https:' ? secure : plain,
        };
    };
    return {
        send: async (request, signal) => {
            const url = new URL(request.url);
            const proxy = (0,_proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .findProxy */ .EE)(environment, url);
            if (!proxy.ok)
                return { kind: 'no-reply', reason: 'proxy', code: proxy.problem };
            try {
                return await exchange(request, routeTo(url, proxy.value), signal, clock);
            }
            catch (error) {
                return (0,_network_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .sortNetworkError */ .P)(error);
            }
        },
        [Symbol.dispose]: () => {
            for (const agent of [plain, secure, ...tunnels.values()])
                agent.destroy();
        },
    };
}
/** Sends one request. The abort of the signal rejects at once, whatever state its connection is in. */
async function exchange({ method, headers, body, mostBodyBytes }, route, signal, clock) {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers();
    const options = { ...route, ..._proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .connectionOptions */ .HZ, method };
    const outgoing = (route.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request)({
        ...options,
        headers: { ...headers, ...route.headers },
    });
    const abort = () => reject(signal.reason);
    const giveUp = () => reject(new DOMException('no response in time', 'TimeoutError'));
    const notConnected = () => reject((0,_network_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .failWith */ .f)('ETIMEDOUT'));
    // A signal may outlive many requests, so its listener goes with the request.
    signal.addEventListener('abort', abort);
    const timer = setTimeout(giveUp, requestTimeoutMs);
    const connecting = setTimeout(notConnected, _proxy_js__WEBPACK_IMPORTED_MODULE_3__/* .connectTimeoutMs */ .Ir);
    outgoing.on('finish', () => clearTimeout(connecting));
    outgoing.on('error', reject);
    outgoing.on('close', () => reject((0,_network_failure_js__WEBPACK_IMPORTED_MODULE_2__/* .failWith */ .f)('ECONNRESET')));
    outgoing.on('response', (incoming) => {
        const { statusCode: status = 0 } = incoming;
        const head = { kind: 'reply', status, headers: readHeaders(incoming) };
        const receivedAt = clock.now();
        readBody(incoming, mostBodyBytes, (sent) => {
            resolve({ ...head, receivedAt, body: sent && { bytes: sent, sent } });
        });
        incoming.on('error', reject);
    });
    outgoing.end(body);
    try {
        const reply = await promise;
        const encoding = reply.headers['content-encoding'];
        if (reply.body === undefined || encoding === undefined)
            return reply;
        // Loaded only where it is needed: most APIs do not encode.
        const { decodeBody } = await __webpack_require__.e(/* import() */ 103).then(__webpack_require__.bind(__webpack_require__, 103));
        const bytes = await decodeBody(reply.body.sent, encoding, mostBodyBytes);
        return { ...reply, body: bytes && { bytes, sent: reply.body.sent } };
    }
    finally {
        clearTimeout(timer);
        clearTimeout(connecting);
        signal.removeEventListener('abort', abort);
        // Where the response was read to its end, its connection is back in the pool, and this does nothing.
        outgoing.destroy();
    }
}
/** Reads a body; undefined where it is longer than wanted, or not wanted at all. */
function readBody(incoming, most, done) {
    const pieces = [];
    let size = 0;
    if (most === 0)
        done(undefined);
    incoming.on('data', (piece) => {
        size += piece.length;
        if (size > most)
            done(undefined);
        else
            pieces.push(piece);
    });
    incoming.on('end', () => done(Buffer.concat(pieces)));
}
/** Lists that may come in several lines; of everything else, the first value counts. */
const listHeaders = new Set(['cache-control', 'content-encoding']);
function readHeaders({ headersDistinct }) {
    // Not by assignment, which would lose a header of the name `__proto__`.
    return Object.fromEntries(Object.entries(headersDistinct).map(([name, values = []]) => [
        name,
        listHeaders.has(name) ? values.join(', ') : (values[0] ?? ''),
    ]));
}
/** A response of the purge API has some hundred bytes, with errors for each item some ten thousand. */
const mostTextBytes = 4 * 1024 * 1024;
/** Sends requests to an API, and reads its responses as text. */
function readAsText(send, mostBodyBytes = mostTextBytes) {
    return async (request, signal) => {
        const reply = await send({ ...request, mostBodyBytes }, signal);
        if (reply.kind === 'no-reply')
            return reply;
        if (reply.body === undefined)
            return tooLarge;
        const { status, headers, body } = reply;
        return { kind: 'reply', status, headers, body: Buffer.from(body.bytes).toString() };
    };
}
const tooLarge = { kind: 'no-reply', reason: 'too-large', code: 'body' };
/** Every token of an API is longer; a shorter one is a mistake, and may be part of any word. */
const shortestToken = 20;
/**
 * The same transport, whose responses never hold the token: a gateway may put it into an error of its
 * own. JSON is redacted after it is parsed, since it has many forms for one text.
 */
function redactReplies(send, token) {
    if (token.length < shortestToken)
        return send;
    const redact = (0,_redact_js__WEBPACK_IMPORTED_MODULE_4__/* .createRedact */ .ay)([token]);
    return async (request, signal) => {
        const reply = await send(request, signal);
        if (reply.kind === 'no-reply')
            return reply;
        const headers = Object.entries(reply.headers).map(([name, value]) => [name, redact(value)]);
        const json = reply.body.includes('\\') ? (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(reply.body) : undefined;
        const redacted = json === undefined ? undefined : JSON.stringify((0,_redact_js__WEBPACK_IMPORTED_MODULE_4__/* .redactJson */ .Kp)(json, redact));
        // Written again only where it has to be: numbers of more than 53 bits would change.
        const isHidden = redacted !== undefined && redacted !== JSON.stringify(json);
        const body = redact(isHidden ? redacted : reply.body);
        return { ...reply, headers: Object.fromEntries(headers), body };
    };
}


/***/ }),

/***/ 856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ sortNetworkError),
/* harmony export */   f: () => (/* binding */ failWith)
/* harmony export */ });
/**
 * Error codes of Node that mean the network failed. What is not here is a bug, and is told as one instead
 * of being tried again.
 * @see https://nodejs.org/api/errors.html#nodejs-error-codes
 */
const reasons = {
    ECONNREFUSED: 'connection',
    ECONNRESET: 'connection',
    ECONNABORTED: 'connection',
    EPIPE: 'connection',
    EHOSTUNREACH: 'connection',
    EHOSTDOWN: 'connection',
    ENETUNREACH: 'connection',
    ENETDOWN: 'connection',
    EADDRNOTAVAIL: 'connection',
    ENOTFOUND: 'dns',
    EAI_AGAIN: 'dns',
    EAI_FAIL: 'dns',
    EAI_NODATA: 'dns',
    ETIMEDOUT: 'timeout',
    TimeoutError: 'timeout',
    HPE_INVALID_EOF_STATE: 'cut-off',
    AbortError: 'interrupted',
};
const reasonsByPattern = [
    // What OpenSSL and Node say of certificates that they do not accept.
    [
        /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO$)/,
        'tls',
    ],
    // What Node's parser says of responses: https://github.com/nodejs/llhttp
    [/^HPE_/, 'malformed'],
    // What zlib says of bodies that are cut or damaged; Node's names for Brotli and Zstandard start with `ERR_`.
    [/^(?:Z_|ERR__ERROR_|ZSTD_)/, 'cut-off'],
    // What a proxy answered when it was asked for a tunnel.
    [/^HTTP \d+$/, 'proxy'],
];
/** Makes an error with a code of this list. */
function failWith(code) {
    return Object.assign(new Error(code), { code });
}
/** Sorts what a request failed with. */
function sortNetworkError(error) {
    for (const code of codesOf(error)) {
        const reason = reasons[code] ?? reasonsByPattern.find(([pattern]) => pattern.test(code))?.[1];
        if (reason !== undefined)
            return { kind: 'no-reply', reason, code };
    }
    return { kind: 'no-reply', reason: 'unexpected', code: [...codesOf(error)][0] ?? typeof error };
}
/** The codes and names of an error, its causes and its parts, outermost first. */
function* codesOf(error) {
    if (!(error instanceof Error))
        return;
    if ('code' in error && typeof error.code === 'string')
        yield error.code;
    if (error instanceof AggregateError)
        for (const part of error.errors)
            yield* codesOf(part);
    yield* codesOf(error.cause);
    yield error.name;
}


/***/ }),

/***/ 749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EE: () => (/* binding */ findProxy),
/* harmony export */   HM: () => (/* binding */ portOf),
/* harmony export */   HZ: () => (/* binding */ connectionOptions),
/* harmony export */   Ir: () => (/* binding */ connectTimeoutMs),
/* harmony export */   P_: () => (/* binding */ authorizationOf),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   ag: () => (/* binding */ TunnelAgent),
/* harmony export */   am: () => (/* binding */ findProxyPasswords),
/* harmony export */   w4: () => (/* binding */ hostOf)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(708);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(692);
/* harmony import */ var _network_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(856);




/** Whether a URL's host is this machine itself. */
function isLoopback(hostname) {
    return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
/**
 * Finds the proxy for one address in the environment: `https` addresses use `HTTPS_PROXY` and `http`
 * addresses `HTTP_PROXY`, in lower case or else in upper case; a scheme may be left out.
 * @returns undefined if there is none, if `NO_PROXY` names the address, and for loopback addresses; a problem if it is no address, without its password.
 */
function findProxy(environment, target) {
    const read = (name) => environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || '';
    const name = target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    const text = read(name);
    const none = { ok: true, value: undefined };
    // What is on this machine is never reached through another one.
    if (text === '' || isLoopback(target.hostname))
        return none;
    if (isNamed(target, read('NO_PROXY')))
        return none;
    const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    if (url === null || !/^https?:$/.test(url.protocol)) {
        return {
            ok: false,
            problem: `${name} in the environment is not the http address of a proxy (SOCKS is not supported)`,
        };
    }
    if (url.pathname !== '/' || /[?#]/.test(text)) {
        return {
            ok: false,
            problem: `${name} in the environment has a path, a query or a fragment: write http://HOST:PORT`,
        };
    }
    if (decode(url.username) === undefined || decode(url.password) === undefined) {
        return {
            ok: false,
            problem: `${name} in the environment has a user name or password with a % that encodes nothing (write it %25)`,
        };
    }
    return { ok: true, value: url };
}
/**
 * Whether `NO_PROXY` names a host: by itself, by a domain above it, or by `*`, each with a port or without.
 * @see https://everything.curl.dev/usingcurl/proxies/env.html
 */
function isNamed(target, noProxy) {
    const host = bare(target.hostname);
    return noProxy
        .toLowerCase()
        .split(/[\s,]+/)
        .some((entry) => {
        const [, name = entry, port] = /^(\[.+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
        if (entry === '' || (port !== undefined && Number(port) !== portOf(target)))
            return false;
        const domain = bare(name.replace(/^\*?\./, ''));
        if (name === '*' || host.endsWith(`.${domain}`))
            return true;
        return host === domain && !name.startsWith('*');
    });
}
function bare(name) {
    return name.replace(/^\[(.*)\]$/, '$1').replace(/(?<=.)\.$/, '');
}
/** The host of a URL as sockets take it: an IPv6 address without brackets. */
function hostOf({ hostname }) {
    return hostname.replace(/^\[(.*)\]$/, '$1');
}
function portOf({ port, protocol }) {
    if (port !== '')
        return Number(port);
    return protocol === 'https:' ? 443 : 80;
}
/** Passwords in proxy addresses, or user names without one, which no log may show. */
function findProxyPasswords(environment) {
    return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) => {
        const address = environment[name]?.trim() ?? '';
        const credentials = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]+)@/i.exec(address)?.[1];
        if (credentials === undefined)
            return [];
        const secret = credentials.slice(credentials.indexOf(':') + 1);
        return [secret, decode(secret) ?? secret];
    });
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}
function authorizationOf({ username, password }) {
    if (username === '' && password === '')
        return {};
    const credentials = `${decode(username)}:${decode(password)}`;
    return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
/** No request takes longer until it is on its way, in milliseconds. */
const connectTimeoutMs = 10_000;
/** What every connection has in common, whoever is at the other end. */
const connectionOptions = {
    // Node's limit is 16 KiB, which pages with many cookies and policies exceed.
    maxHeaderSize: 64 * 1024,
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says: the token must not go to just anybody.
    rejectUnauthorized: true,
};
/** Connects to `https` hosts through tunnels of a proxy. */
class TunnelAgent extends node_https__WEBPACK_IMPORTED_MODULE_1__.Agent {
    #proxy;
    /** Requests for tunnels that the proxy has not answered yet. */
    #opening = new Set();
    constructor(proxy, options) {
        super(options);
        this.#proxy = proxy;
    }
    createConnection({ host, port, servername }, callback) {
        const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`;
        const send = this.#proxy.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request;
        const opening = send({
            ...connectionOptions,
            method: 'CONNECT',
            host: hostOf(this.#proxy),
            port: portOf(this.#proxy),
            path: target,
            headers: { host: target, ...authorizationOf(this.#proxy) },
            agent: false,
        });
        this.#opening.add(opening);
        opening.on('close', () => this.#opening.delete(opening));
        opening.on('error', callback);
        opening.setTimeout(connectTimeoutMs, () => opening.destroy((0,_network_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .failWith */ .f)('ETIMEDOUT')));
        opening.on('connect', ({ statusCode = 0 }, socket) => {
            if (statusCode >= 200 && statusCode < 300) {
                callback(null, (0,node_tls__WEBPACK_IMPORTED_MODULE_2__.connect)({ ...connectionOptions, socket, host: host ?? '', servername }));
            }
            else {
                socket.destroy();
                callback((0,_network_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .failWith */ .f)(`HTTP ${statusCode}`));
            }
        });
        opening.end();
    }
    /** Without it, a proxy that never answers would keep the process alive. */
    destroy() {
        super.destroy();
        for (const opening of this.#opening)
            opening.destroy();
    }
}


/***/ }),

/***/ 555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AS: () => (/* binding */ nameCheck),
/* harmony export */   BQ: () => (/* binding */ readPlaces),
/* harmony export */   Fe: () => (/* binding */ describeQuotes),
/* harmony export */   Jh: () => (/* binding */ placesForm),
/* harmony export */   eh: () => (/* binding */ checksForm),
/* harmony export */   lY: () => (/* binding */ mostBodyBytes),
/* harmony export */   wf: () => (/* binding */ readChecks)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(598);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(977);
/* harmony import */ var _items_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(260);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(787);




/** `https://www.example.com/version.txt contains "4f2a9c1"`, for one line. */
function nameCheck({ url, expectation }) {
    switch (expectation.kind) {
        case 'status':
            return (0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inlineItem */ .NN)(url);
        case 'contains':
            return `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inlineItem */ .NN)(url)} contains "${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inline */ .mG)(expectation.text)}"`;
        case 'equals':
            return `${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inlineItem */ .NN)(url)} equals ${(0,_text_js__WEBPACK_IMPORTED_MODULE_3__/* .inlineItem */ .NN)(expectation.path)}`;
    }
}
/** Bodies are read up to here, so no file that is longer can be compared with one: 10 MiB. */
const mostBodyBytes = 10 * 1024 * 1024;
/** A probe gives 10,000 characters, each of which may have four bytes. */
const beginningBytes = 40_000;
const checksForm = '`URL`, `URL contains some text`, or `URL equals path/of/a/file`, one on each line';
/**
 * Reads one check on each line; a check that is there again counts once. Files are read here, so that
 * a missing one is found before anything is sent.
 */
async function readChecks(text, { readFile, report }) {
    const contents = new Map();
    // One file may be expected at many addresses, and is read once.
    const hashOnce = (path) => {
        const content = contents.get(path) ?? hashFile(readFile(path));
        contents.set(path, content);
        return content;
    };
    const checks = await (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .readLines */ .Se)(text, report, (line) => readCheck(line, hashOnce));
    return [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()];
}
/** What is most likely a slip, though it may be meant: quotes as a shell takes them away. */
function describeQuotes(checks) {
    const quoted = checks.find(({ expectation }) => expectation.kind === 'contains' && /^(["']).+\1$/s.test(expectation.text));
    return quoted === undefined
        ? []
        : [`${nameCheck(quoted)}: the quotes are part of the text that is looked for`];
}
async function readCheck(line, hash) {
    const [address, rest] = splitWord(line);
    // A fragment never leaves the browser, so an address copied from one is as good without it.
    const url = (0,_items_js__WEBPACK_IMPORTED_MODULE_1__/* .checkUrl */ .CU)(address.replace(/#.*$/s, ''));
    if (rest === '')
        return { url, expectation: { kind: 'status' } };
    const [word, operand] = splitWord(rest);
    if (word !== 'contains' && word !== 'equals') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`has "${word}" where \`contains\` or \`equals\` belongs`);
    }
    // An expression that gave nothing would make a check that always passes.
    if (operand === '')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`has nothing after \`${word}\``);
    return {
        url,
        expectation: word === 'contains'
            ? { kind: 'contains', text: operand }
            : { kind: 'equals', path: operand, ...(await hash(operand)) },
    };
}
/** The first word, and what comes after it and the white space behind it. */
function splitWord(text) {
    const end = text.search(/\s/);
    return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()];
}
/** Hashes a file piece by piece, and stops where it is longer than any body that is read. */
async function hashFile(pieces) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const isUtf8 = createUtf8Check();
    let beginning = Buffer.alloc(0);
    let bytes = 0;
    try {
        for await (const piece of pieces) {
            bytes += piece.length;
            if (bytes > mostBodyBytes)
                throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has more than 10 MiB');
            hash.update(piece);
            isUtf8.add(piece);
            const missing = beginningBytes - beginning.length;
            if (missing > 0)
                beginning = Buffer.concat([beginning, piece.subarray(0, missing)]);
        }
    }
    catch (error) {
        if (!(error instanceof _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7))
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`names a file that ${error.message}`);
    }
    return { sha256: hash.digest('hex'), bytes, isText: isUtf8.end(), beginning };
}
function createUtf8Check() {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let isUtf8 = true;
    const decode = (piece) => {
        if (!isUtf8)
            return;
        try {
            decoder.decode(piece, { stream: piece !== undefined });
        }
        catch {
            isUtf8 = false;
        }
    };
    return {
        add: decode,
        end: () => {
            decode();
            return isUtf8;
        },
    };
}
const placesForm = "up to 50 places in Globalping's words, separated by commas or line breaks: `Germany, Tokyo, US+Comcast, AWS+eu-west-1`";
/** Globalping takes more, but each costs of its hourly limit, for each URL and each time. */
const mostPlaces = 50;
const longestPlace = 100;
/** Globalping refuses a whole measurement for a place that joins more. */
const mostFilters = 4;
/** Letters, digits, and what stands in names of cities and networks; `+` combines filters. */
const placeText = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} +\-._'’&()/:]*$/u;
/**
 * Reads `verify-from`: places that Globalping's `magic` field understands, each once.
 * @see https://globalping.io/docs/api.globalping.io#post-/v1/measurements
 */
function readPlaces(text, { report }) {
    const parts = (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .linesOf */ .Dx)(text)
        .filter((line) => !line.trimStart().startsWith('#'))
        .flatMap((line) => line.split(','))
        .map((part) => part.trim().replace(/\s+/g, ' '))
        .filter((part) => part !== '');
    for (const item of parts.filter((part) => !isPlace(part))) {
        report({ item, problem: 'is no place that Globalping could know' });
    }
    const places = new Map(parts.filter(isPlace).map((part) => [part.toLowerCase(), part]));
    if (places.size > mostPlaces)
        report({ problem: `names ${places.size} places` });
    return [...places.values()];
}
function isPlace(text) {
    const filters = text.split('+');
    const isSound = filters.length <= mostFilters && filters.every((filter) => filter.trim() !== '');
    return isSound && text.length <= longestPlace && placeText.test(text);
}


/***/ }),

/***/ 682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FG: () => (/* binding */ variantsForm),
/* harmony export */   LZ: () => (/* binding */ checkHeadersForm),
/* harmony export */   VZ: () => (/* binding */ validateHeaders),
/* harmony export */   aO: () => (/* binding */ headersKey),
/* harmony export */   hj: () => (/* binding */ readVariants),
/* harmony export */   z6: () => (/* binding */ readCheckHeaders)
/* harmony export */ });
/* unused harmony export parseHeaderLine */
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(787);

const variantsForm = '`Name: value`, several separated by `; `';
const checkHeadersForm = '`Name: value`, one on each line';
/** RFC 9110, section 5.6.2: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible ASCII with spaces inside: what a field value may hold on the wire (RFC 9110, 5.5). */
const fieldValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** A semicolon ends a header only where a name and a colon follow: `fr;q=0.9` is one value. */
const headerEnd = /;(?=\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*:)/;
/** Reads `variants`: one set of headers on each line, each set once. */
async function readVariants(text, { report }) {
    const sets = await (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .readLines */ .Se)(text, report, parseHeaderLine);
    return [...new Map(sets.map((headers) => [headersKey(headers), headers])).values()];
}
/** Reads `Name: value; Name: value`. */
function parseHeaderLine(line) {
    return validateHeaders(line.replace(/;\s*$/, '').split(headerEnd).map(splitHeader));
}
function splitHeader(text) {
    const colon = text.indexOf(':');
    if (colon < 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('has no colon between a name and a value');
    return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}
/** Checks headers of one request, whose names have no case. */
function validateHeaders(headers) {
    const checked = new Map();
    const seen = new Set();
    for (const [name, value] of headers) {
        if (!token.test(name))
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7(`has "${name}" where a header's name belongs`);
        if (seen.has(name.toLowerCase()))
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7(`names the header ${name} twice`);
        if (typeof value !== 'string' || !fieldValue.test(value)) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7(`has no printable ASCII text as the value of ${name}`);
        }
        seen.add(name.toLowerCase());
        checked.set(name, value);
    }
    // Not by assignment, which would lose a header of the name `__proto__`.
    return Object.fromEntries(checked);
}
/** A text that is equal for equal headers, in whatever order and case of their names. */
function headersKey(headers) {
    return JSON.stringify(Object.entries(headers)
        .map(([name, value]) => [name.toLowerCase(), value])
        .sort());
}
/**
 * Headers that a check must not have, by what is wrong with them: they would break the request, or
 * what is read from its response.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const refused = {
    'belongs to the connection, not to the request': /^(?:connection|expect|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/,
    'is set by the action itself': /^(?:accept-encoding|content-length|host)$/,
    'would get a response that cannot be compared with the page': /^(?:if-(?:match|modified-since|none-match|range|unmodified-since)|range)$/,
};
/**
 * Reads `check-headers`: one header on each line, with its name in lower case. Problems name the line
 * and the header, never the value: it is most often a secret.
 */
async function readCheckHeaders(text, { report }) {
    const headers = new Map();
    const hideItem = ({ item: _, ...fault }) => report(fault);
    await (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .readLines */ .Se)(text, hideItem, (line) => {
        const [name, value] = splitHeader(line);
        if (!token.test(name))
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('has no name of a header before its colon');
        const key = name.toLowerCase();
        const [refusal] = Object.entries(refused).find(([, names]) => names.test(key)) ?? [];
        if (refusal !== undefined)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7(`names the header ${name}, which ${refusal}`);
        if (headers.has(key))
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7(`names the header ${name} twice`);
        validateHeaders([[name, value]]);
        headers.set(key, value);
    });
    // Not by assignment, which would lose a header of the name `__proto__`.
    return Object.fromEntries(headers);
}


/***/ }),

/***/ 260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A1: () => (/* binding */ countItems),
/* harmony export */   CU: () => (/* binding */ checkUrl),
/* harmony export */   Cz: () => (/* binding */ noItems),
/* harmony export */   GY: () => (/* binding */ prefixRules),
/* harmony export */   IU: () => (/* binding */ addVariants),
/* harmony export */   RC: () => (/* binding */ checkHost),
/* harmony export */   X7: () => (/* binding */ itemKinds),
/* harmony export */   _u: () => (/* binding */ urlItemKey),
/* harmony export */   bZ: () => (/* binding */ urlRules),
/* harmony export */   by: () => (/* binding */ checkPrefix),
/* harmony export */   c: () => (/* binding */ hostRules),
/* harmony export */   eQ: () => (/* binding */ dropRepeats),
/* harmony export */   rs: () => (/* binding */ urlOf),
/* harmony export */   w8: () => (/* binding */ tagRules)
/* harmony export */ });
/* unused harmony exports hostForm, checkTag */
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(136);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(682);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(787);



/** What one purge names; a whole zone is no item. */
const itemKinds = ['urls', 'tags', 'hosts', 'prefixes'];
const noItems = { urls: [], tags: [], hosts: [], prefixes: [] };
/** How many items there are in all lists. */
function countItems(lists) {
    return itemKinds.reduce((sum, kind) => sum + lists[kind].length, 0);
}
/** The URL of an item, with or without headers. */
function urlOf(item) {
    return typeof item === 'string' ? item : item.url;
}
const hostForm = 'a bare host name such as `www.example.com`';
/** URLs are compared as they are sent: path and query are case-sensitive. */
const urlRules = {
    kind: 'urls',
    form: 'an absolute URL such as `https://www.example.com/app.js`',
    check: checkUrlItem,
    keyOf: urlItemKey,
};
/** Tags are not case-sensitive: https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/ */
const tagRules = {
    kind: 'tags',
    form: 'a cache tag of 1 to 1,024 printable ASCII characters without spaces or commas',
    check: (value) => checkTag(checkText(value)),
    keyOf: (tag) => tag.toLowerCase(),
};
const hostRules = {
    kind: 'hosts',
    form: hostForm,
    check: (value) => checkHost(checkText(value)),
    keyOf: (host) => host.toLowerCase(),
};
/** The host of a prefix has no case, its path has. */
const prefixRules = {
    kind: 'prefixes',
    form: 'a prefix without a scheme such as `www.example.com/assets/`',
    check: (value) => checkPrefix(checkText(value)),
    keyOf: (prefix) => prefix.replace(/^[^/]+/, (host) => host.toLowerCase()),
};
/** Equal for URL items that have one cache key. A tab cannot be in a URL. */
function urlItemKey(item) {
    return typeof item === 'string' ? item : `${item.url}\t${(0,_headers_js__WEBPACK_IMPORTED_MODULE_1__/* .headersKey */ .aO)(item.headers)}`;
}
/** The items of all lists, each once and at its first place. */
function dropRepeats(lists, keyOf) {
    const seen = new Set();
    const isFirst = (item) => {
        const count = seen.size;
        return seen.add(keyOf(item)).size > count;
    };
    return lists.flatMap((list) => list.filter(isFirst));
}
/** Every URL without headers of its own as it is, and once more with each set of headers. */
function addVariants(urls, variants) {
    if (variants.length === 0)
        return urls;
    const expanded = urls.flatMap((item) => typeof item === 'string'
        ? [item, ...variants.map((headers) => ({ url: item, headers }))]
        : [item]);
    return dropRepeats([expanded], urlItemKey);
}
function checkText(value) {
    if (typeof value !== 'string')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is not a string');
    if (value === '')
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is empty');
    if (value === '-') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is a lone dash: write items without `- ` in front of them');
    }
    if (/^(["']).*\1$/.test(value)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is in quotes, which would be a part of it (a JSON array starts with [)');
    }
    return value;
}
function checkUrlItem(value) {
    if (typeof value !== 'object' || value === null)
        return checkUrl(checkText(value));
    const unknownKey = Object.keys(value).find((key) => key !== 'url' && key !== 'headers');
    if (unknownKey !== undefined) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`has "${unknownKey}", but only "url" and "headers" are known`);
    }
    const url = checkPart('"url"', () => checkUrl(checkText('url' in value ? value.url : undefined)));
    const given = 'headers' in value ? value.headers : {};
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has "headers" that are not an object');
    }
    const headers = (0,_headers_js__WEBPACK_IMPORTED_MODULE_1__/* .validateHeaders */ .VZ)(Object.entries(given));
    return Object.keys(headers).length === 0 ? url : { url, headers };
}
/** Checks a part of a text, whose problem is one of the whole. */
function checkPart(part, check) {
    try {
        return check();
    }
    catch (error) {
        throw error instanceof _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7
            ? new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`has a ${part} that ${error.message}`)
            : error;
    }
}
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;
/**
 * Checks a URL and writes it as the WHATWG parser does: encoded, host in lower case. What would be
 * dropped or purge nothing is a problem: a fragment, a wildcard (purges nothing, without an error),
 * credentials, control characters.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 */
function checkUrl(text) {
    if (!/^https?:\/\//i.test(text)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(scheme.test(text)
            ? 'has another scheme than http or https'
            : 'is not an absolute URL with http:// or https://');
    }
    if (text.includes('#')) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a fragment (#), which is never part of a cache key');
    }
    if (text.includes('*')) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a wildcard (*), which purges nothing; purge a prefix instead (a literal * is written %2A)');
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    if (/[\x00-\x1f\x7f]/.test(text))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has control characters in it');
    if (!text.isWellFormed())
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is not well-formed Unicode');
    const url = URL.parse(text);
    if (url === null)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is not a URL');
    if (url.username !== '' || url.password !== '') {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a user name or password in it');
    }
    return url.href;
}
const longestTag = 1024;
/** @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/ */
function checkTag(text) {
    if (text.length > longestTag) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`has ${text.length} characters, more than ${longestTag}`);
    }
    if (/[\s,]/.test(text))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a space or a comma in it');
    if (!/^[\x21-\x7e]+$/.test(text)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has characters other than printable ASCII');
    }
    return text;
}
/** RFC 1035, section 2.3.4: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const longestHost = 253;
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
/** The most usual mistakes in a host name. */
const hostMistakes = [
    [scheme, 'has a scheme'],
    [/\*/, 'has a wildcard, which Cloudflare does not know here'],
    [/[?#]/, 'has a query or a fragment'],
    [/\//, 'has a path'],
    [/:\d*$/, 'has a port'],
    [/\s/, 'has white space in it'],
];
/**
 * Checks a bare host name; one with letters outside ASCII is written as visitors' browsers send it.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-hostname/
 */
function checkHost(text) {
    const mistake = hostMistakes.find(([pattern]) => pattern.test(text));
    if (mistake !== undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(mistake[1]);
    // domainToASCII lowers ASCII names too; those keep the spelling of the workflow.
    const host = /^[\x21-\x7e]*$/.test(text) ? text : (0,node_url__WEBPACK_IMPORTED_MODULE_0__.domainToASCII)(text);
    const labels = host.split('.');
    if (host === '' || !labels.every((part) => label.test(part))) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is not a host name');
    }
    if (labels.length < 2)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has no dot, so it is no public host name');
    if (host.length > longestHost) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`is longer than ${longestHost} characters`);
    }
    return host;
}
const mostSlashes = 31;
/**
 * Checks `host[/path]`. A trailing slash has a meaning, so it is neither added nor taken away.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge_by_prefix/
 */
function checkPrefix(text) {
    if (scheme.test(text))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a scheme');
    if (text.includes('*')) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a wildcard; a prefix matches all that starts with it anyway');
    }
    if (text.includes('#'))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a fragment');
    if (text.includes('?')) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has a query, which Cloudflare does not accept in a prefix');
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    if (/[\x00-\x20\x7f]/.test(text)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('has white space or control characters in it');
    }
    if (!text.isWellFormed())
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7('is not well-formed Unicode');
    const slash = text.indexOf('/');
    const host = checkPart('host', () => checkHost(slash < 0 ? text : text.slice(0, slash)));
    // Cache keys have paths as browsers request them: encoded, and without `.` and `..`.
    const path = slash < 0 ? '' : new URL(`https://x${text.slice(slash)}`).pathname;
    const slashes = path.split('/').length - 1;
    if (slashes > mostSlashes) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .InputProblem */ .S7(`has ${slashes} slashes, more than ${mostSlashes}`);
    }
    return host + path;
}


/***/ }),

/***/ 787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   S7: () => (/* binding */ InputProblem),
/* harmony export */   Se: () => (/* binding */ readLines),
/* harmony export */   U4: () => (/* binding */ FaultCollector)
/* harmony export */ });
/** Thrown by what reads one text or file: why it is not accepted, in the words of a fault's problem. */
class InputProblem extends Error {
    name = 'InputProblem';
    /** Where it is another form than that of the input. */
    accepted;
    constructor(problem, accepted) {
        super(problem);
        this.accepted = accepted;
    }
}
/** So that a list of a million bad URLs neither fills the memory nor the log. */
const keptPerInput = 20;
/** Collects faults, so that all of them are reported together; keeps the first 20 of each input. */
class FaultCollector {
    #faults = [];
    #counts = new Map();
    report = (fault) => {
        const count = (this.#counts.get(fault.input) ?? 0) + 1;
        this.#counts.set(fault.input, count);
        if (count <= keptPerInput)
            this.#faults.push(fault);
    };
    get found() {
        if (this.#faults.length === 0)
            return undefined;
        const left = [...this.#counts]
            .filter(([, count]) => count > keptPerInput)
            .map(([input, count]) => [input, count - keptPerInput]);
        return { faults: this.#faults, left: new Map(left) };
    }
}
/** Reads each line that is neither blank nor a comment, and reports those that are wrong. */
async function readLines(text, report, read) {
    const values = [];
    for (const [index, line] of linesOf(text)
        .map((each) => each.trim())
        .entries()) {
        if (line === '' || line.startsWith('#'))
            continue;
        try {
            values.push(await read(line));
        }
        catch (error) {
            if (!(error instanceof InputProblem))
                throw error;
            report({ place: { line: index + 1 }, item: line, problem: error.message });
        }
    }
    return values;
}
/** The lines of a text, whatever ends them. */
function linesOf(text) {
    return text.split(/\r\n?|\n/);
}


/***/ }),

/***/ 569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $f: () => (/* binding */ isSecret),
/* harmony export */   AI: () => (/* binding */ readToken),
/* harmony export */   RC: () => (/* binding */ publicValue),
/* harmony export */   RX: () => (/* binding */ emptyTokenProblems),
/* harmony export */   TZ: () => (/* binding */ findRunOrigin),
/* harmony export */   YX: () => (/* binding */ dryRunNeedsTokenFor),
/* harmony export */   Yv: () => (/* binding */ findHeaderSecrets),
/* harmony export */   qE: () => (/* binding */ readApiToken),
/* harmony export */   qc: () => (/* binding */ tokenForm),
/* harmony export */   ui: () => (/* binding */ findTokenSecrets)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(368);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(207);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(787);



/** Shorter parts of a token with white space in it are words such as "Bearer". */
const shortestPart = 8;
/**
 * A token, and its parts where it has several lines or words: the runner masks line by line, and a
 * server may echo what comes after "Bearer" alone.
 */
function findTokenSecrets(token) {
    return [token, ...token.split(/\s+/).filter((part) => part.length >= shortestPart)];
}
/** Whether a text is masked. The last words are what outputs say: nobody could read them. */
function isSecret(text) {
    return text.length >= _redact_js__WEBPACK_IMPORTED_MODULE_1__/* .shortestSecret */ .bs && !/^(?:true|false|unknown)$/.test(text);
}
/** Values that everybody knows: masked, they would blank words in the logs of all other steps. */
const publicValue = /^(?:true|false|yes|no|on|off|none|null|unknown|default|enabled?|disabled?|https?|gzip|no-cache|no-store|desktop|mobile|tablet|\*\/\*|text\/html|application\/json|xmlhttprequest|\d{1,7})$/i;
/**
 * What may be a secret in `check-headers`, in lines with a problem too: each value, and what comes
 * after a scheme (`Bearer …`), which servers echo by itself.
 */
function findHeaderSecrets(text) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .linesOf */ .Dx)(text)
        .map((line) => line.trim())
        .filter((line) => !line.startsWith('#'))
        .map((line) => line.slice(line.indexOf(':') + 1).trimStart())
        .filter((value) => !publicValue.test(value))
        .flatMap((value) => {
        const credentials = /^(?:basic|bearer|token)\s+(\S.*)$/i.exec(value)?.[1];
        return credentials === undefined ? [value] : [value, credentials];
    });
}
const tokenForm = 'an API token with Zone › Cache Purge › Purge (https://developers.cloudflare.com/fundamentals/api/get-started/create-token/)';
/** Reads Cloudflare's token, as far as it can be checked without a request; undefined where it is empty. */
function readApiToken(token) {
    if (token.startsWith('cfk_')) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('is a Global API Key, which opens the whole account; make an API token that may only purge');
    }
    return readToken(token);
}
/** Reads a token of any service: none has words, quotes or white space around it. */
function readToken(token) {
    if (token === '')
        return undefined;
    if (/^bearer\s/i.test(token))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('starts with "Bearer"; give the token alone');
    if (/^["'].*["']$/s.test(token))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('is in quotes; give the token alone');
    if (/\s/.test(token))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('has white space or a line break in it');
    if (!/^[\x21-\x7e]+$/.test(token)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .InputProblem */ .S7('has characters in it that no token has');
    }
    return token;
}
/**
 * Tells whether the run is one that gets no secrets.
 * @param event The payload of the event, parsed.
 * @see https://docs.github.com/en/actions/reference/security/secrets
 */
function findRunOrigin(environment, event) {
    if (environment['GITHUB_ACTOR'] === 'dependabot[bot]')
        return 'dependabot';
    if (environment['GITHUB_EVENT_NAME'] !== 'pull_request')
        return 'other';
    const repository = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .readField */ .dR)(event, 'pull_request', 'head', 'repo');
    // It is null where a fork was deleted.
    const isFork = repository === null ||
        ((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isRecord */ .u4)(repository) && repository['full_name'] !== environment['GITHUB_REPOSITORY']);
    return isFork ? 'fork' : 'other';
}
/** Why the token is empty, most likely reason first. */
const emptyTokenProblems = {
    dependabot: 'is empty: this run was started by Dependabot, which gets no Actions secrets. Store the token as a Dependabot secret, or leave this step out for such runs',
    fork: 'is empty: this run belongs to a pull request from a fork, which gets no secrets. Leave this step out for such runs',
    other: 'is empty: the secret is not set in this repository or organization (or is spelt otherwise), or it belongs to an environment that the job does not name with `environment:`, or a reusable workflow was called without `secrets:`',
};
/** What is added in a dry run, which asks for a token only where something has to be looked up. */
const dryRunNeedsTokenFor = '. This dry run needs it for a look-up only: with one zone, and IDs in place of names, it needs none';


/***/ }),

/***/ 406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   he: () => (/* binding */ readSelection),
/* harmony export */   nI: () => (/* binding */ modes),
/* harmony export */   sT: () => (/* binding */ hasRoutedItems)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(977);
/* harmony import */ var _items_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(260);


const modes = ['everything', 'urls', 'tags', 'hosts', 'prefixes', 'changed'];
/** Checks the mode and all lists against each other. */
function readSelection(read, given, report) {
    const { mode, variants } = read;
    reportListsOfOtherModes(mode, given, report);
    const merged = {
        urls: mergeLists(_items_js__WEBPACK_IMPORTED_MODULE_0__/* .urlRules */ .bZ, read.urls, read.urlsFile),
        tags: mergeLists(_items_js__WEBPACK_IMPORTED_MODULE_0__/* .tagRules */ .w8, read.tags, read.tagsFile),
        hosts: mergeLists(_items_js__WEBPACK_IMPORTED_MODULE_0__/* .hostRules */ .c, read.hosts, read.hostsFile),
        prefixes: mergeLists(_items_js__WEBPACK_IMPORTED_MODULE_0__/* .prefixRules */ .GY, read.prefixes, read.prefixesFile),
    };
    const lists = {
        urls: (0,_items_js__WEBPACK_IMPORTED_MODULE_0__/* .addVariants */ .IU)(merged.urls.items, variants),
        tags: merged.tags.items,
        hosts: merged.hosts.items,
        prefixes: merged.prefixes.items,
    };
    const faulty = _items_js__WEBPACK_IMPORTED_MODULE_0__/* .itemKinds */ .X7.reduce((sum, kind) => sum + merged[kind].faulty, 0);
    const asked = (0,_items_js__WEBPACK_IMPORTED_MODULE_0__/* .countItems */ .A1)(lists) + faulty;
    const slips = _items_js__WEBPACK_IMPORTED_MODULE_0__/* .itemKinds */ .X7.flatMap((kind) => merged[kind].warnings);
    const useless = given.variants !== '' && lists.urls.length === 0 && mode !== 'changed'
        ? ['variants has no effect: no URLs are purged']
        : [];
    if (given.mode === '' && asked === 0)
        reportNothingGiven(slips, report);
    return {
        selection: mode === 'everything' ? { kind: 'everything' } : { kind: 'items', lists },
        asked: mode === 'everything' ? 1 : asked,
        warnings: [...slips, ...useless],
        remarks: _items_js__WEBPACK_IMPORTED_MODULE_0__/* .itemKinds */ .X7.flatMap((kind) => merged[kind].remarks),
    };
}
/** The items of an input and its file, each once, in the order of the workflow: the input first. */
function mergeLists({ kind, keyOf }, text, file) {
    const items = text.items.length === 0 ? file.items : (0,_items_js__WEBPACK_IMPORTED_MODULE_0__/* .dropRepeats */ .eQ)([text.items, file.items], keyOf);
    const repeated = text.items.length + file.items.length - items.length;
    const repeats = text.repeats + file.repeats + repeated;
    return {
        items,
        faulty: text.faulty + file.faulty,
        warnings: [
            ...text.warnings.map((warning) => `${kind}: ${warning}`),
            ...file.warnings.map((warning) => `${kind}-file: ${warning}`),
        ],
        remarks: repeats === 0
            ? []
            : [`${kind}: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .countOf */ .pq)(repeats, 'repetition')} left out, since each item is sent once`],
    };
}
function reportListsOfOtherModes(mode, given, report) {
    // What changed and what is listed with it are both purged.
    if (mode === undefined || mode === 'changed')
        return;
    const problem = mode === 'everything'
        ? 'is given with `mode: everything`, which purges the whole zone'
        : `is given with \`mode: ${mode}\`, which purges only ${mode}`;
    const accepted = 'one of the two; without `mode`, every list that is given is purged';
    for (const kind of _items_js__WEBPACK_IMPORTED_MODULE_0__/* .itemKinds */ .X7.filter((other) => other !== mode)) {
        for (const input of [kind, `${kind}-file`]) {
            if (given[input] !== '')
                report({ input, problem, accepted });
        }
    }
}
function reportNothingGiven(slips, report) {
    const problem = 'is not set, and no list has an item, so nothing says what to purge';
    report({
        input: 'mode',
        problem: [problem, ...slips].join('. '),
        accepted: '`urls`, `tags`, `hosts` or `prefixes` (or a file with one, such as `urls-file`), or `mode: everything` for the whole zone; `mode: urls` where a computed list of URLs may be empty',
    });
}
/** URLs, hosts and prefixes belong to one zone each; tags and everything go to all. */
function hasRoutedItems(selection) {
    if (selection.kind === 'everything')
        return false;
    const { urls, hosts, prefixes } = selection.lists;
    return urls.length + hosts.length + prefixes.length > 0;
}


/***/ }),

/***/ 763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ zoneForm),
/* harmony export */   Wo: () => (/* binding */ readZones),
/* harmony export */   cJ: () => (/* binding */ zoneIdForm),
/* harmony export */   u6: () => (/* binding */ readZoneEnvironment)
/* harmony export */ });
/* unused harmony export environmentIdForm */
/* harmony import */ var _items_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(260);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(787);


const zoneIdForm = /^[0-9a-f]{32}$/i;
const zoneForm = 'a zone ID (32 hex digits) or a domain name such as `example.com`';
/** Reads zone IDs and names, separated by white space or commas, each once. */
function readZones(text, { report }) {
    const zones = new Map();
    for (const item of text.split(/[\s,]+/).filter((part) => part !== '')) {
        try {
            const zone = readZone(item);
            zones.set(zone.by === 'id' ? zone.id : zone.name, zone);
        }
        catch (error) {
            if (!(error instanceof _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .InputProblem */ .S7))
                throw error;
            report({ item, problem: error.message });
        }
    }
    return [...zones.values()];
}
function readZone(item) {
    if (zoneIdForm.test(item))
        return { by: 'id', id: item.toLowerCase() };
    if (/^[0-9a-f]{28,40}$/i.test(item)) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .InputProblem */ .S7(`has ${item.length} hex digits, a zone ID has 32`);
    }
    return { by: 'name', name: (0,_items_js__WEBPACK_IMPORTED_MODULE_0__/* .checkHost */ .RC)(item).toLowerCase() };
}
/** An environment's ID (`ref`) is hex digits; the documented examples have 28 to 31 of them. */
const environmentIdForm = /^[0-9a-f]{24,64}$/i;
/**
 * Reads the name or the ID of an environment; undefined where none is given.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
function readZoneEnvironment(text) {
    if (text === '')
        return undefined;
    if (text.toLowerCase() === 'production')
        return { by: 'production' };
    return environmentIdForm.test(text)
        ? { by: 'id', id: text.toLowerCase() }
        : { by: 'name', name: text };
}


/***/ }),

/***/ 368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ readHash),
/* harmony export */   dR: () => (/* binding */ readField),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   u4: () => (/* binding */ isRecord),
/* harmony export */   wh: () => (/* binding */ readId),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/** Whether parsed JSON is an object, and no array. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Parses JSON from outside; undefined where it is none. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** The value at a path of names in parsed JSON; undefined where there is none. */
function readField(json, ...path) {
    let value = json;
    for (const name of path)
        value = isRecord(value) ? value[name] : undefined;
    return value;
}
/** A text at a path of names; undefined where there is none, or an empty one. */
function readText(json, ...path) {
    const value = readField(json, ...path);
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** A number at a path of names as text: IDs are compared and put into paths, never added up. */
function readId(json, ...path) {
    const value = readField(json, ...path);
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}
/** A commit's or a tree's hash, SHA-1 or SHA-256, that is not the one of zeros that means none. */
function readHash(json, ...path) {
    const value = readText(json, ...path);
    return value !== undefined && isHash(value) ? value : undefined;
}
function isHash(text) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text);
}


/***/ }),

/***/ 824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ Gate),
  M: () => (/* binding */ mostRequestsAtOnce)
});

;// CONCATENATED MODULE: ./build/pacing/quota.js
/** Less than this of a request is an error of floating point. */
const negligible = 1e-6;
/** Between refusals closer than this, and with fewer accepted requests, no pace can be made out. */
const shortestStretchMs = 500;
const fewestAccepted = 5;
/**
 * What is left of one limit of the account, and how fast it comes back: told by the headers of the
 * answers, or learned from refusals where there are none. Between two refusals that both found
 * nothing left, exactly as much was accepted as came back.
 */
class Quota {
    #clock;
    /** Whether the limit counts a request's items, or the request as one. */
    #countsItems;
    /** What was left at a time; undefined where nothing is known. */
    #left;
    #leftAt = 0;
    #perMs;
    #resetMs;
    #underWay = { requests: 0, items: 0 };
    #refusedAt;
    #acceptedSinceRefusal = 0;
    /** @param countsItems What Cloudflare documents for this limit; headers may prove it otherwise. */
    constructor(clock, countsItems) {
        this.#clock = clock;
        this.#countsItems = countsItems;
    }
    /** Whole milliseconds until there is enough for one more request, as far as is known; 0: it may go. */
    waitMs(items) {
        if (this.#left === undefined)
            return 0;
        const { requests, items: itemsUnderWay } = this.#underWay;
        const needed = this.#cost(items) + (this.#countsItems ? itemsUnderWay : requests);
        const missing = needed - this.#leftNow(this.#left);
        if (missing <= negligible)
            return 0;
        // Whole milliseconds: added to a clock's reading, a tiny fraction of one would be lost.
        return Math.ceil(this.#perMs === undefined ? this.#resetMs || 1_000 : missing / this.#perMs);
    }
    /** Whether it is known how fast the quota comes back, and not only when it is whole again. */
    get hasRate() {
        return this.#perMs !== undefined;
    }
    /** Forgets what is left: the next answer says it anew. */
    forget() {
        this.#left = undefined;
    }
    start(items) {
        this.#underWay = {
            requests: this.#underWay.requests + 1,
            items: this.#underWay.items + items,
        };
    }
    /** Takes in how a request ended. */
    end(items, signal, limit) {
        this.#underWay = {
            requests: this.#underWay.requests - 1,
            items: this.#underWay.items - items,
        };
        if (signal === 'accepted')
            this.#accept(items, limit);
        else if (signal === 'rate-limited')
            this.#refuse(items);
        if (limit.quota && limit.windowMs)
            this.#perMs = limit.quota / limit.windowMs;
    }
    #accept(items, { remaining, quota, resetMs }) {
        this.#acceptedSinceRefusal += this.#cost(items);
        if (remaining === undefined) {
            if (this.#left !== undefined)
                this.#set(this.#leftNow(this.#left) - this.#cost(items));
            return;
        }
        this.#learnUnit(items, remaining, quota);
        this.#set(remaining);
        this.#resetMs = resetMs;
    }
    #refuse(items) {
        this.#learnRate(items);
        if (this.#perMs === undefined)
            this.forget();
        else
            this.#set(0);
    }
    #learnRate(items) {
        const now = this.#clock.now();
        const sinceMs = this.#refusedAt === undefined ? Number.POSITIVE_INFINITY : now - this.#refusedAt;
        // Refusals of one burst come together, with an accepted request in between now and then.
        if (sinceMs < shortestStretchMs || this.#acceptedSinceRefusal === 0)
            return;
        const cost = this.#cost(items);
        if (this.#refusedAt !== undefined && this.#acceptedSinceRefusal >= fewestAccepted * cost) {
            // One request more than was accepted, so that the pace is tried upwards and never sticks.
            this.#perMs = (this.#acceptedSinceRefusal + cost) / sinceMs;
        }
        this.#refusedAt = now;
        this.#acceptedSinceRefusal = 0;
    }
    /**
     * Headers may count requests where the limit counts items: whichever explains better how much is
     * left after one more request.
     */
    #learnUnit(items, remaining, quota) {
        const before = this.#left === undefined ? quota : this.#leftNow(this.#left);
        if (before === undefined || items < 10)
            return;
        this.#countsItems = Math.abs(before - items - remaining) < Math.abs(before - 1 - remaining);
    }
    #set(left) {
        this.#left = left;
        this.#leftAt = this.#clock.now();
    }
    #leftNow(left) {
        return left + (this.#perMs ?? 0) * (this.#clock.now() - this.#leftAt);
    }
    #cost(items) {
        return this.#countsItems ? items : 1;
    }
}

;// CONCATENATED MODULE: ./build/pacing/gate.js

/**
 * Requests under way at once. Enterprise's 3,000 URLs a second are 30 requests a second: at a third
 * of a second each that takes 10 connections, and more would only be refused.
 */
const mostRequestsAtOnce = 12;
const firstBackoffMs = 1_000;
const longestBackoffMs = 30_000;
const longestSleepMs = 60_000;
/**
 * The one gate that every request of the step passes, so that all of them respect the limits of one
 * account. It needs no plan to be named: it learns from what the answers say.
 *
 * The first request goes alone, and then as many at once as were accepted in a row. A refusal shuts
 * the gate for all, until `retry-after`, else `ratelimit`'s `t`, else for 1 s doubling to 30 s; after
 * that, again one goes alone. What is left of a limit, and how fast it comes back, sets the pace.
 */
class Gate {
    #clock;
    #mostAtOnce;
    #quotas;
    #underWay = 0;
    #acceptedInARow = 0;
    #opensAt = Number.NEGATIVE_INFINITY;
    #backoffMs = firstBackoffMs;
    /** The last one in the queue: each looks at the gate only after the one before has passed. */
    #lastInQueue = Promise.resolve(true);
    #change = new AbortController();
    constructor(clock, mostAtOnce = mostRequestsAtOnce) {
        this.#clock = clock;
        this.#mostAtOnce = mostAtOnce;
        this.#quotas = {
            urls: new Quota(clock, true),
            purges: new Quota(clock, false),
            'look-ups': new Quota(clock, false),
        };
    }
    /**
     * Waits until a request may be sent.
     * @returns false where the work has stopped instead, or would before the gate opens.
     */
    enter(load, stop) {
        this.#lastInQueue = this.#lastInQueue.then(() => this.#pass(load, stop));
        return this.#lastInQueue;
    }
    /** Tells how the request ended that had been let in. */
    leave({ limit, items }, signal, headers) {
        this.#underWay -= 1;
        this.#quotas[limit].end(items, signal, headers);
        if (signal === 'accepted') {
            this.#backoffMs = firstBackoffMs;
            this.#acceptedInARow += 1;
        }
        else if (signal === 'rate-limited') {
            this.shutFor(this.#refusalWaitMs(headers));
        }
        this.#change.abort();
        this.#change = new AbortController();
    }
    /** Lets nobody in for so long, and then one alone. */
    shutFor(ms) {
        this.#acceptedInARow = 0;
        this.#opensIn(ms);
    }
    /** When the gate opens again, on the clock's scale; in the past where it is open. */
    get opensAt() {
        return this.#opensAt;
    }
    async #pass({ limit, items }, stop) {
        const quota = this.#quotas[limit];
        while (!stop.noMore.aborted) {
            const shutMs = this.#opensAt - this.#clock.now();
            const quotaMs = quota.waitMs(items);
            if (shutMs > 0)
                await this.#waitShut(shutMs, stop);
            else if (this.#isFull())
                await this.#waitForChange(longestSleepMs, stop);
            else if (quotaMs > 0)
                await this.#waitForQuota(quota, quotaMs, stop);
            else {
                this.#underWay += 1;
                quota.start(items);
                return true;
            }
        }
        return false;
    }
    #isFull() {
        return this.#underWay >= Math.min(Math.max(this.#acceptedInARow, 1), this.#mostAtOnce);
    }
    async #waitShut(ms, stop) {
        if (this.#opensAt >= stop.deadline)
            stop.now('timeout');
        else
            await this.#clock.sleep(ms, stop.noMore);
    }
    /** While answers are still to come, one of them may say that there is more. */
    async #waitForQuota(quota, ms, stop) {
        if (this.#underWay > 0) {
            await this.#waitForChange(quota.hasRate ? ms : longestSleepMs, stop);
        }
        else if (quota.hasRate) {
            this.#opensIn(ms);
        }
        else {
            quota.forget();
            this.shutFor(ms);
        }
    }
    #opensIn(ms) {
        this.#opensAt = Math.max(this.#opensAt, this.#clock.now() + ms);
    }
    async #waitForChange(mostMs, stop) {
        const either = AbortSignal.any([this.#change.signal, stop.noMore]);
        await this.#clock.sleep(mostMs, either);
    }
    /** A refusal that arrives while the gate is shut was sent before: it doubles nothing. */
    #refusalWaitMs(limit) {
        const told = limit.retryAfterMs || limit.resetMs || 0;
        if (told > 0)
            return told;
        if (this.#opensAt > this.#clock.now())
            return 0;
        const waitMs = this.#backoffMs;
        this.#backoffMs = Math.min(waitMs * 2, longestBackoffMs);
        return waitMs;
    }
}


/***/ }),

/***/ 355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ untried),
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(977);

const untried = {
    response: undefined,
    tries: 0,
    ms: 0,
    sentAt: undefined,
    stopped: undefined,
};
const mostTries = 5;
const firstBackoffMs = 500;
const longestBackoffMs = 8_000;
const holdDelaysMs = [1_500, 3_000];
/** Sends a request through the gate until its response is final or the step stops. */
async function retry(request, pacing) {
    const { name, load, isWanted = () => true } = request;
    const { gate, stop, clock, random, debug } = pacing;
    let attempts = untried;
    let startedAt;
    let failures = 0;
    while (await gate.enter(load, stop)) {
        if (!isWanted()) {
            gate.leave(load, 'nothing', {});
            return { ...attempts, stopped: 'unwanted' };
        }
        startedAt ??= clock.now();
        const sent = await sendInTurn(request, pacing);
        const { response, sentAt, next, limit = {} } = sent;
        const tries = attempts.tries + sent.tries;
        attempts = { response, tries, ms: clock.now() - startedAt, sentAt, stopped: undefined };
        gate.leave(load, gateSignals[next], limit);
        if (next === 'throttle') {
            const waitMs = Math.max(0, gate.opensAt - clock.now());
            debug(`${name}: over the rate limit, so everything waits ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(waitMs)}`);
            continue;
        }
        failures += 1;
        if (next !== 'backoff' || failures >= mostTries)
            return attempts;
        const delayMs = limit.retryAfterMs ?? chooseBackoff(failures, random);
        debug(`${name}: failed, retry ${failures} of ${mostTries - 1} in ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(delayMs)}`);
        const stopped = await wait(delayMs, pacing);
        if (stopped !== undefined)
            return { ...attempts, stopped };
    }
    return { ...attempts, stopped: stop.reason ?? 'cancelled' };
}
const gateSignals = {
    accept: 'accepted',
    throttle: 'rate-limited',
    backoff: 'nothing',
    hold: 'nothing',
    fail: 'nothing',
};
/** Sends once, or up to three times if it is held: the gate stays closed to all others meanwhile. */
async function sendInTurn({ name, send, classify }, pacing) {
    const { gate, stop, clock, debug } = pacing;
    for (let tries = 1;; tries += 1) {
        const sentAt = clock.now();
        const response = await send(stop.cutOff);
        const classified = classify(response);
        const sent = { response, tries, sentAt, ...classified };
        const delayMs = holdDelaysMs[tries - 1];
        if (classified.next !== 'hold' || delayMs === undefined)
            return sent;
        const waitMs = classified.limit?.retryAfterMs ?? delayMs;
        gate.shutFor(waitMs);
        debug(`${name}: refused, retry in ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(waitMs)} while everything else waits`);
        if ((await wait(waitMs, pacing)) !== undefined)
            return sent;
    }
}
/** Waits for the next try. Gives why there is none. */
async function wait(ms, { clock, stop }) {
    const isTooLong = stop.reason === undefined && clock.now() + ms >= stop.deadline;
    if (isTooLong)
        return 'wait-outlasts-timeout';
    await clock.sleep(ms, stop.noMore);
    return stop.reason;
}
/**
 * How long to wait after so many failures: full jitter, up to 0.5 s doubling to 8 s.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function chooseBackoff(failures, random) {
    return random() * Math.min(firstBackoffMs * 2 ** (failures - 1), longestBackoffMs);
}


/***/ }),

/***/ 425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ Stop)
/* harmony export */ });
/**
 * How long requests under way may still take after the stop: an answer says whether the purge took
 * place. The runner kills a canceled step 7.5 s after SIGINT.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
const graceMs = 2_000;
/** Ends the work at the deadline, or when the job is canceled. */
class Stop {
    #clock;
    #noMore = new AbortController();
    #cutOff = new AbortController();
    #done = new AbortController();
    /** On the clock's scale. */
    deadline;
    #reason;
    constructor(clock, timeoutMs, cancelled) {
        this.#clock = clock;
        this.deadline = clock.now() + timeoutMs;
        void this.#stopAfter(timeoutMs);
        const cancel = () => this.now('cancelled');
        if (cancelled.aborted)
            cancel();
        else
            cancelled.addEventListener('abort', cancel, { signal: this.#done.signal });
    }
    /** Aborted when nothing new may be started. */
    get noMore() {
        return this.#noMore.signal;
    }
    /** Aborted when requests under way are given up, a little later. */
    get cutOff() {
        return this.#cutOff.signal;
    }
    get reason() {
        return this.#reason;
    }
    /** Stops at once, for a reason that the first call settles. */
    now(reason) {
        if (this.#reason !== undefined)
            return;
        // Node's timers may fire a little early.
        const isEarly = reason === 'timeout' && this.#clock.now() < this.deadline - 5;
        this.#reason = isEarly ? 'wait-outlasts-timeout' : reason;
        this.#noMore.abort();
        void this.#cutOffAfterGrace();
    }
    [Symbol.dispose]() {
        this.#done.abort();
    }
    async #stopAfter(timeoutMs) {
        await this.#clock.sleep(timeoutMs, this.#done.signal);
        if (!this.#done.signal.aborted)
            this.now('timeout');
    }
    async #cutOffAfterGrace() {
        await this.#clock.sleep(graceMs, this.#done.signal);
        this.#cutOff.abort();
    }
}


/***/ }),

/***/ 305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _8: () => (/* binding */ planRequests),
/* harmony export */   gZ: () => (/* binding */ filterRequest),
/* harmony export */   oX: () => (/* binding */ splitRequest)
/* harmony export */ });
/* harmony import */ var _cloudflare_request_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(803);
/* harmony import */ var _inputs_items_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(260);


/** All requests of a purge, in the order of zones, kinds and items. Nothing is lost, none too large. */
function planRequests(targets, method) {
    return targets.flatMap(({ zone, environment, selection }) => contentsOf(selection).map((content) => ({
        zone,
        ...(environment === undefined ? {} : { environment }),
        method,
        content,
    })));
}
function contentsOf(selection) {
    if (selection.kind === 'everything')
        return [{ kind: 'everything' }];
    const { lists } = selection;
    return _inputs_items_js__WEBPACK_IMPORTED_MODULE_1__/* .itemKinds */ .X7.flatMap((kind) => {
        const content = kind === 'urls' ? { kind, items: lists.urls } : { kind, items: lists[kind] };
        return splitContent(content, _cloudflare_request_js__WEBPACK_IMPORTED_MODULE_0__/* .mostItemsPerRequest */ .sA[kind]);
    });
}
/** The same request in parts of at most `size` items. */
function splitRequest(request, size) {
    return splitContent(request.content, size).map((content) => ({ ...request, content }));
}
/** The same request with those items only whose places are to be kept. */
function filterRequest(request, keep) {
    const { content } = request;
    if (content.kind === 'everything')
        return request;
    // Written twice, since only so does the compiler know which items belong to which kind.
    return content.kind === 'urls'
        ? { ...request, content: { kind: content.kind, items: filterItems(content.items, keep) } }
        : { ...request, content: { kind: content.kind, items: filterItems(content.items, keep) } };
}
function splitContent(content, size) {
    if (content.kind === 'everything')
        return [content];
    return content.kind === 'urls'
        ? splitItems(content.items, size).map((items) => ({ kind: content.kind, items }))
        : splitItems(content.items, size).map((items) => ({ kind: content.kind, items }));
}
function splitItems(items, size) {
    const batches = [];
    for (let start = 0; start < items.length; start += size) {
        batches.push(items.slice(start, start + size));
    }
    return batches;
}
function filterItems(items, keep) {
    return items.filter((_, place) => keep(place));
}


/***/ }),

/***/ 352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ sendRequests),
/* harmony export */   y: () => (/* binding */ countOutcome)
/* harmony export */ });
/* harmony import */ var _cloudflare_client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _cloudflare_named_items_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(846);
/* harmony import */ var _cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(803);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(368);
/* harmony import */ var _pacing_gate_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(824);
/* harmony import */ var _pacing_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(355);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(305);







function countOutcome(outcomes) {
    const counts = { purged: 0, unpurged: 0, requests: 0 };
    for (const { request, result } of outcomes) {
        const isAccepted = result.kind === 'accepted';
        counts[isAccepted ? 'purged' : 'unpurged'] += (0,_cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__/* .countRequestItems */ .zA)(request);
        counts.requests += isAccepted ? 1 : 0;
    }
    return counts;
}
/**
 * Sends all requests of a plan through the gate and gives one outcome for each, or for each part of
 * a request that had to be split: in the order of the plan, with every item in exactly one of them.
 */
async function sendRequests(requests, api, onSettled) {
    const sending = new Sending(requests, api, onSettled);
    const workers = Math.min(requests.length, _pacing_gate_js__WEBPACK_IMPORTED_MODULE_5__/* .mostRequestsAtOnce */ .M);
    await Promise.all(Array.from({ length: workers }, () => sending.work()));
    return sending.outcomes();
}
class Sending {
    #api;
    #onSettled;
    /** The next job last, so that parts of a split request come before all others. */
    #queue;
    #settled = [];
    #sizeLimits = new Map();
    #failedZones = new Map();
    #failedAll;
    constructor(requests, api, onSettled) {
        this.#api = api;
        this.#onSettled = onSettled;
        this.#queue = requests
            .map((request, index) => ({ request, place: [index], isRest: false }))
            .reverse();
    }
    outcomes() {
        return this.#settled
            .sort((a, b) => comparePlaces(a.place, b.place))
            .map(({ outcome }) => outcome);
    }
    async work() {
        for (let job = this.#queue.pop(); job !== undefined; job = this.#queue.pop()) {
            await this.#handle(job);
        }
    }
    async #handle(job) {
        const { request } = job;
        const cause = this.#whyNotToTry(request);
        if (cause !== undefined) {
            this.#settle(job, { kind: 'not-tried', cause }, _pacing_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .untried */ .I);
        }
        else if (this.#isTooLarge(request)) {
            this.#enqueue(job, (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .splitRequest */ .oX)(request, this.#sizeLimitOf(request)));
        }
        else {
            const isWanted = () => this.#whyNotToTry(request) === undefined && !this.#isTooLarge(request);
            const load = loadOf(request);
            this.#judge(job, await (0,_cloudflare_client_js__WEBPACK_IMPORTED_MODULE_0__/* .callWithRetries */ .zv)((0,_cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__/* .toApiRequest */ .vx)(request), load, this.#api, isWanted));
        }
    }
    #judge(job, attempts) {
        const { response, stopped } = attempts;
        if (stopped === 'unwanted' && !this.#mayHavePurged(job, response)) {
            this.#queue.push(job);
        }
        else if (response === undefined) {
            const reason = this.#api.stop.reason ?? 'cancelled';
            this.#settle(job, { kind: 'not-tried', cause: { kind: 'stopped', reason } }, attempts);
        }
        else if (response.kind === 'accepted') {
            const { ray, errors } = response;
            this.#settle(job, { kind: 'accepted', id: readId(response), ray, errors }, attempts);
        }
        else {
            this.#judgeFailure(job, response, attempts);
        }
    }
    /** What was sent and broke may have been carried out, so it never ends as not tried. */
    #mayHavePurged({ request }, response) {
        if (response === undefined || response.kind === 'accepted')
            return false;
        return response.diagnosis.next === 'backoff' && this.#whyNotToTry(request) !== undefined;
    }
    #judgeFailure(job, failure, attempts) {
        const { request } = job;
        const { diagnosis } = failure;
        switch (diagnosis.next) {
            case 'split': {
                if (diagnosis.mostItems >= (0,_cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__/* .countRequestItems */ .zA)(request))
                    break;
                this.#sizeLimits.set(sizeKey(request), diagnosis.mostItems);
                this.#enqueue(job, (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .splitRequest */ .oX)(request, diagnosis.mostItems));
                return;
            }
            case 'drop-items':
                if (!job.isRest && this.#sendRest(job, failure, attempts))
                    return;
                break;
            case 'hold':
            case 'stop-zone':
                this.#failedZones.set(request.zone.id, failure);
                break;
            case 'stop-all':
                this.#failedAll = failure;
                break;
        }
        const stopped = attempts.stopped === 'unwanted' ? undefined : attempts.stopped;
        this.#settle(job, { kind: 'failed', failure, stopped }, attempts);
    }
    /**
     * Fails the items that Cloudflare named, and sends the others once more. With HTTP 200 too: whether
     * they were purged or not is documented both ways, and a second purge does no harm.
     * @returns false if it named none or all.
     */
    #sendRest(job, failure, attempts) {
        const { request, place } = job;
        const errors = failure.kind === 'refused' ? failure.errors : [];
        const named = (0,_cloudflare_named_items_js__WEBPACK_IMPORTED_MODULE_1__/* .findNamedItems */ .H)(request.content, errors);
        if (named.size === 0 || named.size === (0,_cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__/* .countRequestItems */ .zA)(request))
            return false;
        const rest = (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .filterRequest */ .gZ)(request, (item) => !named.has(item));
        this.#queue.push({ request: rest, place: [...place, 0], isRest: true });
        const refused = (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .filterRequest */ .gZ)(request, (item) => named.has(item));
        const result = { kind: 'failed', failure, stopped: undefined };
        this.#settle({ request: refused, place: [...place, 1], isRest: false }, result, attempts);
        return true;
    }
    #whyNotToTry({ zone }) {
        const { reason } = this.#api.stop;
        const zoneFailure = this.#failedZones.get(zone.id);
        if (this.#failedAll !== undefined)
            return { kind: 'all', failure: this.#failedAll };
        if (zoneFailure !== undefined)
            return { kind: 'zone', failure: zoneFailure };
        return reason === undefined ? undefined : { kind: 'stopped', reason };
    }
    #sizeLimitOf(request) {
        return this.#sizeLimits.get(sizeKey(request)) ?? Number.POSITIVE_INFINITY;
    }
    #isTooLarge(request) {
        return (0,_cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__/* .countRequestItems */ .zA)(request) > this.#sizeLimitOf(request);
    }
    #enqueue(job, parts) {
        const jobs = parts.map((request, index) => ({ ...job, request, place: [...job.place, index] }));
        this.#queue.push(...jobs.reverse());
    }
    #settle({ request, place }, result, attempts) {
        const { tries, ms, sentAt } = attempts;
        const outcome = { request, result, tries, ms, sentAt };
        this.#settled.push({ place, outcome });
        this.#onSettled(outcome);
    }
}
function loadOf(request) {
    const limit = request.content.kind === 'urls' ? 'urls' : 'purges';
    return { limit, items: (0,_cloudflare_request_js__WEBPACK_IMPORTED_MODULE_2__/* .countRequestItems */ .zA)(request) };
}
function sizeKey({ zone, content }) {
    return `${zone.id} ${content.kind}`;
}
/** IDs are hex digits so far; whatever else they become, they are no place for other text. */
const idForm = /^[\w.:-]{1,200}$/;
function readId({ result }) {
    const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .isRecord */ .u4)(result) ? result['id'] : undefined;
    return typeof id === 'string' && idForm.test(id) ? id : undefined;
}
function comparePlaces(a, b) {
    for (const [index, value] of a.entries()) {
        const difference = value - (b[index] ?? -1);
        if (difference !== 0)
            return difference;
    }
    return a.length - b.length;
}


/***/ }),

/***/ 742:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eI: () => (/* binding */ isInZone),
/* harmony export */   h5: () => (/* binding */ resolveTargets)
/* harmony export */ });
/* unused harmony export routeItems */
/* harmony import */ var _cloudflare_zones_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65);
/* harmony import */ var _inputs_items_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(260);
/* harmony import */ var _inputs_problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(787);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(406);




/** Looks up what has to be looked up, and routes every item to its zone. */
async function resolveTargets(settings, api) {
    const collector = new _inputs_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .FaultCollector */ .U4();
    const { report } = collector;
    try {
        const zones = await resolveZones(settings, api, report);
        // Items would be in none of the zones where a zone is missing.
        if (collector.found !== undefined)
            return { kind: 'faults', found: collector.found };
        const environment = await resolveEnvironment(settings, zones, api, report);
        const { targets, warnings } = placeSelection(settings, zones, report);
        const { found } = collector;
        if (found !== undefined)
            return { kind: 'faults', found };
        const scope = environment === undefined ? {} : { environment };
        return { kind: 'targets', targets: targets.map((one) => ({ ...one, ...scope })), warnings };
    }
    catch (error) {
        if (error instanceof _cloudflare_zones_js__WEBPACK_IMPORTED_MODULE_0__/* .LookUpFailure */ .TU)
            return error;
        throw error;
    }
}
async function resolveZones(settings, api, report) {
    const needNames = settings.zones.length > 1 && (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .hasRoutedItems */ .sT)(settings.selection);
    const zones = new Map();
    for (const reference of settings.zones) {
        const zone = await resolveZone(reference, needNames, api, report);
        if (zone !== undefined)
            zones.set(zone.id, zone);
    }
    return [...zones.values()];
}
async function resolveZone(reference, needName, api, report) {
    if (reference.by === 'name')
        return await findZoneByName(reference.name, api, report);
    const { id } = reference;
    return (needName ? await (0,_cloudflare_zones_js__WEBPACK_IMPORTED_MODULE_0__/* .getZone */ .HD)(id, api) : undefined) ?? { id };
}
/**
 * Finds the active zone that a name is in, by walking up its labels: a zone is a name that somebody
 * added to Cloudflare, and nothing in a host name tells where that begins.
 */
async function findZoneByName(item, api, report) {
    const fail = (problem, accepted) => {
        report({ input: 'zone', item, problem, accepted });
    };
    const labels = item.split('.');
    let inactive;
    for (let start = 0; start < labels.length - 1; start += 1) {
        const zones = await (0,_cloudflare_zones_js__WEBPACK_IMPORTED_MODULE_0__/* .listZones */ .c5)(labels.slice(start).join('.'), api);
        const active = zones.filter(({ isActive }) => isActive);
        if (active.length === 1)
            return active[0];
        if (active.length > 1) {
            const ids = active.map(({ id }) => id).join(', ');
            return fail(`names ${active.length} active zones (${ids})`, 'the ID of the one you mean');
        }
        inactive ??= zones[0];
    }
    return inactive === undefined
        ? fail('is in no zone that this token can see', "a name in a zone of the token's account, which takes Zone › Zone › Read; or the zone ID, which needs no lookup")
        : fail(`leads to the zone ${inactive.name}, whose status is ${inactive.status}`, 'an active zone: one that is not active serves no visitors');
}
/** Production has no environment path, and its name needs no lookup. */
async function resolveEnvironment({ environment }, [zone], api, report) {
    if (environment === undefined || zone === undefined)
        return undefined;
    if (environment.by === 'production')
        return { name: 'Production' };
    if (environment.by === 'id')
        return { id: environment.id };
    const { name } = environment;
    const known = await (0,_cloudflare_zones_js__WEBPACK_IMPORTED_MODULE_0__/* .listEnvironments */ .DO)(zone.id, api);
    const exact = known.find((one) => one.name === name || one.id === name);
    const sameName = known.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    if (exact !== undefined || sameName.length === 1)
        return exact ?? sameName[0];
    const names = known.map((one) => one.name).join(', ');
    report({
        input: 'zone-environment',
        item: name,
        problem: 'is not an environment of this zone',
        accepted: names === '' ? 'nothing: this zone has no environments' : `one of ${names}, or an ID`,
    });
    return undefined;
}
function placeSelection({ selection, changed }, zones, report) {
    const plain = zones.map(({ id, name }) => (name === undefined ? { id } : { id, name }));
    if (selection.kind === 'items' && zones.length > 1 && (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .hasRoutedItems */ .sT)(selection)) {
        const named = pickActive(zones.filter((zone) => zone.name !== undefined), report);
        const routed = routeItems(selection.lists, named, report, changed?.site.host);
        const onlyTags = { urls: [], tags: selection.lists.tags, hosts: [], prefixes: [] };
        const targets = plain.map((zone) => {
            const lists = routed.get(zone.id) ?? onlyTags;
            return { zone, selection: { kind: 'items', lists } };
        });
        return { targets, warnings: [] };
    }
    const [first] = plain;
    const warnings = first?.name === undefined || selection.kind === 'everything'
        ? []
        : describeOutside(findItemsOutside(selection.lists, first.name), first.name);
    return { targets: plain.map((zone) => ({ zone, selection })), warnings };
}
/** Of zones with one name, as while a domain moves between accounts, the active one gets the items. */
function pickActive(zones, report) {
    return [...Map.groupBy(zones, ({ name }) => name)].flatMap(([name, sameName]) => {
        const active = sameName.filter(({ isActive }) => isActive);
        if (sameName.length > 1 && active.length === 1)
            return active;
        if (sameName.length > 1) {
            const ids = sameName.map(({ id }) => id).join(', ');
            report({
                input: 'zone',
                item: name,
                problem: `is the name of ${sameName.length} zones (${ids}), and not exactly one of them is active`,
                accepted: 'the ID of the one that serves visitors',
            });
        }
        return sameName.slice(0, 1);
    });
}
/**
 * Parts lists among several zones: tags go to each, every URL, host and prefix to the longest zone
 * name that it belongs to. An item of none is reported and left out.
 * @param site The host of `site-url`. Outside of all zones it is one mistake, however many of its
 *   files have changed.
 */
function routeItems(lists, zones, report, site) {
    const longestFirst = zones.toSorted((a, b) => b.name.length - a.name.length);
    const known = zones.map(({ name }) => name).join(', ');
    const problem = `is in none of the zones ${known}`;
    const findZone = (host) => longestFirst.find(({ name }) => isInZone(host, name));
    if (site !== undefined && findZone(site) === undefined) {
        report({ input: 'site-url', item: site, problem });
    }
    const routed = new Map(zones.map(({ id }) => {
        const urls = [];
        const hosts = [];
        const prefixes = [];
        return [id, { urls, tags: lists.tags, hosts, prefixes }];
    }));
    const route = (input, host, item) => {
        const zone = findZone(host);
        if (zone === undefined && host !== site)
            report({ input, item, problem });
        return routed.get(zone?.id ?? '');
    };
    for (const url of lists.urls)
        route('urls', hostOfUrl(url), (0,_inputs_items_js__WEBPACK_IMPORTED_MODULE_1__/* .urlOf */ .rs)(url))?.urls.push(url);
    for (const host of lists.hosts)
        route('hosts', host.toLowerCase(), host)?.hosts.push(host);
    for (const prefix of lists.prefixes) {
        route('prefixes', hostOfPrefix(prefix), prefix)?.prefixes.push(prefix);
    }
    return routed;
}
/** Items outside the one zone whose name is known: Cloudflare judges them, but they are unusual. */
function findItemsOutside(lists, zoneName) {
    const isOutside = (host) => !isInZone(host, zoneName);
    return [
        ...lists.urls.filter((url) => isOutside(hostOfUrl(url))).map(_inputs_items_js__WEBPACK_IMPORTED_MODULE_1__/* .urlOf */ .rs),
        ...lists.hosts.filter((host) => isOutside(host.toLowerCase())),
        ...lists.prefixes.filter((prefix) => isOutside(hostOfPrefix(prefix))),
    ];
}
function describeOutside(items, zoneName) {
    const [first] = items;
    if (first === undefined)
        return [];
    const count = items.length === 1 ? '1 item is' : `${items.length} items are`;
    return [
        `${count} outside the zone ${zoneName}, which is right only for Cloudflare for SaaS: ${first}`,
    ];
}
/** Whether a host is the zone's name or below it. */
function isInZone(host, zoneName) {
    return host === zoneName || host.endsWith(`.${zoneName}`);
}
/** The host of a URL or a prefix, in lower case. Both were checked when they were read. */
function hostOfUrl(item) {
    return new URL((0,_inputs_items_js__WEBPACK_IMPORTED_MODULE_1__/* .urlOf */ .rs)(item)).hostname;
}
function hostOfPrefix(prefix) {
    return (prefix.split('/')[0] ?? '').toLowerCase();
}


/***/ }),

/***/ 207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kp: () => (/* binding */ redactJson),
/* harmony export */   ay: () => (/* binding */ createRedact),
/* harmony export */   bs: () => (/* binding */ shortestSecret)
/* harmony export */ });
/** A shorter text is no secret, and taken out it would make all else unreadable. */
const shortestSecret = 4;
/** Base64 of a shorter one has too few letters of its own to be told from other text. */
const shortestInBase64 = 8;
/**
 * Makes what replaces secrets by `***`, in whatever form a server may repeat them: in other letters,
 * percent-encoded once or several times, escaped as in JSON, or within base64. The runner masks what it knows in
 * the log; but not in these forms, nor in a file.
 */
function createRedact(secrets) {
    const known = [...new Set(secrets)]
        .filter((secret) => secret.length >= shortestSecret)
        // The longest first, where one is a part of another.
        .sort((a, b) => b.length - a.length);
    const shortest = known.at(-1)?.length;
    if (shortest === undefined)
        return (text) => text;
    const forms = known.flatMap((secret) => [patternOf(secret), ...base64PatternsOf(secret)]);
    const pattern = new RegExp(forms.join('|'), 'giu');
    // No form is shorter than its secret, and most texts of a large response are short.
    return (text) => (text.length < shortest ? text : text.replace(pattern, '***'));
}
/** Redacts every text in parsed JSON, names of fields included: JSON has many forms for one text. */
function redactJson(json, redact) {
    if (typeof json === 'string')
        return redact(json);
    if (Array.isArray(json))
        return json.map((item) => redactJson(item, redact));
    if (typeof json !== 'object' || json === null)
        return json;
    // Not by assignment, which would lose a field of the name `__proto__`.
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [redact(name), redactJson(value, redact)]));
}
function patternOf(secret) {
    return Array.from(secret, (character) => {
        const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
        const percent = bytes.map((byte) => `%(?:25){0,3}${byte}`).join('');
        const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16));
        const escaped = units.map((unit) => `\\\\{1,4}u${unit.padStart(4, '0')}`).join('');
        const literal = `\\u{${character.codePointAt(0)?.toString(16)}}`;
        return `(?:${literal}|${percent}|${escaped})`;
    }).join('');
}
/** The letters of base64 that a secret alone decides, wherever in the encoded text it begins. */
function base64PatternsOf(secret) {
    if (secret.length < shortestInBase64)
        return [];
    return [0, 1, 2].map((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
        const letters = bytes
            .toString('base64')
            .slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
        return letters.replaceAll('+', '[+-]').replaceAll('/', '[/_]');
    });
}


/***/ }),

/***/ 269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runIn: () => (/* binding */ runIn),
  start: () => (/* binding */ start)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(94);
// EXTERNAL MODULE: ./build/http/http.js
var http_http = __webpack_require__(321);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: ./build/inputs/problem.js
var problem = __webpack_require__(787);
;// CONCATENATED MODULE: ./build/inputs/files.js
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




/**
 * An eighth of Node's default. What is made of a piece is in use when garbage is collected, and the
 * more that is, the more room V8 makes for young objects: 40 MB more for a list of a million URLs.
 */
const pieceBytes = 8 * 1024;
/** Files such as `/proc/kmsg` pass for regular ones, and wait for more: with this flag they fail. */
const nonBlocking = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/**
 * Makes the reader of files in the workspace. Only regular files are read: a pipe or a device may
 * never end, and the step with it.
 */
function createFileReader(workspace) {
    return async function* (path) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = (0,external_node_path_.resolve)(workspace, path);
            const stats = await (0,promises_.stat)(file);
            if (!stats.isFile() && !stats.isDirectory()) {
                throw Object.assign(new Error(`${path} is no regular file`), { code: 'EINVAL' });
            }
            const handle = __addDisposableResource(env_1, await (0,promises_.open)(file, nonBlocking), true);
            yield* handle.createReadStream({ highWaterMark: pieceBytes });
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
    };
}
const outOfTime = 'could not be read within the time of `timeout`';
/**
 * Ends the reading of every file when a signal is aborted, even of one that gives nothing: what is
 * in the workspace may be on another machine. Throws `InputProblem` where a file cannot be read.
 */
function limitReading(readFile, signal) {
    return async function* (path) {
        const pieces = readFile(path)[Symbol.asyncIterator]();
        const { promise: aborted, reject } = Promise.withResolvers();
        aborted.catch(() => undefined);
        const abort = () => reject(new problem/* InputProblem */.S7(outOfTime));
        signal.addEventListener('abort', abort);
        if (signal.aborted)
            abort();
        try {
            for (;;) {
                const next = await Promise.race([pieces.next(), aborted]);
                if (next.done)
                    return;
                yield next.value;
            }
        }
        catch (error) {
            throw new problem/* InputProblem */.S7(describeInputProblem(error));
        }
        finally {
            signal.removeEventListener('abort', abort);
            // Not awaited, since a read that never ends would hold this up as well.
            pieces.return?.().catch(() => undefined);
        }
    };
}
/** Decodes pieces of UTF-8, or of UTF-16 with a byte order mark, as PowerShell 5 writes. */
async function* decodeText(pieces) {
    let encoding = 'utf-8';
    let decoder;
    let head = new Uint8Array();
    try {
        for await (const piece of pieces) {
            if (decoder === undefined) {
                // The byte order mark has two bytes, and a pipe may give them one by one.
                head = Buffer.concat([head, piece]);
                if (head.length < 2)
                    continue;
                encoding = findEncoding(head);
                decoder = new TextDecoder(encoding, { fatal: true });
                yield decoder.decode(head, { stream: true });
            }
            else {
                yield decoder.decode(piece, { stream: true });
            }
        }
        yield decoder === undefined ? new TextDecoder().decode(head) : decoder.decode();
    }
    catch (error) {
        if (!(error instanceof TypeError))
            throw error;
        throw new problem/* InputProblem */.S7(`is not ${encoding.toUpperCase()} text`);
    }
}
function findEncoding([first, second]) {
    if (first === 0xff && second === 0xfe)
        return 'utf-16le';
    return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
const problemOfCode = new Map([
    ['ENOENT', 'does not exist'],
    ['ENOTDIR', 'does not exist'],
    ['EISDIR', 'is a folder'],
    ['EINVAL', 'is no regular file'],
    ['EAGAIN', 'is no regular file'],
    ['EACCES', 'may not be read'],
    ['EPERM', 'may not be read'],
]);
function describeInputProblem(error) {
    if (error instanceof problem/* InputProblem */.S7)
        return error.message;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return problemOfCode.get(code) ?? `cannot be read (${code})`;
}

// EXTERNAL MODULE: ./build/cloudflare/client.js + 1 modules
var client = __webpack_require__(452);
// EXTERNAL MODULE: ./build/cloudflare/request.js
var cloudflare_request = __webpack_require__(803);
// EXTERNAL MODULE: ./build/globalping/client.js
var globalping_client = __webpack_require__(619);
// EXTERNAL MODULE: ./build/http/proxy.js
var http_proxy = __webpack_require__(749);
// EXTERNAL MODULE: ./build/json.js
var build_json = __webpack_require__(368);
// EXTERNAL MODULE: ./build/inputs/items.js
var items = __webpack_require__(260);
;// CONCATENATED MODULE: ./build/inputs/scalars.js


const booleanForm = '`true` or `false`';
/**
 * Reads a boolean in the spellings of YAML 1.2's core schema, as the toolkit's `getBooleanInput`
 * does; anything else is a problem, so that a typo is never silently `false`.
 * @see https://yaml.org/spec/1.2.2/#10212-boolean
 */
function readBoolean(text) {
    if (/^(?:true|True|TRUE)$/.test(text))
        return true;
    if (/^(?:false|False|FALSE)$/.test(text))
        return false;
    throw new problem/* InputProblem */.S7('is not a boolean');
}
const durationForm = '`90s`, `5m`, `1h`, or a number of seconds';
const secondsPerUnit = new Map([
    ['', 1],
    ['s', 1],
    ['m', 60],
    ['h', 3600],
]);
/** A job on GitHub's runners ends after 6 hours, on others after 5 days; timers end at 24.8 days. */
const longestSeconds = 5 * 24 * 3600;
/** Reads a duration and gives whole milliseconds: 1 at least, 5 days at most. */
function readDuration(text) {
    const match = /^(\d+(?:\.\d+)?)\s*([smh]?)$/.exec(text);
    const unit = secondsPerUnit.get(match?.[2] ?? '');
    const seconds = match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
    if (Number.isNaN(seconds))
        throw new problem/* InputProblem */.S7('is not a duration');
    if (seconds > longestSeconds)
        throw new problem/* InputProblem */.S7('is longer than 5 days');
    const ms = Math.round(seconds * 1000);
    if (ms === 0)
        throw new problem/* InputProblem */.S7('is no time at all');
    return ms;
}
/** Reads one of a few words. */
function readChoice(text, choices) {
    const value = choices.find((choice) => choice === text);
    if (value === undefined)
        throw new problem/* InputProblem */.S7('is not a known value');
    return value;
}
const apiUrlForm = 'an address with `https`, or with `http` on loopback, without a query';
/** Reads the address of an API, which decides where a token goes; gives it without a last slash. */
function readApiUrl(text) {
    const url = URL.parse(text);
    if (url === null)
        throw new problem/* InputProblem */.S7('is not an absolute URL');
    if (url.username !== '' || url.password !== '') {
        throw new problem/* InputProblem */.S7('has a user name or password in it');
    }
    if (/[?#]/.test(text))
        throw new problem/* InputProblem */.S7('has a query or a fragment');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (0,http_proxy/* isLoopback */.U9)(url.hostname))) {
        throw new problem/* InputProblem */.S7('would send the token unencrypted');
    }
    return url.href.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./build/inputs/changed.js




const siteUrlForm = 'the address that `root` is served at, such as `https://www.example.com` or `https://www.example.com/docs/`';
/**
 * Reads `site-url`. Its path is a folder, whether or not it ends in a slash. Slashes in a row, as an
 * address with one and a path give, are one: nobody would ever visit what they name.
 */
function readSiteUrl(text) {
    const url = new URL((0,items/* checkUrl */.CU)(text));
    if (text.includes('?'))
        throw new problem/* InputProblem */.S7('has a query, which no folder has');
    const folder = `${url.pathname}/`.replace(/\/{2,}/g, '/');
    const host = (0,items/* checkHost */.RC)(url.hostname);
    // Where URLs cannot tell it all, the host or this prefix is purged instead.
    (0,items/* checkPrefix */.by)(host + folder);
    return { origin: url.origin, host, folder };
}
const rootForm = 'a folder of the repository such as `public` or `sites/www`';
/**
 * Reads the names of the folders that lead to `root`; none for the whole repository.
 * `./public/` and `public` are the same.
 */
function readRootFolder(text) {
    if (/^(?:\/|[a-z]:)/i.test(text)) {
        throw new problem/* InputProblem */.S7('is an absolute path, but the folder is looked for in Git');
    }
    if (text.includes('\\'))
        throw new problem/* InputProblem */.S7('has a backslash; folders end in /');
    const names = text.split('/').filter((name) => name !== '' && name !== '.');
    if (names.includes('..'))
        throw new problem/* InputProblem */.S7('leads out of the repository with ..');
    return names;
}
const sinceForm = 'the hash of a commit, or the name of a branch or a tag';
/**
 * Reads `since`. What is a way through folders in an address is refused: it would request something
 * else from GitHub. Git has no such names, and of two commits there is one here.
 * @see https://git-scm.com/docs/git-check-ref-format
 */
function readSince(text) {
    if (/(?:^|\/)\.|\.\./.test(text)) {
        throw new problem/* InputProblem */.S7('has dots as no commit, branch or tag has them');
    }
    return text || undefined;
}
/**
 * Reads what GitHub says of the run.
 * @param payload The payload of the event, parsed; undefined where it cannot be read.
 * @returns The problems instead, where something is missing as it is outside of GitHub Actions.
 */
function readGitHubRun(environment, payload) {
    const repository = environment['GITHUB_REPOSITORY'] ?? '';
    const run = readDeployRun(environment, payload);
    const problems = [];
    let apiUrl = '';
    if (!/^(?!\.\.?\/)[\w.-]+\/(?!\.\.?$)[\w.-]+$/.test(repository)) {
        problems.push('needs GITHUB_REPOSITORY in the environment, as GitHub sets it');
    }
    try {
        apiUrl = readApiUrl(environment['GITHUB_API_URL'] || 'https://api.github.com');
    }
    catch (error) {
        if (!(error instanceof problem/* InputProblem */.S7))
            throw error;
        problems.push(`needs GITHUB_API_URL in the environment, which ${error.message}`);
    }
    if (payload === undefined && environment['GITHUB_EVENT_PATH']) {
        problems.push('needs the payload of the event, but the file of GITHUB_EVENT_PATH is not JSON in UTF-8 without a byte order mark');
    }
    if (run.head === undefined && (0,build_json/* readHash */.Pp)(environment, 'GITHUB_SHA') === undefined) {
        problems.push('needs the deployed commit, but neither the event nor GITHUB_SHA names one');
    }
    if (problems.length > 0)
        return problems;
    const serverUrl = readServerUrl(environment['GITHUB_SERVER_URL']);
    return { apiUrl, serverUrl, repository, run, head: run.head };
}
/** Only for links that people follow. */
function readServerUrl(text) {
    const url = URL.parse(text ?? '');
    const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
    // Without a path, which could hold what means something in a link.
    return isWeb ? url.origin : 'https://github.com';
}
/**
 * Reads what started the run. Fields that are missing make an event that tells less.
 * @param payload The payload of the event, parsed.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
function readDeployRun(environment, payload) {
    const eventName = environment['GITHUB_EVENT_NAME'] ?? '';
    const path = headOf[eventName];
    return {
        id: environment['GITHUB_RUN_ID'] || undefined,
        workflow: readWorkflowFile(environment),
        eventName,
        event: readEvent(eventName, payload),
        ref: readReference(environment['GITHUB_REF'] ?? ''),
        head: path === undefined ? (0,build_json/* readHash */.Pp)(environment, 'GITHUB_SHA') : (0,build_json/* readHash */.Pp)(payload, ...path),
    };
}
/**
 * On `workflow_run`, GITHUB_SHA is the last commit of the default branch: not what the other
 * workflow built. So it never stands in for what such an event does not tell.
 */
const headOf = {
    deployment: ['deployment', 'sha'],
    deployment_status: ['deployment', 'sha'],
    workflow_run: ['workflow_run', 'head_sha'],
};
function readEvent(eventName, payload) {
    switch (eventName) {
        case 'deployment':
        case 'deployment_status': {
            const id = (0,build_json/* readId */.wh)(payload, 'deployment', 'id');
            const environment = (0,build_json/* readText */.yR)(payload, 'deployment', 'environment');
            if (id === undefined || environment === undefined)
                return { kind: 'other' };
            const creator = (0,build_json/* readText */.yR)(payload, 'deployment', 'creator', 'login');
            const statusCreator = (0,build_json/* readText */.yR)(payload, 'deployment_status', 'creator', 'login');
            return { kind: 'deployment', id, environment, creator, statusCreator };
        }
        case 'workflow_run':
            return readWorkflowRun((0,build_json/* readField */.dR)(payload, 'workflow_run'));
        case 'push':
            return {
                kind: 'push',
                before: (0,build_json/* readHash */.Pp)(payload, 'before'),
                isNew: /^0+$/.test((0,build_json/* readText */.yR)(payload, 'before') ?? ''),
            };
        case 'release': {
            const tag = (0,build_json/* readText */.yR)(payload, 'release', 'tag_name');
            if (tag === undefined)
                return { kind: 'other' };
            return {
                kind: 'release',
                tag,
                publishedAt: (0,build_json/* readText */.yR)(payload, 'release', 'published_at'),
                isPrerelease: (0,build_json/* readField */.dR)(payload, 'release', 'prerelease') === true,
            };
        }
        default:
            return { kind: 'other' };
    }
}
function readWorkflowRun(json) {
    const id = (0,build_json/* readId */.wh)(json, 'id');
    const workflow = (0,build_json/* readId */.wh)(json, 'workflow_id');
    const event = (0,build_json/* readText */.yR)(json, 'event');
    const branch = (0,build_json/* readText */.yR)(json, 'head_branch');
    if (!id || !workflow || !event || !branch)
        return { kind: 'other' };
    return { kind: 'workflow-run', trigger: { id, workflow, event, branch } };
}
function readReference(ref) {
    const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/s.exec(ref) ?? [];
    if (name === undefined)
        return undefined;
    return { kind: kind === 'tags' ? 'tag' : 'branch', name };
}
/** `OWNER/REPO/.github/workflows/deploy.yml@refs/heads/main`; a workflow that a ruleset requires lies in another repository. */
function readWorkflowFile(environment) {
    const folder = `${environment['GITHUB_REPOSITORY'] ?? ''}/.github/workflows/`;
    const path = environment['GITHUB_WORKFLOW_REF'] ?? '';
    if (!path.startsWith(folder))
        return undefined;
    return /^[^/@]+\.ya?ml(?=@)/.exec(path.slice(folder.length))?.[0];
}

// EXTERNAL MODULE: ./build/inputs/checks.js
var checks = __webpack_require__(555);
// EXTERNAL MODULE: ./build/inputs/headers.js
var headers = __webpack_require__(682);
// EXTERNAL MODULE: ./build/text.js
var build_text = __webpack_require__(977);
;// CONCATENATED MODULE: ./build/inputs/lists.js



const fileForm = 'the path of a text file with the list, relative to the workspace';
/** Makes the reader of an input that is a list. */
function readListText(rules) {
    return (text, source) => readPieces(rules, [text], source);
}
/** Makes the reader of an input that may name a file with a list. */
function readListFile(rules) {
    return async (path, source) => path === ''
        ? { items: [], repeats: 0, faulty: 0, warnings: [] }
        : readPieces(rules, decodeText(source.readFile(path)), source, path);
}
/** After so many items, signals and timers get their turn: checking a million takes seconds. */
const itemsPerTurn = 10_000;
async function readPieces({ kind, form, check, keyOf }, pieces, { signal, report }, path) {
    const splitter = new ListSplitter(kind !== 'urls');
    const items = [];
    const seen = new Set();
    let repeats = 0;
    let faulty = 0;
    const take = ({ value, ...place }) => {
        try {
            const item = check(value);
            const key = keyOf(item);
            if (seen.has(key))
                repeats += 1;
            else
                items.push(item);
            seen.add(key);
        }
        catch (error) {
            if (!(error instanceof problem/* InputProblem */.S7))
                throw error;
            faulty += 1;
            const file = path === undefined ? {} : { file: path };
            const item = typeof value === 'string' ? value : describeValue(value);
            report({ place: { ...file, ...place }, item, problem: error.message, accepted: form });
        }
    };
    const takeAll = async (entries) => {
        let untilTurn = itemsPerTurn;
        for (const entry of entries) {
            take(entry);
            untilTurn -= 1;
            if (untilTurn > 0)
                continue;
            untilTurn = itemsPerTurn;
            await new Promise((resolve) => setImmediate(resolve));
            if (signal.aborted)
                throw new problem/* InputProblem */.S7(outOfTime, fileForm);
        }
    };
    try {
        for await (const piece of pieces)
            await takeAll(splitter.push(piece));
        await takeAll(splitter.end());
    }
    catch (error) {
        if (!(error instanceof problem/* InputProblem */.S7))
            throw error;
        faulty += 1;
        const item = path === undefined ? {} : { item: path };
        report({ ...item, problem: error.message, accepted: error.accepted ?? fileForm });
    }
    const warnings = kind === 'tags' ? describeSlips(splitter, items.length) : [];
    return { items, repeats, faulty, warnings };
}
/** JSON as it was given; arrays and objects that are nested too deeply only by their form. */
function describeValue(value) {
    try {
        return JSON.stringify(value);
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        return Array.isArray(value) ? '[…]' : '{…}';
    }
}
/** What a list of tags lost or split, since tags are words that people make up. */
function describeSlips({ brokenItem, comments }, count) {
    return [
        ...(brokenItem === undefined
            ? []
            : [
                `"${(0,build_text/* inline */.mG)(brokenItem, 100)}" is read as several tags, because spaces separate items as commas do. A cache tag cannot have spaces: use another character in its place, here and in the Cache-Tag header`,
            ]),
        ...(comments === 0 || count > 0
            ? []
            : [
                `empty, since lines that start with # are comments (${(0,build_text/* countOf */.pq)(comments, 'line')}). Tags that start with # belong in a JSON array: ["#1", "#2"]`,
            ]),
    ];
}
/**
 * Characters in a line, or in a JSON array: two million URLs of usual length. V8's longest string has
 * four times as many.
 */
const longestText = 128 * 1024 * 1024;
/** A comma ends a URL before a new URL and at the end; it is legal inside one. */
const commaBetweenUrls = /,(?=https?:\/\/|$)/i;
/**
 * Separates the text of a list into its items, piece by piece, so that a list of a million is never
 * held as text. Text that starts with `[` is a JSON array; otherwise items are separated by white
 * space and commas, and lines that start with `#` are comments.
 */
class ListSplitter {
    /** Whether a comma always separates: it cannot be in a tag, host or prefix. */
    #commasSeparate;
    #form = 'unknown';
    /** Text that may go on in the next piece: all of it for JSON, else the line that has no end yet. */
    #rest = [];
    #restLength = 0;
    #line = 0;
    /** Comments that look like a tag, such as `#1`. */
    comments = 0;
    #hasComma = false;
    /** The first text between commas that has spaces in it. */
    #spaced;
    constructor(commasSeparate) {
        this.#commasSeparate = commasSeparate;
    }
    /** What was most likely meant as one item: `blog post`, in a list with commas. */
    get brokenItem() {
        return this.#hasComma ? this.#spaced : undefined;
    }
    /** Takes the next piece and gives the items of all lines that have ended. */
    *push(piece) {
        if (this.#form === 'unknown' && piece.trim() !== '') {
            // A byte order mark counts as white space here.
            this.#form = piece.trimStart().startsWith('[') ? 'JSON' : 'lines';
        }
        const end = this.#form === 'JSON' ? -1 : findLastLineEnd(piece);
        if (end < 0) {
            this.#keep(piece);
            return;
        }
        const lines = (0,problem/* linesOf */.Dx)(this.#takeRest() + piece.slice(0, end + 1));
        this.#keep(piece.slice(end + 1));
        yield* this.#splitLines(lines.slice(0, -1));
    }
    /** Gives what is left after the last piece. */
    *end() {
        const text = this.#takeRest();
        if (this.#form === 'JSON')
            yield* splitJsonArray(text);
        else
            yield* this.#splitLines((0,problem/* linesOf */.Dx)(text));
    }
    #keep(text) {
        this.#restLength += text.length;
        if (this.#restLength > longestText) {
            const what = this.#form === 'JSON' ? 'is a JSON array' : 'has a line';
            throw new problem/* InputProblem */.S7(`${what} of more than 128 MiB`, 'one item on each line');
        }
        this.#rest.push(text);
    }
    #takeRest() {
        const text = this.#rest.join('');
        this.#rest = [];
        this.#restLength = 0;
        return text;
    }
    *#splitLines(lines) {
        for (const line of lines) {
            this.#line += 1;
            const start = line.trimStart().slice(0, 2);
            if (start.startsWith('#')) {
                if (/^#[^\s#]/.test(start))
                    this.comments += 1;
                continue;
            }
            for (const value of this.#splitLine(line)) {
                if (value !== '')
                    yield { value, line: this.#line };
            }
        }
    }
    #splitLine(line) {
        // Most lines of a long list hold one item.
        if (!/[\s,]/.test(line))
            return [line];
        if (!this.#commasSeparate)
            return splitUrls(line);
        this.#hasComma ||= line.includes(',');
        this.#spaced ??= line
            .split(',')
            .map((part) => part.trim())
            .find((part) => /\s/.test(part));
        return line.split(/[\s,]+/);
    }
}
/** Where the last line of a piece ends; a line break of two characters may be split by its end. */
function findLastLineEnd(piece) {
    const returned = piece.length < 2 ? -1 : piece.lastIndexOf('\r', piece.length - 2);
    return Math.max(piece.lastIndexOf('\n'), returned);
}
function* splitJsonArray(text) {
    for (const [index, value] of parseJsonArray(text).entries())
        yield { value, item: index + 1 };
}
function parseJsonArray(text) {
    try {
        // trimStart takes a byte order mark away, which JSON does not allow.
        const values = JSON.parse(text.trimStart());
        if (Array.isArray(values))
            return values;
        throw new SyntaxError('not an array');
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
        throw new problem/* InputProblem */.S7(`starts with [ but is not valid JSON (${error.message})`, 'a JSON array, or items separated by spaces or line breaks');
    }
}
function splitUrls(line) {
    const pieces = line.split(/\s+/).flatMap((piece) => piece.split(commaBetweenUrls));
    return pieces.map(trimCommas);
}
/** A loop, since a pattern would take quadratic time on a line of many commas. */
function trimCommas(text) {
    let start = 0;
    let end = text.length;
    while (text[start] === ',')
        start += 1;
    while (end > start && text[end - 1] === ',')
        end -= 1;
    return text.slice(start, end);
}

// EXTERNAL MODULE: ./build/inputs/selection.js
var inputs_selection = __webpack_require__(406);
;// CONCATENATED MODULE: ./build/inputs/mistyped-names.js


/**
 * What other actions that purge this cache call their inputs, by what it is called here. Without
 * `-`, `_`, and a plural `s`.
 * @see https://github.com/cssnr/cloudflare-purge-cache-action/blob/master/action.yml
 * @see https://github.com/fishmanlabs/cloudflare-purge-cache-action/blob/main/action.yml
 * @see https://github.com/NathanVaughn/actions-cloudflare-purge/blob/main/action.yml
 */
const namesOfOthers = {
    zone: ['cfzone', 'cfzoneid', 'cloudflarezone', 'cloudflarezoneid', 'zoneid', 'zonename'],
    token: ['apitoken', 'cfapitoken', 'cfauth', 'cftoken', 'cloudflareapitoken', 'cloudflaretoken'],
    'mode: everything': ['everything', 'purgeall', 'purgeeverything'],
    urls: ['file', 'purgefile', 'purgeurl'],
    tags: ['purgetag'],
    hosts: ['purgehost'],
    prefixes: ['purgeprefix', 'purgeprefixe'],
};
/** Words that are one letter away from an input, and that jobs use for something else. */
const otherWords = new Set(['code', 'model', 'node']);
/**
 * Finds inputs with a mistyped name. The runner passes them on with only a warning, so `dry_run: true`
 * would purge. A job may have variables of such names for itself, so one that would mean a list counts
 * only where such a list is read: `INPUT_TAG` does not stop `mode: everything`.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionRunner.cs
 */
function findUnknownInputs(environment, inputs, mode) {
    return Object.keys(environment)
        .filter((variable) => variable.startsWith('INPUT_'))
        .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
        .filter((input) => !inputs.includes(input))
        .map((input) => ({ input, meant: findMeant(simplify(input), inputs) ?? '' }))
        .filter(({ meant }) => meant !== '' && isRead(meant, mode));
}
function findMeant(name, inputs) {
    if (otherWords.has(name))
        return undefined;
    const [other] = Object.entries(namesOfOthers).find(([, names]) => names.includes(name)) ?? [];
    return (inputs.find((input) => simplify(input) === name) ??
        other ??
        inputs.find((input) => isOneTypoAway(simplify(input), name)));
}
/** `Dry_Run`, `dry-run` and `dryruns` are alike. */
function simplify(name) {
    const words = name.toLowerCase().split(/[-_ ]+/);
    return words.map((word) => word.replace(/s$/, '')).join('');
}
/** A letter too many, too few, or another one, or two letters that changed places. */
function isOneTypoAway(one, other) {
    let start = 0;
    while (start < one.length && one[start] === other[start])
        start += 1;
    const [a, b] = [one.slice(start), other.slice(start)];
    const hasSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || hasSwapped;
}
/** Without a mode, or with one that does not exist, every list is read. */
function isRead(meant, mode) {
    const kind = items/* itemKinds */.X7.find((list) => meant === list || meant === `${list}-file`);
    return kind === undefined || mode === kind || !inputs_selection/* modes */.nI.some((known) => known === mode);
}

// EXTERNAL MODULE: ./build/inputs/secrets.js
var inputs_secrets = __webpack_require__(569);
// EXTERNAL MODULE: ./build/inputs/zones.js
var inputs_zones = __webpack_require__(763);
;// CONCATENATED MODULE: ./build/inputs/inputs.js













const methods = ['purge', 'invalidate'];
function input(given) {
    return given;
}
const githubTokenForm = 'a token of GitHub with `contents: read`; without this input it is that of the job';
/** Inputs from which the settings are made: what is purged, and what changed. */
const ingredients = {
    mode: input({
        name: 'mode',
        accepted: `${inputs_selection/* modes */.nI.map((mode) => `\`${mode}\``).join(', ')}, or nothing`,
        read: (text) => (text === '' ? undefined : readChoice(text, inputs_selection/* modes */.nI)),
    }),
    urls: input({ name: 'urls', accepted: items/* urlRules */.bZ.form, read: readListText(items/* urlRules */.bZ) }),
    tags: input({ name: 'tags', accepted: items/* tagRules */.w8.form, read: readListText(items/* tagRules */.w8) }),
    hosts: input({ name: 'hosts', accepted: items/* hostRules */.c.form, read: readListText(items/* hostRules */.c) }),
    prefixes: input({
        name: 'prefixes',
        accepted: items/* prefixRules */.GY.form,
        read: readListText(items/* prefixRules */.GY),
    }),
    urlsFile: input({ name: 'urls-file', accepted: fileForm, read: readListFile(items/* urlRules */.bZ) }),
    tagsFile: input({ name: 'tags-file', accepted: fileForm, read: readListFile(items/* tagRules */.w8) }),
    hostsFile: input({ name: 'hosts-file', accepted: fileForm, read: readListFile(items/* hostRules */.c) }),
    prefixesFile: input({
        name: 'prefixes-file',
        accepted: fileForm,
        read: readListFile(items/* prefixRules */.GY),
    }),
    site: input({
        name: 'site-url',
        accepted: siteUrlForm,
        needs: ['mode: changed'],
        read: (text) => (text === '' ? undefined : readSiteUrl(text)),
    }),
    root: input({ name: 'root', accepted: rootForm, needs: ['mode: changed'], read: readRootFolder }),
    since: input({ name: 'since', accepted: sinceForm, needs: ['mode: changed'], read: readSince }),
    // The runner fills in `github.token`; where it has none, there is none.
    githubToken: input({
        name: 'github-token',
        accepted: githubTokenForm,
        findSecrets: inputs_secrets/* findTokenSecrets */.ui,
        read: inputs_secrets/* readToken */.AI,
    }),
    summary: input({ name: 'summary', default: 'true', accepted: booleanForm, read: readBoolean }),
};
/** Inputs that are settings as they are, by what they are called there. */
const direct = {
    zones: input({
        name: 'zone',
        variable: 'CLOUDFLARE_ZONE_ID',
        accepted: inputs_zones/* zoneForm */.$l,
        read: inputs_zones/* readZones */.Wo,
    }),
    token: input({
        name: 'token',
        variable: 'CLOUDFLARE_API_TOKEN',
        accepted: inputs_secrets/* tokenForm */.qc,
        findSecrets: inputs_secrets/* findTokenSecrets */.ui,
        read: inputs_secrets/* readApiToken */.qE,
    }),
    method: input({
        name: 'method',
        default: 'purge',
        accepted: '`purge` or `invalidate`',
        read: (text) => readChoice(text, methods),
    }),
    /** Sets of headers with which every URL without headers of its own is purged as well. */
    variants: input({ name: 'variants', accepted: headers/* variantsForm */.FG, read: headers/* readVariants */.hj }),
    environment: input({
        name: 'zone-environment',
        accepted: 'the name or the ID of an environment',
        read: inputs_zones/* readZoneEnvironment */.u6,
    }),
    /** Checks that must pass before anything is purged. */
    waitFor: input({ name: 'wait-for', accepted: checks/* checksForm */.eh, read: checks/* readChecks */.wf }),
    waitTimeoutMs: input({
        name: 'wait-timeout',
        default: '5m',
        accepted: durationForm,
        read: readDuration,
    }),
    timeoutMs: input({ name: 'timeout', default: '15m', accepted: durationForm, read: readDuration }),
    /** Checks after the purge. */
    verify: input({ name: 'verify', accepted: checks/* checksForm */.eh, read: checks/* readChecks */.wf }),
    verifyTimeoutMs: input({
        name: 'verify-timeout',
        default: '1m',
        accepted: durationForm,
        read: readDuration,
    }),
    /** Places in Globalping's words, from which every check of `verify` is made as well. */
    verifyFrom: input({
        name: 'verify-from',
        accepted: checks/* placesForm */.Jh,
        needs: ['verify'],
        read: checks/* readPlaces */.BQ,
    }),
    globalpingToken: input({
        name: 'globalping-token',
        accepted: 'a token of https://dash.globalping.io/tokens',
        findSecrets: inputs_secrets/* findTokenSecrets */.ui,
        needs: ['verify-from'],
        read: inputs_secrets/* readToken */.AI,
    }),
    /** Sent with checks only, to the origins that they name. */
    checkHeaders: input({
        name: 'check-headers',
        accepted: headers/* checkHeadersForm */.LZ,
        findSecrets: inputs_secrets/* findHeaderSecrets */.Yv,
        needs: ['wait-for', 'verify'],
        read: headers/* readCheckHeaders */.z6,
    }),
    dryRun: input({ name: 'dry-run', default: 'false', accepted: booleanForm, read: readBoolean }),
    apiUrl: input({
        name: 'api-url',
        default: 'https://api.cloudflare.com/client/v4',
        accepted: apiUrlForm,
        read: readApiUrl,
    }),
};
const inputs = Object.values({ ...ingredients, ...direct });
const names = inputs.map(({ name }) => name);
/** Every input, and the value that counts where it is empty. */
const inputDefaults = Object.fromEntries(inputs.map(({ name, default: fallback = '' }) => [name, fallback]));
/**
 * Reads the texts of all inputs as the runner passes them on: `INPUT_` and the name in upper case, with
 * its hyphens. Commas alone are nothing: lists are put together from expressions that may be empty.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
function readTexts(environment) {
    const read = (variable = '') => {
        const text = environment[variable]?.trim() ?? '';
        return /^[\s,]*$/.test(text) ? '' : text;
    };
    return Object.fromEntries(inputs.map(({ name, variable }) => [
        name,
        read(`INPUT_${name.toUpperCase()}`) || read(variable) || inputDefaults[name],
    ]));
}
/**
 * Masks every secret that the action is given, before anything else is done or said: also those of
 * inputs that are wrong, and of the proxy.
 */
function maskSecrets(environment, mask) {
    const raw = readTexts(environment);
    const secrets = [
        ...inputs.flatMap(({ name, findSecrets }) => findSecrets?.(raw[name]) ?? []),
        ...(0,http_proxy/* findProxyPasswords */.am)(environment),
    ];
    for (const secret of new Set(secrets))
        if ((0,inputs_secrets/* isSecret */.$f)(secret))
            mask(secret);
}
/** What is needed before all inputs are read, and where they are wrong. */
function readEarly(environment) {
    const raw = readTexts(environment);
    const readOrDefault = (read, name) => {
        try {
            return read(raw[name]);
        }
        catch (error) {
            if (!(error instanceof problem/* InputProblem */.S7))
                throw error;
            return read(inputDefaults[name]);
        }
    };
    return {
        timeoutMs: readOrDefault(readDuration, 'timeout'),
        summary: readOrDefault(readBoolean, 'summary'),
    };
}
/** Reads and checks all inputs. Nothing is sent anywhere. */
async function readSettings(sources) {
    const { environment, signal } = sources;
    const readFile = limitReading(sources.readFile, signal);
    const raw = readTexts(environment);
    const collector = new problem/* FaultCollector */.U4();
    const { report } = collector;
    for (const unknown of findUnknownInputs(environment, names, raw.mode))
        report(unknown);
    const readAll = (table) => readValues(table, raw, { readFile, signal }, report);
    const read = await readAll(ingredients);
    const values = await readAll(direct);
    const lists = { ...read, variants: values.variants };
    const { selection, asked, warnings, remarks } = (0,inputs_selection/* readSelection */.he)(lists, raw, report);
    checkZones(values.zones, raw, report);
    const event = await inputs_readEvent(environment, readFile);
    const changed = read.mode === 'changed'
        ? readChangedSettings(read, raw, { environment, event }, report)
        : undefined;
    const settings = {
        ...values,
        selection,
        changed,
        warnings: [
            ...warnings,
            ...describeUseless(raw),
            ...(0,checks/* describeQuotes */.Fe)(values.waitFor).map((quotes) => `wait-for ${quotes}`),
            ...(0,checks/* describeQuotes */.Fe)(values.verify).map((quotes) => `verify ${quotes}`),
        ],
        remarks: [
            ...remarks,
            ...(values.apiUrl === inputDefaults['api-url']
                ? []
                : [`api-url: the token and all requests go to ${values.apiUrl} instead of Cloudflare`]),
        ],
    };
    // A computed list may be empty, and then nothing is sent.
    const needsToken = values.dryRun ? needsLookUp(settings) : asked > 0 || read.mode === 'changed';
    if (raw.token === '' && needsToken) {
        const why = inputs_secrets/* emptyTokenProblems */.RX[(0,inputs_secrets/* findRunOrigin */.TZ)(environment, event)];
        const problem = values.dryRun ? why + inputs_secrets/* dryRunNeedsTokenFor */.YX : why;
        report({ input: 'token', problem, accepted: inputs_secrets/* tokenForm */.qc });
    }
    const { found } = collector;
    if (found === undefined)
        return { ok: true, settings };
    const zones = selection.kind === 'everything' ? Math.max(1, values.zones.length) : 1;
    return { ok: false, found, asked: asked * zones };
}
/** Reads each input by itself. One that is wrong counts as its default while the others are checked. */
async function readValues(table, raw, source, reportFault) {
    const values = {};
    for (const [key, { name, accepted, findSecrets, read }] of Object.entries(table)) {
        const report = (fault) => reportFault({ accepted, ...fault, input: name });
        try {
            values[key] = await read(raw[name], { ...source, report });
        }
        catch (error) {
            if (!(error instanceof problem/* InputProblem */.S7))
                throw error;
            report({ ...(findSecrets === undefined && { item: raw[name] }), problem: error.message });
            values[key] = await read(inputDefaults[name], { ...source, report });
        }
    }
    // Every key of the table has its value now, which the compiler cannot follow through the loop.
    return values;
}
function checkZones(zones, raw, report) {
    if (raw.zone === '') {
        report({
            input: 'zone',
            problem: 'is empty, and so is CLOUDFLARE_ZONE_ID in the environment',
            accepted: `${inputs_zones/* zoneForm */.$l}; the ID is on the zone's overview page in the dashboard`,
        });
    }
    if (zones.length > 1 && raw['zone-environment'] !== '') {
        report({
            input: 'zone-environment',
            problem: `belongs to one zone, but ${zones.length} are given`,
            accepted: 'one zone, or a step for each',
        });
    }
}
/** What `mode: changed` needs; undefined where something is missing, which is reported. */
function readChangedSettings({ site, root, since, githubToken }, raw, { environment, event }, report) {
    if (raw['site-url'] === '') {
        const problem = 'is needed by `mode: changed`';
        report({ input: 'site-url', problem, accepted: siteUrlForm });
    }
    if (raw['github-token'] === '') {
        const problem = 'is empty, so GitHub cannot tell what changed';
        report({ input: 'github-token', problem, accepted: githubTokenForm });
    }
    const run = readGitHubRun(environment, event);
    if (Array.isArray(run)) {
        for (const problem of run) {
            report({ input: 'mode', item: 'changed', problem, accepted: 'a run of GitHub Actions' });
        }
        return undefined;
    }
    if (site === undefined || githubToken === undefined)
        return undefined;
    return { site, root, since, githubToken, ...run };
}
/**
 * The payload of the event that started the run; undefined where it cannot be read. JSON has no byte
 * order mark.
 */
async function inputs_readEvent(environment, readFile) {
    const path = environment['GITHUB_EVENT_PATH'] ?? '';
    const pieces = [];
    try {
        for await (const piece of path === '' ? [] : readFile(path))
            pieces.push(piece);
        return JSON.parse(Buffer.concat(pieces).toString());
    }
    catch {
        return undefined;
    }
}
function describeUseless(raw) {
    const isGiven = (need) => need === 'mode: changed'
        ? raw.mode === 'changed'
        : names.some((name) => name === need && raw[name] !== '');
    return inputs.flatMap(({ name, needs }) => needs === undefined || raw[name] === inputDefaults[name] || needs.some(isGiven)
        ? []
        : [`${name} has no effect without ${needs.map((need) => `\`${need}\``).join(' or ')}`]);
}
/**
 * Whether Cloudflare has to be asked before the purge can be planned: for a zone by name, for an
 * environment by name, and for the names of several zones where items are to be routed.
 */
function needsLookUp({ zones, environment, changed, selection }) {
    return (zones.some((zone) => zone.by === 'name') ||
        environment?.by === 'name' ||
        (zones.length > 1 && (changed !== undefined || (0,inputs_selection/* hasRoutedItems */.sT)(selection))));
}

// EXTERNAL MODULE: ./build/pacing/gate.js + 1 modules
var gate = __webpack_require__(824);
// EXTERNAL MODULE: ./build/pacing/stop.js
var pacing_stop = __webpack_require__(425);
// EXTERNAL MODULE: ./build/purge/plan.js
var purge_plan = __webpack_require__(305);
// EXTERNAL MODULE: ./build/purge/send.js
var send = __webpack_require__(352);
// EXTERNAL MODULE: ./build/purge/targets.js
var targets = __webpack_require__(742);
;// CONCATENATED MODULE: ./build/report/log-progress.js


const intervalMs = 5_000;
/** Counts what has ended, and writes a line every five seconds until it is disposed of. */
class ProgressLog {
    #end = new AbortController();
    #started;
    #done = 0;
    #unpurged = 0;
    constructor(clock, runner, total, 
    /** When the rate limit opens again, on the clock's scale; in the past where nothing waits. */
    waitsUntil) {
        this.#started = clock.now();
        void this.#writeLines(clock, runner, total, waitsUntil);
    }
    count(outcome) {
        const { purged, unpurged } = (0,send/* countOutcome */.y)([outcome]);
        this.#done += purged + unpurged;
        this.#unpurged += unpurged;
    }
    [Symbol.dispose]() {
        this.#end.abort();
    }
    async #writeLines(clock, runner, total, waitsUntil) {
        for (;;) {
            await clock.sleep(intervalMs, this.#end.signal);
            if (this.#end.signal.aborted)
                return;
            const now = clock.now();
            const waitMs = waitsUntil() - now;
            runner.info(this.#describe(total, now - this.#started, waitMs));
        }
    }
    #describe(total, ms, waitMs) {
        const percent = Math.floor((this.#done / total) * 100);
        const perMs = this.#done / ms;
        const failed = this.#unpurged === 0 ? '' : `, ${(0,build_text/* formatCount */.B4)(this.#unpurged)} not purged`;
        return `${(0,build_text/* formatCount */.B4)(this.#done)} of ${(0,build_text/* formatCount */.B4)(total)} items (${percent}%), ${(0,build_text/* formatCount */.B4)(Math.round(perMs * 1000))} a second${this.#describeRest(total, perMs, waitMs)}${failed}`;
    }
    /** How fast it went tells nothing of a wait for the rate limit. */
    #describeRest(total, perMs, waitMs) {
        if (waitMs > 0)
            return `, waiting ${(0,build_text/* formatDuration */.a3)(waitMs)} for the rate limit`;
        return this.#done === 0 ? '' : `, ${(0,build_text/* formatDuration */.a3)((total - this.#done) / perMs)} left`;
    }
}

;// CONCATENATED MODULE: ./build/report/name-things.js


/** A zone by its name where it is known, else by its ID. */
function nameZone({ id, name }) {
    return name ?? id;
}
/** Zone, and environment where there is one. */
function nameScope({ zone, environment }) {
    return environment === undefined
        ? nameZone(zone)
        : `${nameZone(zone)}, environment ${environment.name ?? environment.id}`;
}
/** An item as people read it: a URL with its headers behind it. */
function nameItem(item) {
    if (typeof item === 'string')
        return item;
    const headers = Object.entries(item.headers).map(([name, value]) => `${name}: ${value}`);
    return `${(0,items/* urlOf */.rs)(item)} (${headers.join('; ')})`;
}
const singulars = { urls: 'URL', tags: 'tag', hosts: 'host', prefixes: 'prefix' };
const plurals = { urls: 'URLs', tags: 'tags', hosts: 'hosts', prefixes: 'prefixes' };
/** `3 hosts`, `everything` */
function nameAmount(kind, count) {
    return kind === 'everything' ? 'everything' : (0,build_text/* countOf */.pq)(count, singulars[kind], plurals[kind]);
}
/** The items of a request as people read them. */
function nameItems({ content }) {
    return content.kind === 'everything'
        ? ['everything']
        : Array.from(content.items, nameItem);
}

;// CONCATENATED MODULE: ./build/report/table.js

function quote(text, longest) {
    return { quoted: (0,build_text/* inline */.mG)(text, longest) };
}
const mostRows = 50;
/**
 * Writes a table as HTML without a blank line, so that GitHub takes nothing in it for Markdown. Text
 * from outside is code, in which GitHub makes no mentions, references, links, emoji or formulas.
 * @see https://github.github.com/gfm/#html-blocks
 */
function* writeTable({ title, head, rows }) {
    yield `\n### ${title}\n\n<table>`;
    if (head.length > 0)
        yield writeRow('th', head);
    for (const row of rows.slice(0, mostRows))
        yield writeRow('td', row);
    if (rows.length > mostRows) {
        yield writeRow('td', [`… and ${(0,build_text/* formatCount */.B4)(rows.length - mostRows)} more, in the report`]);
    }
    yield '</table>';
}
function writeRow(element, cells) {
    const written = cells.map((cell) => {
        const align = typeof cell === 'number' ? ' align="right"' : '';
        return `<${element}${align}>${writeCell(cell)}</${element}>`;
    });
    return `<tr>${written.join('')}</tr>`;
}
/** Writes what a cell holds; also fit for a paragraph. */
function writeCell(cell) {
    return (isLines(cell) ? cell : [cell]).map(writeLine).join('<br>');
}
function isLines(cell) {
    return Array.isArray(cell);
}
function writeLine(line) {
    if (typeof line === 'number')
        return (0,build_text/* formatCount */.B4)(line);
    if (typeof line === 'string') {
        return (0,build_text/* escapeHtml */.ZD)(line).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
    }
    const code = `<code>${(0,build_text/* escapeHtml */.ZD)(line.quoted)}</code>`;
    return line.href === undefined ? code : `<a href="${(0,build_text/* escapeHtml */.ZD)(line.href)}">${code}</a>`;
}

;// CONCATENATED MODULE: ./build/report/describe-changes.js



/** What changed and how that was found, a line each, for the log. */
function describeChanges(changes) {
    const { head, base, compareUrl, scope, calls } = changes;
    return [
        `Deployed: ${head ?? 'not told by the event'}`,
        base.kind === 'none'
            ? `Compared with nothing: ${base.reason}`
            : `Compared with: ${base.sha}: ${base.reason}`,
        ...describeOthers(changes).map(({ title, text }) => `${title}: ${text}`),
        ...(compareUrl === undefined ? [] : [`Comparison: ${compareUrl}`]),
        `Files ${describeFolder(changes)}: ${describeFiles(changes)}`,
        scope.kind === 'urls' ? `To purge: ${describeScope(changes)}` : describeWholeSite(changes),
        (0,build_text/* countOf */.pq)(calls, 'request to GitHub', 'requests to GitHub'),
    ];
}
/** What is right as it is, but should be known. */
function noticeChanges(changes) {
    const { notices, scope } = changes;
    const others = describeOthers(changes).map(({ title, text }) => `${title}: ${text}`);
    return scope.kind === 'urls' ? [...notices, ...others] : [...notices, describeWholeSite(changes)];
}
/** The same as a table for the summary. */
function tabulateChanges(changes) {
    const { head, base, compareUrl, scope, calls } = changes;
    return {
        title: 'Changed files',
        head: [],
        rows: [
            ['Deployed', head === undefined ? 'not told by the event' : quote(head)],
            [
                'Compared with',
                [base.kind === 'none' ? 'nothing' : quote(base.sha), quote(base.reason, 500)],
            ],
            ...describeOthers(changes).map(({ title, text }) => [title, text]),
            ...(compareUrl === undefined
                ? []
                : [['Comparison', { quoted: 'on GitHub', href: compareUrl }]]),
            ['Files', [quote(describeFolder(changes)), describeFiles(changes)]],
            ['To purge', quote(describeScope(changes), 500)],
            ...(scope.kind === 'urls' ? [] : [['Why not single URLs', quote(scope.why, 500)]]),
            ['Requests to GitHub', calls],
        ],
    };
}
/** The same for the report. */
function reportChanges({ base, scope, files, ...changes }) {
    const lists = scope.kind === 'urls' ? { urls: scope.urls } : scope.lists;
    return {
        head: changes.head ?? null,
        base: base.kind === 'none' ? null : base.sha,
        reason: base.reason,
        others: base.kind === 'none' ? [] : base.others,
        comparison: changes.compareUrl ?? null,
        root: changes.root,
        site: changes.site,
        files: files ?? null,
        urls: lists.urls.length,
        wholeSite: scope.kind === 'urls' ? null : scope.why,
        calls: changes.calls,
    };
}
/** Nothing, or a line and its title. */
function describeOthers({ base, scope, }) {
    if (base.kind === 'none' || base.others.length === 0 || scope.kind !== 'urls')
        return [];
    const commits = (0,build_text/* countOf */.pq)(base.others.length, 'commit', 'commits');
    const text = `${commits} that may have been live since, of deploys that did not succeed or overlapped`;
    return [{ title: 'Also compared with', text }];
}
function describeFolder({ root }) {
    return root === '' ? 'of the repository' : `in ${root}`;
}
function describeFiles({ files }) {
    if (files === undefined)
        return 'not compared';
    const { added, changed, removed } = files;
    return `${(0,build_text/* formatCount */.B4)(added)} added, ${(0,build_text/* formatCount */.B4)(changed)} changed, ${(0,build_text/* formatCount */.B4)(removed)} removed`;
}
function describeScope({ scope, site }) {
    if (scope.kind === 'urls')
        return `${nameAmount('urls', scope.urls.length)} under ${site}`;
    const { hosts, prefixes, urls } = scope.lists;
    // Cloudflare knows no ports in hosts and prefixes.
    const ports = new URL(site).port === '' ? '' : ' on all ports';
    const names = [
        ...[...hosts].map((host) => `the host ${host}${ports}`),
        ...[...prefixes].map((prefix) => `the prefix ${prefix}${ports}`),
        ...[...urls].map((url) => `the URL ${nameItem(url)}`),
    ];
    return names.join(', ');
}
/** `Everything under https://… instead of single URLs (the host …): …` */
function describeWholeSite(changes) {
    const why = changes.scope.kind === 'urls' ? '' : changes.scope.why;
    return `To purge: everything under ${changes.site} instead of single URLs (${describeScope(changes)}): ${why}`;
}

// EXTERNAL MODULE: ./build/verify/verdict.js
var verify_verdict = __webpack_require__(21);
;// CONCATENATED MODULE: ./build/report/explain-failure.js

/** Puts a failure into words. */
function explainFailure(failure) {
    const { cause, advice } = failure.diagnosis;
    const ray = failure.kind === 'no-reply' || failure.ray === undefined ? undefined : (0,build_text/* inline */.mG)(failure.ray);
    return { ...describeSeen(failure), ray, cause, advice };
}
function describeSeen(failure) {
    switch (failure.kind) {
        case 'no-reply':
            return { seen: `no answer (${(0,build_text/* inline */.mG)(failure.code)})`, topic: failure.code };
        case 'redirect':
            return {
                seen: `a redirect to ${(0,build_text/* inline */.mG)(failure.location)} (HTTP ${failure.status})`,
                topic: 'redirect',
            };
        case 'unreadable': {
            const { content, status } = failure;
            const what = content === 'empty' ? 'an empty answer' : `${content} instead of an answer of the API`;
            return { seen: `${what} (HTTP ${status})`, topic: `${content} ${status}` };
        }
        case 'refused':
            return {
                seen: describeErrors(failure.status, failure.errors),
                topic: `${failure.status} ${failure.errors.map(({ code }) => code).join(' ')}`,
            };
    }
}
/** What one error says: `1082 "You can only purge files for this zone"`. */
function describeError({ code, message, chain, documentation }) {
    const deeper = chain.map((link) => `${link.code} "${(0,build_text/* inline */.mG)(link.message)}"`);
    const below = deeper.length === 0 ? '' : ` (${deeper.slice(0, 3).join(', ')})`;
    const page = documentation === undefined ? '' : `, see ${(0,build_text/* inline */.mG)(documentation)}`;
    return `${code} "${(0,build_text/* inline */.mG)(message)}"${below}${page}`;
}
/** Code 1016 only says that others failed: https://developers.cloudflare.com/cache/how-to/purge-cache/ */
const trailerCode = 1016;
function describeErrors(status, errors) {
    const telling = errors.filter(({ code }) => code !== trailerCode);
    const shown = (telling.length === 0 ? errors : telling).slice(0, 3).map(describeError);
    const more = telling.length > 3 ? ` and ${telling.length - 3} more` : '';
    return `${shown.length === 0 ? 'no reason given' : shown.join(', ')}${more} (HTTP ${status})`;
}

// EXTERNAL MODULE: ./build/cloudflare/named-items.js
var named_items = __webpack_require__(846);
;// CONCATENATED MODULE: ./build/report/problems.js




const stopExplanations = {
    timeout: {
        cause: 'the time of `timeout` was over',
        advice: 'Raise `timeout`, or purge with fewer requests: a prefix or host instead of many URLs',
    },
    'wait-outlasts-timeout': {
        cause: 'the wait before the next try would have outlasted `timeout`, so the step ended early',
        advice: 'Raise `timeout`, or purge with fewer requests: a prefix or host instead of many URLs',
    },
    cancelled: {
        cause: 'the job was canceled',
        advice: 'Run the job again: purging twice does no harm',
    },
};
/** Everything of an outcome that is not purged, with its reason. */
function findProblems({ request, result }) {
    const where = { scope: nameScope(request), kind: request.content.kind };
    const items = nameItems(request);
    switch (result.kind) {
        case 'accepted':
            return [];
        case 'failed': {
            const explained = explainFailure(result.failure);
            if (result.stopped === undefined)
                return [{ ...where, items, ...explained }];
            const stop = stopExplanations[result.stopped];
            const cause = `${explained.cause}, and ${stop.cause}`;
            // Without an answer the purge may have taken place, which more time would not tell.
            const advice = result.failure.kind === 'no-reply' ? `${explained.advice}. ${stop.advice}` : stop.advice;
            return [{ ...where, items, ...explained, cause, advice }];
        }
        case 'not-tried': {
            const { cause } = result;
            const untried = { ...where, items, seen: undefined, topic: 'not tried' };
            if (cause.kind === 'stopped') {
                return [{ ...untried, ray: undefined, ...stopExplanations[cause.reason] }];
            }
            const { cause: reason, advice, ray } = explainFailure(cause.failure);
            const of = cause.kind === 'zone' ? 'this zone' : 'the whole step';
            return [{ ...untried, ray, cause: `not tried, since for ${of} ${reason}`, advice }];
        }
    }
}
const mostExamples = 3;
/** Takes together what has the same reason in the same zone; the most items first. */
function groupProblems(outcomes) {
    const groups = new Map();
    for (const outcome of outcomes) {
        for (const problem of findProblems(outcome)) {
            const key = JSON.stringify([problem.scope, problem.kind, problem.cause, problem.topic]);
            const known = groups.get(key);
            groups.set(key, {
                first: known?.first ?? problem,
                count: (known?.count ?? 0) + problem.items.length,
                requests: (known?.requests ?? 0) + 1,
                examples: [...(known?.examples ?? []), ...problem.items].slice(0, mostExamples),
            });
        }
    }
    return [...groups.values()].sort((a, b) => b.count - a.count);
}
/** Errors that Cloudflare reported although it accepted the request, each with the items it names. */
function describeRemarks(outcomes) {
    const remarks = new Map();
    for (const { request, result } of outcomes) {
        if (result.kind !== 'accepted')
            continue;
        const items = nameItems(request);
        const named = (0,named_items/* findNamedItems */.H)(request.content, result.errors);
        for (const error of result.errors) {
            const about = items.filter((_, place) => named.get(place) === error);
            const key = `${nameScope(request)}: ${describeError(error)}`;
            remarks.set(key, [...(remarks.get(key) ?? []), ...about]);
        }
    }
    return [...remarks].map(([remark, items]) => {
        const shown = items.slice(0, mostExamples).map(build_text/* inlineItem */.NN);
        const more = items.length > shown.length ? ` and ${items.length - shown.length} more` : '';
        const about = items.length === 0 ? '' : ` about ${shown.join(', ')}${more}`;
        return `Cloudflare accepted the purge, but reported an error${about}. ${remark}`;
    });
}

;// CONCATENATED MODULE: ./build/report/describe-problems.js




/** `urls, line 3: "ftp://x" has another scheme … Accepted: …` */
function describeFault(fault) {
    if ('meant' in fault) {
        return `Unknown input \`${(0,build_text/* inline */.mG)(fault.input)}\`. Did you mean \`${fault.meant}\`?`;
    }
    const { input, place, item, problem, accepted } = fault;
    const where = place === undefined ? input : `${input}, ${describePlace(place)}`;
    const what = item === undefined ? '' : `"${showFaulty(item)}" `;
    const form = accepted === undefined ? '' : `. Accepted: ${(0,build_text/* inline */.mG)(accepted, 600)}`;
    return `${where}: ${what}${(0,build_text/* inline */.mG)(problem, 600)}${form}`;
}
/** `list.txt, line 3` */
function describePlace({ file, line, item }) {
    return [
        ...(file === undefined ? [] : [(0,build_text/* inlineItem */.NN)(file)]),
        ...(line === undefined ? [] : [`line ${line}`]),
        ...(item === undefined ? [] : [`item ${item}`]),
    ].join(', ');
}
/** A faulty item, without what may be a password in it. */
function showFaulty(item) {
    return (0,build_text/* inlineItem */.NN)(hideCredentials(item));
}
/**
 * Takes out all that may be a user name and a password. No pattern, since an item may be a file of
 * many megabytes in one line.
 */
function hideCredentials(item) {
    const at = item.lastIndexOf('@');
    if (at < 0)
        return item;
    const schemeEnd = item.slice(0, at).indexOf('://');
    const scheme = schemeEnd < 0 ? '' : item.slice(0, schemeEnd + '://'.length);
    // What stands before the `@` may also be the query of a long item, which is not shown either.
    return item.slice(0, at).includes('?') ? `${scheme}***…` : `${scheme}***${item.slice(at)}`;
}
/** `2 URLs of example.com: 1082 "…" (HTTP 400), cf-ray …: cause. Advice. For example: …` */
function describeGroup({ first, count, examples }) {
    const amount = nameAmount(first.kind, count);
    const ray = first.ray === undefined ? '' : `, cf-ray ${first.ray}`;
    const seen = first.seen === undefined ? '' : `${first.seen}${ray}: `;
    const shown = first.kind === 'everything' ? '' : ` (${describeExamples(examples, count)})`;
    return `${amount} of ${(0,build_text/* inline */.mG)(first.scope)}${shown}: ${seen}${first.cause}. ${first.advice}.`;
}
function describeExamples(examples, count) {
    const shown = examples.map(build_text/* inlineItem */.NN).join(', ');
    return count > examples.length ? `${shown} and ${count - examples.length} more` : shown;
}
/** Why a look-up brought nothing. */
function describeLookUpFailure({ subject, failure, stopped }) {
    const what = `${(0,build_text/* inline */.mG)(subject.what)} could not be looked up`;
    const stop = stopped === undefined ? undefined : stopExplanations[stopped];
    if (failure === undefined) {
        const { cause, advice } = stop ?? stopExplanations.cancelled;
        return `${what}: ${cause}. ${advice}.`;
    }
    const { seen, ray, ...explained } = explainFailure(failure);
    const { permission } = subject;
    const { cause, advice } = permission !== undefined && mayNotLookUp(failure)
        ? explainPermission(permission, subject)
        : { ...explained, ...(stop === undefined ? {} : { advice: stop.advice }) };
    return `${what}: ${seen}${ray === undefined ? '' : `, cf-ray ${ray}`}: ${cause}. ${advice}.`;
}
function mayNotLookUp(failure) {
    const { next } = failure.diagnosis;
    return next === 'hold' || next === 'stop-zone';
}
function explainPermission(permission, { instead }) {
    return {
        cause: 'the token may not look this up',
        advice: `Give the token the permission ${permission} for this zone as well, or give ${instead}, which needs no look-up`,
    };
}

;// CONCATENATED MODULE: ./build/report/describe-checks.js






/** Whether something is stale, or what had to be done once more was not done. */
function hasFailed({ results, resent, cancelled }) {
    const isLost = (0,send/* countOutcome */.y)(resent).unpurged > 0;
    return cancelled || isLost || results.some(({ verdict }) => verdict.verdict === 'stale');
}
/** `; 2 checks: 1 fresh, 1 stale; from 3 places: 3 fresh, 3 stale` */
function describeVerification(verification) {
    if (verification === undefined)
        return '';
    const { results, repurges, resends } = verification;
    const here = results.filter(({ from }) => from.kind === 'runner');
    const there = results.filter(({ from }) => from.kind !== 'runner');
    const places = new Set(there.map(({ from }) => (0,verify_verdict/* nameVantage */.SA)(from))).size;
    const far = there.length === 0 ? '' : `; from ${(0,build_text/* countOf */.pq)(places, 'place')}: ${countVerdicts(there)}`;
    const accepted = repurges.filter(({ outcome }) => outcome.result.kind === 'accepted').length;
    const again = accepted === 0 ? '' : `, ${(0,build_text/* countOf */.pq)(accepted, 're-purge')}`;
    const whole = resends === 0 ? '' : `, the whole plan sent ${(0,build_text/* countOf */.pq)(resends, 'more time')}`;
    return `; ${(0,build_text/* countOf */.pq)(here.length, 'check')}: ${countVerdicts(here)}${far}${again}${whole}`;
}
/** `1 fresh, 1 stale` */
function countVerdicts(results) {
    const counts = ['fresh', 'stale', 'inconclusive'].flatMap((freshness) => {
        const count = results.filter(({ verdict }) => verdict.verdict === freshness).length;
        return count === 0 ? [] : [`${count} ${freshness}`];
    });
    return counts.join(', ');
}
/** What is stale, and what would tell more. */
function describeStale(verification) {
    const { results, resent, cancelled } = verification;
    if (cancelled)
        return ['Run the job again: purging twice does no harm.'];
    const stale = results
        .filter(({ verdict }) => verdict.verdict === 'stale')
        .map(({ check, from, verdict, ...result }) => `verify ${(0,checks/* nameCheck */.AS)(check)}${(0,verify_verdict/* nameVantage */.SA)(from)}: stale after ${(0,build_text/* countOf */.pq)(result.repurges, 're-purge')}, ${(0,verify_verdict/* describeVerdict */.XZ)(verdict)}.${describeLater(result.later)}${describeRefusal(result.refusal)} ${adviseOnStale(verdict)}.`);
    const lost = groupProblems(resent).map((group) => `When the plan was sent again: ${describeGroup(group)}`);
    return [...lost, ...stale];
}
/** What came after it was stale, which casts no doubt on that. */
function describeLater(later) {
    return later === undefined
        ? ''
        : ` The last response shows nothing else: ${(0,verify_verdict/* describeVerdict */.XZ)(later)}.`;
}
/** Why a URL could not be purged by itself; nothing where it could. */
function describeRefusal(refusal) {
    switch (refusal?.kind) {
        case undefined:
            return '';
        case 'outside':
            return ' It was not purged by itself: its host is in none of the zones of this step.';
        case 'unknown-zone':
            return ' It was not purged by itself: the names of the zones could not be looked up, which takes Zone › Zone › Read.';
        case 'not-accepted': {
            const problem = findProblems(refusal.outcome)[0];
            if (problem === undefined)
                return '';
            const seen = problem.seen === undefined ? '' : `${problem.seen}: `;
            return ` It could not be purged by itself: ${seen}${problem.cause}.`;
        }
    }
}
function adviseOnStale({ reason }) {
    if (reason.kind === 'not-reached')
        return 'Correct the lists, and run the job again';
    return reason.kind === 'cached-before'
        ? 'If the origin sends its own Age, or other visitors refill the cache before the check runs, only a content check can tell: `URL contains text` or `URL equals file`'
        : 'Check whether the deploy is complete (`wait-for` can wait for it), whether the origin serves the new content, and whether a Worker or another cache is in between';
}
/** What could not be told, as warnings: one for each reason, wherever it was met. */
function describeInconclusive({ results }) {
    const unclear = results.filter(({ verdict }) => verdict.verdict === 'inconclusive');
    // Not by what the response showed: `Age` and data center differ, and the reason is the same.
    const byReason = Map.groupBy(unclear, ({ verdict }) => (0,verify_verdict/* describeReason */.Gk)(verdict.reason));
    return [...byReason.values()].flatMap(([first, ...more]) => {
        if (first === undefined)
            return [];
        const { check, from, verdict } = first;
        const count = more.length === 0 ? '' : ` (and ${(0,build_text/* countOf */.pq)(more.length, 'more check')})`;
        return `verify ${(0,checks/* nameCheck */.AS)(check)}${(0,verify_verdict/* nameVantage */.SA)(from)}${count}: inconclusive, ${(0,verify_verdict/* describeVerdict */.XZ)(verdict)}`;
    });
}
const waitCancelled = `Waiting ended early: ${stopExplanations.cancelled.cause}. ${stopExplanations.cancelled.advice}`;
const waitTimedOut = 'Check whether the deploy went through, raise `wait-timeout`, or check the origin instead of a cached address';
const waitRefused = 'The site refused the check: send what lets it pass in `check-headers` (nothing does in Bot Fight Mode), or check the origin by an address of its own';
function adviseOnWait(stopped, isRefused) {
    if (stopped === 'cancelled')
        return waitCancelled;
    return isRefused ? waitRefused : waitTimedOut;
}
/** What `wait-for` waited for in vain. */
function describeUnmet(waits) {
    return waits
        .filter(({ held }) => !held)
        .map(({ check, seen, tries, ms, stopped, isRefused }) => `wait-for ${(0,checks/* nameCheck */.AS)(check)}: did not pass after ${(0,build_text/* formatDuration */.a3)(ms)} and ${(0,build_text/* countOf */.pq)(tries, 'try', 'tries')}; last seen: ${seen ?? 'no answer'}. ${adviseOnWait(stopped, isRefused)}.`);
}

;// CONCATENATED MODULE: ./build/report/record.js







const emptyRecord = {
    requested: 0,
    settings: undefined,
    changes: undefined,
    plan: [],
    waits: [],
    outcomes: [],
    sendingMs: 0,
    verification: undefined,
    warnings: [],
    warned: [],
    end: { kind: 'sent' },
};
/** Ends the step early, as expected; caught in one place. */
class StepEnded extends Error {
    end;
    constructor(end) {
        super(end.kind);
        this.end = end;
    }
}
/** The numbers of the outputs. */
function countRecord({ end, requested, plan, outcomes }) {
    const { purged, requests } = (0,send/* countOutcome */.y)(outcomes);
    if (end.kind === 'dry-run' || end.kind === 'nothing-to-purge') {
        return { purged, unpurged: 0, requests };
    }
    const planned = plan.reduce((sum, request) => sum + (0,cloudflare_request/* countRequestItems */.zA)(request), 0);
    return { purged, unpurged: (planned || requested) - purged, requests };
}
function isFailure(record) {
    const { end, verification } = record;
    switch (end.kind) {
        case 'dry-run':
        case 'nothing-to-purge':
            return false;
        case 'sent':
            return (countRecord(record).unpurged > 0 || (verification !== undefined && hasFailed(verification)));
        default:
            return true;
    }
}
/** Whether visitors get the new bytes, as far as the checks tell. */
function sumUpVerification({ settings, end, outcomes, verification }) {
    if (verification === undefined) {
        const isCutOff = end.kind === 'bug' && outcomes.length > 0;
        return isCutOff && (settings?.verify.length ?? 0) > 0 ? 'unknown' : '';
    }
    if (verification.cancelled || verification.error !== undefined)
        return 'unknown';
    if (hasFailed(verification))
        return 'false';
    const isFresh = verification.results.every(({ verdict }) => verdict.verdict === 'fresh');
    return isFresh ? 'true' : 'unknown';
}
/** What people should know, although it fails nothing; what was said already comes first. */
function listWarnings({ warned, warnings, outcomes, verification }) {
    const checks = verification === undefined
        ? []
        : [...verification.warnings, ...describeInconclusive(verification)];
    return [...warned, ...warnings, ...describeRemarks(outcomes), ...checks];
}
/** What is right as it is, but should be known. */
function listNotices(record) {
    const { end, changes } = record;
    return [
        ...(end.kind === 'nothing-to-purge' ? [sumUp(record)] : []),
        ...(changes === undefined ? [] : noticeChanges(changes)),
    ];
}
/** One sentence that sums up, without a period. A failure starts with what failed. */
function sumUp(record) {
    const { end, settings, plan, waits, outcomes, verification } = record;
    switch (end.kind) {
        case 'bad-inputs': {
            const { faults, left } = end.found;
            const count = [...left.values()].reduce((sum, more) => sum + more, faults.length);
            return `The inputs are wrong (${(0,build_text/* countOf */.pq)(count, 'error')}), and nothing was purged`;
        }
        case 'look-up-failed':
            return 'A lookup failed, and nothing was purged';
        case 'cancelled':
            return 'The job was canceled before anything was sent, so nothing was purged';
        case 'nothing-to-purge':
            return settings?.changed === undefined
                ? 'Nothing to purge: the list is empty'
                : 'Nothing to purge: no file has changed';
        case 'dry-run': {
            const checks = (settings?.waitFor.length ?? 0) + (settings?.verify.length ?? 0);
            const skipped = checks === 0 ? '' : `; ${(0,build_text/* countOf */.pq)(checks, 'check')} not run`;
            return `Dry run: ${(0,build_text/* countOf */.pq)(plan.length, 'purge request')} planned, none sent${skipped}`;
        }
        case 'not-deployed': {
            const failed = waits.filter(({ held }) => !held).length;
            return `Nothing was purged: ${failed} of ${(0,build_text/* countOf */.pq)(waits.length, '`wait-for` check')} did not pass`;
        }
        case 'bug': {
            const done = outcomes.length === 0 ? 'nothing was purged' : describeSent(record);
            return `An unexpected error, which is a bug in this action: ${record_describeError(end.error)} (${done})`;
        }
        case 'sent': {
            const failure = verification === undefined ? undefined : describeFailure(verification);
            const sent = describeSent(record);
            return failure === undefined
                ? `${sent[0]?.toUpperCase()}${sent.slice(1)}${describeVerification(verification)}`
                : `${failure} (${sent}${describeVerification(verification)})`;
        }
    }
}
/** `TypeError: x is not a function`, for one line. */
function record_describeError(error) {
    if (!(error instanceof Error))
        return (0,build_text/* inline */.mG)(String(error));
    return (0,build_text/* inline */.mG)(error.name === 'Error' ? error.message : `${error.name}: ${error.message}`);
}
/** What of the checks fails the step. */
function describeFailure(verification) {
    if (!hasFailed(verification))
        return undefined;
    const { results, cancelled, resent } = verification;
    if (cancelled)
        return 'The job was canceled before all checks were done';
    const stale = results.filter(({ verdict }) => verdict.verdict === 'stale').length;
    if (stale > 0) {
        return `${stale} of ${(0,build_text/* countOf */.pq)(results.length, 'check')} ${stale === 1 ? 'is' : 'are'} stale`;
    }
    const { unpurged } = (0,send/* countOutcome */.y)(resent);
    return `${(0,build_text/* countOf */.pq)(unpurged, 'item')} not purged when the plan was sent again`;
}
/** `purged 2 tags in 1 request, 85 ms`, or `1 of 3 items not purged, 2 purged` */
function describeSent(record) {
    const { purged, unpurged, requests } = countRecord(record);
    const verb = record.settings?.method === 'invalidate' ? 'invalidated' : 'purged';
    if (unpurged > 0) {
        const all = (0,build_text/* countOf */.pq)(purged + unpurged, 'item');
        return `${(0,build_text/* formatCount */.B4)(unpurged)} of ${all} not ${verb}, ${(0,build_text/* formatCount */.B4)(purged)} ${verb}`;
    }
    const time = record.sendingMs === 0 ? '' : `, ${(0,build_text/* formatDuration */.a3)(record.sendingMs)}`;
    return `${verb} ${describeAmounts(record)} in ${(0,build_text/* countOf */.pq)(requests, 'request')}${time}`;
}
/** `3 URLs, 2 tags in 2 zones` */
function describeAmounts({ plan }) {
    const kinds = new Map();
    for (const request of plan) {
        const { kind } = request.content;
        kinds.set(kind, (kinds.get(kind) ?? 0) + (0,cloudflare_request/* countRequestItems */.zA)(request));
    }
    const zones = new Set(plan.map(({ zone }) => zone.id)).size;
    const amounts = [...kinds].map(([kind, count]) => nameAmount(kind, count)).join(', ');
    return zones > 1 ? `${amounts} in ${zones} zones` : amounts;
}

// EXTERNAL MODULE: external "os"
var external_os_ = __webpack_require__(857);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __webpack_require__(982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __webpack_require__(896);
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./build/runner.js
// Parts of the toolkit instead of all of it: its main module also loads an OIDC client, an HTTP client
// and a process launcher, which a step with a token in its hands is better without, and which cost a
// third of the start-up. The version is pinned, and every scenario runs the bundle.




/**
 * The runner of GitHub Actions, by its workflow commands on standard output.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
function createActionsRunner(output) {
    return {
        mask: (secret) => issueCommand('add-mask', {}, secret),
        info: (line) => {
            output.write(`${(0,build_text/* escapeLogLine */._P)(line)}\n`);
        },
        debug: (line) => issueCommand('debug', {}, line),
        notice: (message, annotation) => issueCommand('notice', { ...annotation }, message),
        warning: (message, annotation) => issueCommand('warning', { ...annotation }, message),
        error: (message, annotation) => issueCommand('error', { ...annotation }, message),
        startGroup: (title) => issueCommand('group', {}, title),
        endGroup: () => issueCommand('endgroup', {}, ''),
        setOutput: (name, value) => issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value)),
        addSummary: async (markdown) => {
            await summary.addRaw(markdown, true).write();
        },
    };
}
/** Names of the outputs, as `action.yml` declares them (a test holds the two together). */
const outputNames = [
    'purge-id',
    'purge-ids',
    'purged',
    'unpurged',
    'requests',
    'verified',
    'report',
];

;// CONCATENATED MODULE: ./build/report/describe-failure.js




/** What went wrong, a line for each problem, the most important first. */
function describeProblems({ end, outcomes, waits, verification }) {
    switch (end.kind) {
        case 'bad-inputs':
            return describeFaults(end.found);
        case 'look-up-failed':
            return [describeLookUpFailure(end.failure)];
        case 'cancelled':
            return [`${stopExplanations.cancelled.advice}.`];
        case 'not-deployed':
            return describeUnmet(waits);
        case 'nothing-to-purge':
        case 'dry-run':
            return [];
        case 'sent':
        case 'bug':
            return [
                ...groupProblems(outcomes).map(describeGroup),
                ...(verification === undefined ? [] : describeStale(verification)),
                ...(end.kind === 'bug' ? ['Please open an issue with this message.'] : []),
            ];
    }
}
function nameFailure({ end, outcomes }) {
    switch (end.kind) {
        case 'bad-inputs':
            return { title: 'Nothing purged: wrong inputs', section: 'the-inputs-are-wrong' };
        case 'look-up-failed':
            return { title: 'Nothing purged: a lookup failed', section: 'a-lookup-failed' };
        case 'cancelled':
            return { title: 'Nothing purged: job canceled', section: 'the-step-stopped' };
        case 'not-deployed':
            return { title: 'Nothing purged: deploy not live', section: 'before-the-purge-wait-for' };
        case 'bug':
            return { title: 'Unexpected error', section: undefined };
        default: {
            const failed = outcomes.find(({ result }) => result.kind !== 'accepted')?.result;
            if (failed === undefined) {
                return { title: 'Cache still stale', section: 'after-the-purge-verify' };
            }
            return { title: 'Not everything was purged', section: findSection(failed) };
        }
    }
}
function findSection(result) {
    if (result.kind === 'not-tried')
        return 'the-step-stopped';
    if (result.kind === 'failed' && result.stopped !== undefined)
        return 'the-step-stopped';
    const isSilent = result.kind === 'failed' && result.failure.kind === 'no-reply';
    return isSilent ? 'no-answer' : 'cloudflare-refused-it';
}
/** The file and the line of the first error, if it is in a file. */
function findPlace({ end }) {
    const [first] = end.kind === 'bad-inputs' ? end.found.faults : [];
    const { file, line } = (first !== undefined && 'place' in first && first.place) || {};
    return file === undefined || line === undefined ? {} : { file, line };
}
/** How many more items a line names that have the same problem. */
const mostOthers = 9;
/** A line for each problem of an input, with a count if several items have it. */
function describeFaults({ faults, left }) {
    const groups = [
        ...Map.groupBy(faults, (fault) => JSON.stringify({ ...fault, place: '', item: '' })).values(),
    ];
    const unnamed = new Map(left);
    const lines = groups.map(([first, ...others]) => {
        if (first === undefined)
            return '';
        // If an input has one problem so far, the items that were not kept count as having it too.
        const isOnly = groups.filter(([fault]) => fault?.input === first.input).length === 1;
        const hidden = isOnly ? (unnamed.get(first.input) ?? 0) : 0;
        if (isOnly)
            unnamed.delete(first.input);
        return `${describeFault(first)}${describe_failure_describeOthers(others, hidden)}`;
    });
    const more = [...unnamed].map(([input, count]) => `${input}: ${(0,build_text/* countOf */.pq)(count, 'more error')}`);
    return [...lines, ...more];
}
/** `. The same with "b" (line 7), "c" (line 9) and 27 more` */
function describe_failure_describeOthers(others, hidden) {
    if (others.length + hidden === 0)
        return '';
    const named = others.slice(0, mostOthers);
    const count = others.length + hidden - named.length;
    const examples = named
        .map((fault) => {
        const { item = '', place } = 'meant' in fault ? {} : fault;
        const where = place === undefined ? '' : ` (${describePlace(place)})`;
        return `"${showFaulty(item)}"${where}`;
    })
        .join(', ');
    const more = count === 0 ? '' : `${named.length === 0 ? '' : ' and '}${(0,build_text/* formatCount */.B4)(count)} more`;
    return `. The same with ${examples}${more}`;
}

;// CONCATENATED MODULE: ./build/report/report-file.js







/**
 * Writes the JSON report in pieces, so that a million items are never one string.
 * Its form: docs/report.md.
 */
function* writeReport(record) {
    const { end, settings, changes, plan, outcomes, waits, verification } = record;
    const head = {
        version: 1,
        result: end.kind,
        failed: isFailure(record),
        headline: sumUp(record),
        method: settings?.method ?? null,
        counts: countRecord(record),
        verified: sumUpVerification(record),
        problems: describeProblems(record),
        warnings: listWarnings(record),
        notices: listNotices(record),
        changed: changes === undefined ? null : reportChanges(changes),
    };
    yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n`;
    yield* writeArray('plan', plan, (request) => [(0,cloudflare_request/* toApiRequest */.vx)(request)]);
    yield ',\n';
    yield* writeArray('requests', outcomes, (outcome) => [describeRequest(outcome)]);
    yield ',\n';
    yield* writeArray('unpurged', outcomes, findProblems);
    yield ',\n';
    yield* writeArray('waits', waits, (wait) => [describeWait(wait)]);
    yield ',\n';
    yield* writeArray('checks', verification?.results ?? [], (check) => [describeCheck(check)]);
    yield ',\n';
    const checked = new Set(verification?.results.map(({ check }) => check.url));
    yield* writeArray('repurges', verification?.repurges ?? [], ({ url, outcome }) => [
        // The query of where a redirect led to may open what is there to whoever reads the report.
        { url: checked.has(url) ? url : url.replace(/\?.*/s, ''), ...describeRequest(outcome) },
    ]);
    yield ',\n';
    yield* writeArray('resent', verification?.resent ?? [], (outcome) => [describeRequest(outcome)]);
    yield '\n}\n';
}
function* writeArray(name, values, describe) {
    yield `  "${name}": [`;
    let separator = '\n    ';
    for (const value of values) {
        for (const entry of describe(value)) {
            yield separator + JSON.stringify(entry);
            separator = ',\n    ';
        }
    }
    yield separator.startsWith(',') ? '\n  ]' : ']';
}
function describeRequest(outcome) {
    const { request, result, tries, ms } = outcome;
    const { zone, environment, method, content } = request;
    return {
        zone,
        ...(environment === undefined ? {} : { environment }),
        method,
        kind: content.kind,
        items: (0,cloudflare_request/* countRequestItems */.zA)(request),
        result: result.kind,
        ...describeWhy(outcome),
        id: result.kind === 'accepted' ? (result.id ?? null) : null,
        ray: rayOf(result) ?? null,
        tries,
        ms: Math.round(ms),
    };
}
/** What was seen of a request that was not accepted whole; the items stand under `unpurged`. */
function describeWhy(outcome) {
    const [problem] = findProblems(outcome);
    return problem === undefined ? {} : { why: problem.seen ?? problem.cause };
}
function describeWait({ check, held, tries, ms, seen }) {
    return { check: (0,checks/* nameCheck */.AS)(check), held, tries, ms: Math.round(ms), seen: seen ?? null };
}
function describeCheck({ check, from, verdict, ...rest }) {
    return {
        check: (0,checks/* nameCheck */.AS)(check),
        from: from.kind === 'probe' ? from.place : from.kind,
        verdict: verdict.verdict,
        reason: verdict.reason.kind,
        why: (0,verify_verdict/* describeVerdict */.XZ)(verdict),
        later: rest.later === undefined ? null : (0,verify_verdict/* describeVerdict */.XZ)(rest.later),
        status: verdict.status ?? null,
        cacheStatus: verdict.cacheStatus ?? null,
        age: verdict.age ?? null,
        dataCentre: verdict.dataCentre ?? null,
        tries: rest.tries,
        repurges: rest.repurges,
        msToFresh: rest.msToFresh === undefined ? null : Math.round(rest.msToFresh),
        note: rest.note ?? null,
    };
}
function rayOf(result) {
    if (result.kind === 'accepted')
        return result.ray;
    if (result.kind === 'not-tried' || result.failure.kind === 'no-reply')
        return undefined;
    return result.failure.ray;
}

;// CONCATENATED MODULE: ./build/report/check-tables.js




const signs = { fresh: '✅ fresh', stale: '❌ stale', inconclusive: '⚠️ inconclusive' };
/** The checks before and after the purge as tables for the summary. */
function tabulateChecks(waits, verification) {
    const tables = [
        {
            title: 'Waited for',
            head: ['Check', 'Result', 'Seen last', 'Tries', 'Time'],
            rows: waits.map(({ check, held, seen, tries, ms }) => [
                quoteCheck(check),
                held ? '✅ passes' : '❌ does not pass',
                quote(seen ?? 'no answer', 300),
                tries,
                (0,build_text/* formatDuration */.a3)(ms),
            ]),
        },
        {
            title: 'Verified',
            head: ['Check', 'Verdict', 'Why', 'Data center', 'Tries', 'Re-purges', 'Fresh after'],
            rows: resultsFrom(verification, true).map(describeResult),
        },
        {
            title: 'Verified from around the world',
            head: ['Check', 'Place', 'Network', 'Data center', 'Cache', 'Verdict', 'Fresh after'],
            rows: resultsFrom(verification, false).map(describeFarResult),
        },
        {
            title: 'Sent again',
            head: [],
            rows: verification === undefined || verification.resends === 0
                ? []
                : [
                    [
                        `A check turned fresh only when its URL was purged by itself, so the whole plan was sent ${(0,build_text/* countOf */.pq)(verification.resends, 'more time')}.`,
                    ],
                ],
        },
    ];
    return tables.filter(({ rows }) => rows.length > 0);
}
function describeResult(result) {
    const { check, verdict, tries, repurges, msToFresh, note } = result;
    return [
        quoteCheck(check),
        signs[verdict.verdict],
        [quote((0,verify_verdict/* describeReason */.Gk)(verdict.reason), 500), ...(note === undefined ? [] : [note])],
        verdict.dataCentre ?? '',
        tries,
        repurges,
        msToFresh === undefined ? '' : (0,build_text/* formatDuration */.a3)(msToFresh),
    ];
}
/** The worst first, where the table has to be cut. */
function resultsFrom(verification, isRunner) {
    const results = verification?.results ?? [];
    const ofOne = results.filter(({ from }) => (from.kind === 'runner') === isRunner);
    return ofOne.toSorted((a, b) => rank(a) - rank(b));
}
function rank({ verdict }) {
    return ['stale', 'inconclusive', 'fresh'].indexOf(verdict.verdict);
}
function describeFarResult(result) {
    const { check, from, verdict, repurges, msToFresh } = result;
    return [
        quoteCheck(check),
        ...quotePlace(from),
        verdict.dataCentre ?? '',
        describeCache(verdict),
        [
            signs[verdict.verdict],
            ...(repurges === 0 ? [] : [`after ${(0,build_text/* countOf */.pq)(repurges, 're-purge')}`]),
            ...(verdict.verdict === 'fresh' ? [] : [quote((0,verify_verdict/* describeReason */.Gk)(verdict.reason), 500)]),
        ],
        msToFresh === undefined ? '' : (0,build_text/* formatDuration */.a3)(msToFresh),
    ];
}
function quotePlace(from) {
    if (from.kind !== 'probe')
        return ['', ''];
    const { city, country, network, asn } = from.place;
    const number = asn === undefined ? '' : ` (AS${asn})`;
    return [quote(`${city}, ${country}`), quote(`${network}${number}`)];
}
/** `HIT, Age 12 s`; without a cache status, the status. */
function describeCache({ status, cacheStatus, age }) {
    const answer = status === undefined ? '' : `HTTP ${status}`;
    const aged = age === undefined ? '' : `, Age ${age} s`;
    return cacheStatus === undefined ? answer : quote(`${cacheStatus}${aged}`);
}
function quoteCheck(check) {
    return quote((0,checks/* nameCheck */.AS)(check), 500);
}

;// CONCATENATED MODULE: ./build/report/summary.js










/** GitHub drops a summary of more than 1 MiB; a character takes up to 3 bytes. */
const mostCharacters = 250_000;
const mostShownItems = 5;
/**
 * Writes the job summary: what was purged, by zone and kind, and what was not and why.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
function writeSummary(record) {
    const groups = groupProblems(record.outcomes);
    const tables = [
        ...(record.changes === undefined ? [] : [tabulateChanges(record.changes)]),
        ...tabulateScopes(record),
        ...tabulateGroups(groups),
        ...tabulateChecks(record.waits, record.verification),
        // What was not purged has a table of its own.
        ...listLines('What is wrong', describeProblems(record).slice(groups.length)),
        ...listLines('Warnings', listWarnings(record)),
    ];
    const lines = [
        `## ${signOf(record)} Cloudflare cache\n`,
        `<p>${writeCell(quote(`${sumUp(record)}.`, 500))}</p>`,
    ];
    let left = mostCharacters;
    for (const table of tables) {
        for (const line of writeTable(table)) {
            left -= line.length;
            if (left < 0) {
                return `${lines.join('\n')}\n</table>\n\n… cut here; the rest is in the report.\n\n`;
            }
            lines.push(line);
        }
    }
    return `${lines.join('\n')}\n\n`;
}
function signOf(record) {
    if (isFailure(record))
        return '❌';
    if (record.end.kind !== 'sent')
        return 'ℹ️';
    return sumUpVerification(record) === 'unknown' ? '⚠️' : '✅';
}
/** One row for each zone and kind, in the order of the plan. */
function countScopes({ plan, outcomes }) {
    const parts = outcomes.length === 0
        ? plan.map((request) => ({ request, unpurged: undefined }))
        : outcomes.map((outcome) => ({
            request: outcome.request,
            unpurged: (0,send/* countOutcome */.y)([outcome]).unpurged,
        }));
    const rows = new Map();
    for (const { request, unpurged } of parts) {
        const scope = nameScope(request);
        const key = `${scope} ${request.content.kind}`;
        const known = rows.get(key);
        const examples = known?.examples ?? [];
        rows.set(key, {
            scope,
            kind: request.content.kind,
            examples: examples.length < mostShownItems
                ? [...examples, ...nameItems(request)].slice(0, mostShownItems)
                : examples,
            items: (known?.items ?? 0) + (0,cloudflare_request/* countRequestItems */.zA)(request),
            requests: (known?.requests ?? 0) + 1,
            unpurged: unpurged === undefined ? undefined : (known?.unpurged ?? 0) + unpurged,
        });
    }
    return [...rows.values()];
}
function tabulateScopes(record) {
    if (record.plan.length === 0)
        return [];
    const isSent = record.outcomes.length > 0;
    const rows = countScopes(record).map((row) => [
        quote(row.scope),
        row.kind,
        row.kind === 'everything' ? '' : listExamples(row.examples, row.items),
        ...(row.unpurged === undefined ? [row.items] : [row.items - row.unpurged, row.unpurged]),
        row.requests,
    ]);
    return [
        {
            title: isSent ? 'Purged' : 'Planned',
            head: [
                'Zone',
                'Kind',
                'Items',
                ...(isSent ? ['Purged', 'Not purged'] : ['Planned']),
                'Requests',
            ],
            rows,
        },
    ];
}
function tabulateGroups(groups) {
    if (groups.length === 0)
        return [];
    const rows = groups.map(({ first, count, examples }) => [
        quote(first.scope),
        first.kind === 'everything' ? 'everything' : listExamples(examples, count),
        count,
        [
            ...(first.seen === undefined ? [] : [quote(first.seen, 500)]),
            first.cause,
            ...(first.ray === undefined ? [] : [quote(`cf-ray ${first.ray}`)]),
        ],
        first.advice,
    ]);
    return [{ title: 'Not purged', head: ['Zone', 'Items', 'Count', 'Why', 'What to do'], rows }];
}
function listExamples(examples, count) {
    const shown = examples.map((item) => ({ quoted: (0,build_text/* inlineItem */.NN)(item) }));
    return count > examples.length
        ? [...shown, `and ${(0,build_text/* formatCount */.B4)(count - examples.length)} more`]
        : shown;
}
function listLines(title, lines) {
    if (lines.length === 0)
        return [];
    return [{ title, head: [], rows: lines.map((line) => [quote(line, 1000)]) }];
}

;// CONCATENATED MODULE: ./build/report/write-log.js







const mostLines = 100;
const longestBody = 2_000;
const mostWarnings = 5;
/** Writes what changed and how that was found. */
function logChanges(changes, runner) {
    runner.startGroup('What has changed');
    for (const line of describeChanges(changes))
        runner.info(line);
    runner.endGroup();
}
/** Writes the plan: in a dry run every request as it would be sent, else what goes where. */
function logPlan(plan, dryRun, runner) {
    runner.startGroup(`${dryRun ? 'Dry run' : 'Plan'}: ${(0,build_text/* countOf */.pq)(plan.length, 'purge request')}`);
    for (const request of plan.slice(0, mostLines)) {
        const { method, path, ...rest } = (0,cloudflare_request/* toApiRequest */.vx)(request);
        const body = 'body' in rest ? JSON.stringify(rest.body, dryRun ? undefined : leaveOutMany) : '';
        runner.info(`${method} ${path} ${body}`);
    }
    if (plan.length > mostLines) {
        runner.info(`… and ${(0,build_text/* countOf */.pq)(plan.length - mostLines, 'more request')}, in the report`);
    }
    runner.endGroup();
}
/** As many whole items as fit; one that is cut could hold half a secret. */
function leaveOutMany(_key, value) {
    if (!Array.isArray(value))
        return value;
    const items = value;
    let characters = 0;
    const end = items.findIndex((item) => {
        characters += JSON.stringify(item).length;
        return characters > longestBody;
    });
    return end < 0
        ? items
        : [...items.slice(0, end), `… and ${(0,build_text/* countOf */.pq)(items.length - end, 'more item')}`];
}
/** Writes how the first hundred requests ended; what failed later is told at the end. */
function createOutcomeLog(total, runner) {
    let ended = 0;
    return (outcome) => {
        ended += 1;
        const position = `[${ended}/${Math.max(ended, total)}]`;
        if (ended <= mostLines)
            runner.info(`${position} ${describeOutcome(outcome)}`);
        if (ended === mostLines && total > mostLines) {
            runner.info('… every further request is in the report');
        }
    };
}
/** Writes how requests ended that are sent again because of a check, the first hundred of them. */
function createAgainLog(runner) {
    let ended = 0;
    return (outcome) => {
        ended += 1;
        if (ended <= mostLines)
            runner.info(`again, ${describeOutcome(outcome)}`);
    };
}
/** `accepted: 2 hosts of example.com (ID …, cf-ray …, 85 ms)` */
function describeOutcome(outcome) {
    const { request, result, tries, ms } = outcome;
    const what = `${nameAmount(request.content.kind, (0,cloudflare_request/* countRequestItems */.zA)(request))} of ${(0,build_text/* inline */.mG)(nameScope(request))}`;
    const time = `${(0,build_text/* formatDuration */.a3)(ms)}${tries > 1 ? `, ${tries} tries` : ''}`;
    if (result.kind === 'accepted') {
        const id = result.id === undefined ? 'no ID' : `ID ${(0,build_text/* inline */.mG)(result.id)}`;
        const ray = result.ray === undefined ? '' : `, cf-ray ${(0,build_text/* inline */.mG)(result.ray)}`;
        return `accepted: ${what} (${id}${ray}, ${time})`;
    }
    const [problem] = findProblems(outcome);
    const why = problem === undefined ? '' : (problem.seen ?? problem.cause);
    const ray = problem?.ray === undefined ? '' : `, cf-ray ${problem.ray}`;
    return `${outcomeWords[result.kind]}: ${what}: ${why}${ray} (${time})`;
}
const outcomeWords = { failed: 'failed', 'not-tried': 'not tried' };
/** Problems that the annotation names; the others are in the log. */
const mostAnnotated = 3;
const title = 'Cloudflare cache purge';
/** Gives a warning to the runner, with the title that all of this action have. */
function warn(message, runner) {
    runner.warning((0,build_text/* inline */.mG)(message, 1000), { title });
}
/**
 * Writes the end: one line that sums up, all problems, one error that names the first of them, and at
 * most five warnings. GitHub shows only ten annotations of a step.
 * @param docs Address of the folder with this action's documents, if it is known.
 * @see https://docs.github.com/en/actions/reference/limits
 */
function logEnd(record, docs, runner) {
    const problems = describeProblems(record);
    for (const notice of listNotices(record))
        runner.notice((0,build_text/* inline */.mG)(notice, 500), { title });
    if (problems.length > 1) {
        runner.startGroup(`All problems (${(0,build_text/* formatCount */.B4)(problems.length)})`);
        for (const problem of problems.slice(0, mostLines))
            runner.info(`- ${problem}`);
        if (problems.length > mostLines)
            runner.info('… the others are in the report');
        runner.endGroup();
    }
    for (const [index, warning] of listWarnings(record).entries()) {
        if (index < record.warned.length)
            continue;
        if (index < mostWarnings)
            warn(warning, runner);
        else
            runner.info(`Warning: ${(0,build_text/* inline */.mG)(warning, 1000)}`);
    }
    if (isFailure(record))
        annotateFailure(record, problems, docs, runner);
    else
        runner.info(`${sumUp(record)}.`);
}
function annotateFailure(record, problems, docs, runner) {
    const { title, section } = nameFailure(record);
    const left = problems.length - mostAnnotated;
    const lines = [
        `${sumUp(record)}.`,
        ...problems.slice(0, mostAnnotated).map((problem) => (0,build_text/* inline */.mG)(problem, 1000)),
        ...(left > 0 ? [`${(0,build_text/* countOf */.pq)(left, 'more problem')} in the log.`] : []),
        ...(docs === undefined || section === undefined
            ? []
            : [`See ${docs}/troubleshooting.md#${section}`]),
    ];
    runner.error(lines.join('\n'), { title, ...findPlace(record) });
}

;// CONCATENATED MODULE: ./build/report/write-outputs.js

/** GitHub holds 1 MB of outputs a job, in UTF-16: https://docs.github.com/en/actions/reference/limits */
const mostIdCharacters = 400_000;
/** The outputs by name. They are set on failure too. */
function writeOutputs(record, reportPath) {
    const { purged, unpurged, requests } = countRecord(record);
    const ids = record.outcomes.map(({ result }) => result.kind === 'accepted' ? (result.id ?? '') : '');
    return {
        'purge-id': ids[0] ?? '',
        'purge-ids': JSON.stringify(cutIds(ids.filter((id) => id !== ''))),
        purged: String(purged),
        unpurged: String(unpurged),
        requests: String(requests),
        verified: sumUpVerification(record),
        report: reportPath,
    };
}
/** As many IDs as GitHub holds; all of them are in the report. */
function cutIds(ids) {
    let characters = 0;
    const end = ids.findIndex((id) => {
        characters += id.length + '"",'.length;
        return characters > mostIdCharacters;
    });
    return end < 0 ? ids : ids.slice(0, end);
}

;// CONCATENATED MODULE: ./build/report/tell.js






/**
 * Tells how the step ended: in the report, the outputs, the summary, and the log. What cannot be
 * written is a warning, since a purge that worked is never failed by its report.
 * @returns Whether the step succeeded.
 */
async function tell(record, audience) {
    const { environment, runner, writeReportFile, summary } = audience;
    const unwritten = [];
    const attempt = async (what, write) => {
        try {
            await write();
        }
        catch (error) {
            unwritten.push(`The ${what} could not be written: ${record_describeError(error)}`);
        }
    };
    let reportPath = '';
    await attempt('report', async () => {
        reportPath = await writeReportFile(writeReport(record));
    });
    await attempt('outputs', async () => {
        const outputs = writeOutputs(record, reportPath);
        for (const name of outputNames)
            runner.setOutput(name, outputs[name]);
    });
    if (summary)
        await attempt('summary', () => runner.addSummary(writeSummary(record)));
    const warnings = [...record.warnings, ...unwritten];
    try {
        logEnd({ ...record, warnings }, findDocs(environment), runner);
        return !isFailure(record);
    }
    catch (error) {
        const message = 'The end of this step cannot be described, which is a bug in this action';
        runner.error(`${message}: ${record_describeError(error)}`, { title: 'Unexpected error' });
        return false;
    }
}
/** The documents of this version; unknown for an action in the workflow's own repository. */
function findDocs(environment) {
    const repository = environment['GITHUB_ACTION_REPOSITORY'] ?? '';
    const ref = environment['GITHUB_ACTION_REF'] || 'HEAD';
    const server = environment['GITHUB_SERVER_URL'] || 'https://github.com';
    return repository === '' ? undefined : `${server}/${repository}/blob/${ref}/docs`;
}

;// CONCATENATED MODULE: ./build/run.js
var run_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var run_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * The whole step: inputs → settings → (changed) → targets → plan → (wait) → send → verify → report.
 * Each step adds what it did to the record, and whatever ends the step is caught here, so that what
 * was sent is told in any case.
 * @returns Whether the step succeeded.
 */
async function run(world) {
    const { environment, runner } = world;
    maskSecrets(environment, runner.mask);
    let record = emptyRecord;
    const add = (learn) => {
        record = { ...record, ...learn(record) };
    };
    try {
        await purgeCache(world, add);
    }
    catch (error) {
        const end = error instanceof StepEnded ? error.end : { kind: 'bug', error };
        add(() => ({ end }));
    }
    return tell(record, { ...world, summary: readEarly(environment).summary });
}
async function purgeCache(world, add) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const settings = await addChanged(world, await readInputs(world, add), add);
        if (settings.selection.kind === 'items' && (0,items/* countItems */.A1)(settings.selection.lists) === 0) {
            throw new StepEnded({ kind: 'nothing-to-purge' });
        }
        const stop = run_addDisposableResource(env_1, new pacing_stop/* Stop */.V(world.clock, settings.timeoutMs, world.cancelled), false);
        const api = createApi(world, settings, stop);
        const targets = await findTargets(settings, api, add);
        const plan = (0,purge_plan/* planRequests */._8)(targets, settings.method);
        add(() => ({ plan }));
        logPlan(plan, settings.dryRun, world.runner);
        if (settings.dryRun)
            throw new StepEnded({ kind: 'dry-run' });
        const hasChecks = settings.waitFor.length + settings.verify.length > 0;
        // Loaded only where there are checks, so that other steps start as fast as without them.
        const checks = hasChecks ? await __webpack_require__.e(/* import() */ 254).then(__webpack_require__.bind(__webpack_require__, 254)) : undefined;
        const checkWorld = createCheckWorld(world, add);
        const waits = (await checks?.waitBeforePurge(settings, plan, checkWorld)) ?? [];
        add(() => ({ waits }));
        if (waits.some(({ held }) => !held))
            throw new StepEnded({ kind: 'not-deployed' });
        const outcomes = await run_send(world, settings, plan, api, add);
        if (checks === undefined || (0,send/* countOutcome */.y)(outcomes).unpurged > 0)
            return;
        const purged = { targets, plan, outcomes };
        const verification = await checks.verifyAfterPurge(settings, purged, api, checkWorld);
        add(() => ({ verification }));
        if (verification?.error !== undefined)
            throw verification.error;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        run_disposeResources(env_1);
    }
}
async function readInputs(world, add) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { environment, readFile, runner } = world;
        const { timeoutMs } = readEarly(environment);
        const reading = run_addDisposableResource(env_2, new pacing_stop/* Stop */.V(world.clock, timeoutMs, world.cancelled), false);
        const read = await readSettings({ environment, readFile, signal: reading.noMore });
        add(() => ({ requested: read.ok ? countRequested(read.settings) : read.asked }));
        if (reading.reason === 'cancelled')
            throw new StepEnded({ kind: 'cancelled' });
        if (!read.ok)
            throw new StepEnded({ kind: 'bad-inputs', found: read.found });
        const { settings } = read;
        add(() => ({ settings, warnings: settings.warnings }));
        for (const remark of settings.remarks)
            runner.info(remark);
        checkProxies(settings, world);
        return settings;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        run_disposeResources(env_2);
    }
}
/** Adds what the repository says has changed. */
async function addChanged(world, settings, add) {
    if (settings.changed === undefined)
        return settings;
    // Loaded only where it is needed: GitHub's client is larger than all the rest.
    const { addChanges } = await Promise.all(/* import() */[__webpack_require__.e(194), __webpack_require__.e(456)]).then(__webpack_require__.bind(__webpack_require__, 456));
    const { debug } = world.runner;
    const added = await addChanges(settings, settings.changed, { ...world, debug });
    if (added.kind === 'fault')
        throw endWithFault(added.fault);
    if (added.kind === 'cancelled')
        throw new StepEnded({ kind: 'cancelled' });
    const { changes } = added;
    add(() => ({ changes, settings: added.settings, requested: countRequested(added.settings) }));
    logChanges(changes, world.runner);
    return added.settings;
}
/** Reports the first address of the step whose proxy cannot be used, before anything is sent. */
function checkProxies(settings, { environment, runner }) {
    const { apiUrl, changed, waitFor, verify, verifyFrom } = settings;
    const addresses = [
        ['api-url', apiUrl],
        ...(changed === undefined ? [] : [['mode', changed.apiUrl]]),
        ...waitFor.map(({ url }) => ['wait-for', url]),
        ...verify.map(({ url }) => ['verify', url]),
        ...(verifyFrom.length === 0 ? [] : [['verify-from', globalping_client/* globalpingOrigin */.G.href]]),
    ];
    for (const [input, address] of addresses) {
        const url = new URL(address);
        const proxy = (0,http_proxy/* findProxy */.EE)(environment, url);
        if (!proxy.ok)
            throw endWithFault({ input, problem: proxy.problem });
        if (input === 'api-url' && proxy.value !== undefined) {
            runner.info(`Requests to ${url.host} go through the proxy ${proxy.value.host}`);
        }
    }
}
function createApi(world, { apiUrl, token }, stop) {
    const { clock, random, runner } = world;
    const call = token === undefined
        ? () => Promise.reject(new Error('a request without a token'))
        : (0,client/* createClient */.UU)(apiUrl, token, (0,http_http/* readAsText */.Sj)(world.send));
    return { call, gate: new gate/* Gate */.i(clock), stop, clock, random, debug: runner.debug };
}
/** Looks up zones and environments, and routes every item to its zone. */
async function findTargets(settings, api, add) {
    const resolved = await (0,targets/* resolveTargets */.h5)(settings, api);
    if (resolved.kind === 'faults') {
        throw new StepEnded({ kind: 'bad-inputs', found: resolved.found });
    }
    if (resolved.kind === 'look-up-failed') {
        throw new StepEnded({ kind: 'look-up-failed', failure: resolved });
    }
    add(({ warnings }) => ({ warnings: [...warnings, ...resolved.warnings] }));
    return resolved.targets;
}
function createCheckWorld(world, add) {
    const { runner } = world;
    return {
        ...world,
        log: runner.info,
        logOutcome: createAgainLog(runner),
        warn: (message) => {
            add(({ warned }) => ({ warned: [...warned, message] }));
            warn(message, runner);
        },
    };
}
/** Sends the plan. What has ended is in the record at once. */
async function run_send({ clock, runner, cancelled }, { timeoutMs }, plan, api, add) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const stop = run_addDisposableResource(env_3, new pacing_stop/* Stop */.V(clock, timeoutMs, cancelled), false);
        const started = clock.now();
        const items = plan.reduce((sum, request) => sum + (0,cloudflare_request/* countRequestItems */.zA)(request), 0);
        const logOutcome = createOutcomeLog(plan.length, runner);
        const progress = run_addDisposableResource(env_3, new ProgressLog(clock, runner, items, () => api.gate.opensAt), false);
        const ended = [];
        add(() => ({ outcomes: ended }));
        const outcomes = await (0,send/* sendRequests */.t)(plan, { ...api, stop }, (outcome) => {
            ended.push(outcome);
            progress.count(outcome);
            logOutcome(outcome);
        });
        add(() => ({ outcomes, sendingMs: clock.now() - started }));
        return outcomes;
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        run_disposeResources(env_3);
    }
}
/** Items that are to be purged: everything counts as one item for each zone. */
function countRequested({ selection, zones }) {
    return selection.kind === 'everything' ? zones.length : (0,items/* countItems */.A1)(selection.lists);
}
function endWithFault(fault) {
    return new StepEnded({ kind: 'bad-inputs', found: { faults: [fault], left: new Map() } });
}

;// CONCATENATED MODULE: ./build/start.js
var start_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var start_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Runs the step of this process.
 * @param cancelled Aborted when the job is canceled.
 * @returns Whether the step succeeded.
 */
async function start(cancelled) {
    // Nobody reads the log any more: no reason to fail what is being done.
    process.stdout.on('error', () => undefined);
    // Certificates are checked whatever this says, and Node would warn that they are not.
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    return await runIn(process.env, createActionsRunner(process.stdout), cancelled);
}
/** Runs a step of any environment with the real clock, network and files. */
async function runIn(environment, runner, cancelled) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const http = start_addDisposableResource(env_1, (0,http_http/* createHttp */.V0)(environment, clock/* systemClock */.m), false);
        return await run({
            environment,
            runner,
            clock: clock/* systemClock */.m,
            random: Math.random,
            cancelled,
            readFile: createFileReader(environment['GITHUB_WORKSPACE'] || process.cwd()),
            writeReportFile: async (pieces) => {
                const folder = environment['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)();
                const path = (0,external_node_path_.join)(folder, `purge-cloudflare-cache-${(0,external_node_crypto_.randomUUID)()}.json`);
                await (0,promises_.writeFile)(path, pieces);
                return path;
            },
            send: http.send,
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        start_disposeResources(env_1);
    }
}


/***/ }),

/***/ 977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   NN: () => (/* binding */ inlineItem),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   _P: () => (/* binding */ escapeLogLine),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   mG: () => (/* binding */ inline),
/* harmony export */   pq: () => (/* binding */ countOf)
/* harmony export */ });
/** The longest text from outside, and the longest item, that a line shows. */
const longestInline = 200;
/**
 * Control characters (with ANSI's escape), and the marks that reorder text or hide in it.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unprintable = 
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
/[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]+/g;
/**
 * Makes text from outside fit for one line: no control characters, at most so many characters. What
 * is longer ends after a whole word: the runner's masker does not know half a secret.
 */
function inline(text, longest = longestInline) {
    const head = text.length > longest * 4 ? text.slice(0, longest * 4) : text;
    const printable = head.replace(unprintable, ' ').toWellFormed();
    const characters = Array.from(printable);
    if (characters.length <= longest && head.length === text.length)
        return printable;
    const words = characters
        .slice(0, longest + 1)
        .join('')
        .replace(/\S*$/, '')
        .trimEnd();
    return words === '' ? `… (${formatCount(text.length)} characters)` : `${words} …`;
}
/**
 * Makes an item fit for one line. A long URL loses its query string first, then its path, since a
 * part that is cut could hold half a secret.
 */
function inlineItem(item) {
    if (item.length <= longestInline)
        return inline(item);
    const [path = ''] = item.split(/[?#]/, 1);
    if (path.length <= longestInline)
        return `${inline(path)}?…`;
    const host = /^(?:https?:\/\/)?[\w.:-]{1,253}\//.exec(path)?.[0] ?? '';
    return `${host}… (${formatCount(item.length)} characters)`;
}
/**
 * Makes a line of the log harmless: no control characters, and no command, since the runner takes `::` at the start of a line for a workflow
 * command, and `##[` anywhere in it.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function escapeLogLine(line) {
    return line
        .replace(unprintable, ' ')
        .replaceAll('##[', '## [')
        .replace(/^(\s*)::/, '$1: :');
}
/**
 * Escapes text from outside for HTML, in the one way that the runner's masker knows as well: it
 * looks for a secret as it is, and as .NET escapes it for XML.
 * @see https://github.com/actions/runner/blob/v2.336.0/src/Sdk/DTLogging/Logging/ValueEncoders.cs
 */
function escapeHtml(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&apos;');
}
/** `1,234,567`. By hand, since loading Intl's number format takes a fifth of the whole start-up. */
function formatCount(count) {
    return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
/** `1 item`, `2 items` */
function countOf(count, singular, plural = `${singular}s`) {
    return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
/** `85 ms`, `1.2 s`, `3 min 20 s`, `2 h 5 min` */
function formatDuration(ms) {
    if (ms < 999.5)
        return `${Math.round(ms)} ms`;
    if (ms < 59_950)
        return `${Number((ms / 1000).toFixed(1))} s`;
    const seconds = Math.round(ms / 1000);
    const minutes = Math.floor(seconds / 60);
    if (minutes >= 60)
        return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}


/***/ }),

/***/ 21:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dm: () => (/* binding */ describeKeeping),
/* harmony export */   Gk: () => (/* binding */ describeReason),
/* harmony export */   MA: () => (/* binding */ describeMeasurementFailure),
/* harmony export */   SA: () => (/* binding */ nameVantage),
/* harmony export */   T5: () => (/* binding */ freshnessOf),
/* harmony export */   XZ: () => (/* binding */ describeVerdict),
/* harmony export */   jE: () => (/* binding */ describeSeen),
/* harmony export */   lj: () => (/* binding */ runner)
/* harmony export */ });
/* unused harmony exports describeCache, describeNetworkFailure */
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(977);

/** What each reason means, in one place. */
const freshnessOf = {
    'content-holds': 'fresh',
    'asked-origin': 'fresh',
    refilled: 'fresh',
    'not-cached': 'fresh',
    'other-content': 'stale',
    missing: 'stale',
    'cached-before': 'stale',
    'not-reached': 'stale',
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
    'cached-behind': 'inconclusive',
    'only-own-purge': 'inconclusive',
};
/** `cached 2 h before the purge (HTTP 200, HIT, Age 7453 s, data center FRA)`, for one line. */
function describeVerdict(verdict) {
    const seen = verdict.status === undefined ? '' : ` (${describeCache(verdict.status, verdict)})`;
    return `${describeReason(verdict.reason)}${seen}`;
}
/** What every line about a response shows: `HTTP 200, HIT, Age 30 s, data center FRA`. */
function describeCache(status, { cacheStatus, age, dataCentre }) {
    return [
        `HTTP ${status}`,
        cacheStatus ?? 'no cf-cache-status',
        age === undefined ? 'no Age' : `Age ${age} s`,
        dataCentre === undefined ? 'no data center' : `data center ${dataCentre}`,
    ].join(', ');
}
/** What a check of `wait-for` saw: `other content (HTTP 200, HIT, Age 30 s, data center FRA)`. */
function describeSeen({ expectation }, reply, cache, hasPassed) {
    if (reply.kind === 'no-reply')
        return `no answer: ${describeNetworkFailure(reply)}`;
    if (cache === undefined)
        return 'no answer';
    const { status, headers, body, redirectedTo } = reply;
    const what = hasPassed
        ? 'passed'
        : headers['cf-mitigated'] !== undefined
            ? describeReason({ kind: 'challenge' })
            : expectation.kind !== 'status' && body.kind === 'unread'
                ? describeReason({ kind: 'body-too-large' })
                : expectation.kind !== 'status' && status >= 200 && status < 300
                    ? 'other content'
                    : `HTTP ${status}`;
    const from = redirectedTo === undefined ? '' : ` from ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(redirectedTo)} after a redirect`;
    return `${what}${from} (${describeCache(status, cache)})`;
}
/** Why, without what was seen. */
function describeReason(reason) {
    switch (reason.kind) {
        case 'content-holds':
            return 'the content is there';
        case 'asked-origin':
            return `${reason.cacheStatus}: ${originAnswers[reason.cacheStatus]}`;
        case 'refilled':
            return `HIT, cached after the purge, which was sent ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(reason.secondsSincePurge * 1000)} before`;
        case 'not-cached':
            return `${reason.cacheStatus}: not cached by Cloudflare, so it comes from the origin each time`;
        case 'other-content':
            return describeContent(reason);
        case 'missing':
            return `HTTP ${reason.status}: the page is not there`;
        case 'cached-before':
            return `cached ${describeSpan(reason.age - reason.secondsSincePurge)} before the purge`;
        case 'not-reached':
            return 'the purge does not reach this page: only a purge of its URL made it fresh, and after the whole plan was sent again, the same copy came from the cache. Everything else that the plan should cover is as old as before. Check the spelling of the tags, hosts, and prefixes';
        case 'served-stale':
            return `${reason.cacheStatus}: the old content was served${reason.method === 'invalidate' ? '; after `invalidate`, this may happen until the origin has answered' : ''}`;
        case 'no-answer':
            return describeNetworkFailure(reason.failure);
        case 'challenge':
            return "a challenge of Cloudflare's bot protection came instead of the page. If it is Bot Fight Mode, no header and no rule lets a check pass: turn it off, or allow the runner's address with an IP Access rule. For other protection, put what lets the check pass in `check-headers`";
        case 'status':
            return `HTTP ${reason.status}: ${describeStatus(reason.status)}, which says nothing about the cache`;
        case 'body-too-large':
            return 'the body is larger than 10 MiB, and was not read';
        case 'body-cut':
            return describeCut(reason.expectation);
        case 'not-text':
            return `the file ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(reason.path, 80)} is not UTF-8, and a probe returns the body as text`;
        case 'garbled':
            return 'the body is not UTF-8 text, and a probe returns it as text';
        case 'redirect':
            return `HTTP ${reason.status}: a redirect, and probes do not follow redirects`;
        case 'no-measurement':
            return describeMeasurementFailure(reason.failure);
        case 'no-cache-status':
            return 'no cf-cache-status: the response did not come through the cache of Cloudflare';
        case 'unknown-cache-status':
            return `cf-cache-status ${reason.cacheStatus}: this says nothing about the age of the content`;
        case 'no-age':
            return 'HIT without Age: nothing shows when it was cached; a content check can tell';
        case 'age-of-origin':
            return 'HIT, but its Age is not only that of Cloudflare (the origin, or a cache there, sends an Age of its own): nothing shows when it was cached; a content check can tell';
        case 'cached-behind':
            return `${reason.cacheStatus}, but with an Age from before the purge: a cache behind Cloudflare answered, an upper tier or one at the origin; a content check can tell`;
        case 'only-own-purge':
            return 'only its own purge helped, and nothing shows that the plan reaches it: the rest may still be old';
    }
}
const originAnswers = {
    MISS: 'fetched from the origin just now',
    EXPIRED: 'fetched from the origin just now',
    REVALIDATED: 'the origin confirmed just now that the content has not changed',
};
function describeContent(reason) {
    const { expectation, bytes, redirectedTo } = reason;
    const from = redirectedTo === undefined ? '' : ` from ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(redirectedTo)}, after a redirect,`;
    if (expectation.kind === 'contains') {
        return `other content: the body${from} (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(bytes, 'byte')}) does not contain "${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(expectation.text, 80)}"`;
    }
    const sizes = bytes === expectation.bytes
        ? `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(bytes, 'byte')}, as the file has`
        : `${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(bytes, 'byte')}, the file has ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .countOf */ .pq)(expectation.bytes, 'byte')}`;
    return `other content: the body${from} is not the file ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(expectation.path, 80)} (${sizes})`;
}
function describeCut(expectation) {
    return expectation.kind === 'contains'
        ? `"${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(expectation.text, 80)}" is not in the beginning of the body, and a probe returns no more than that`
        : `the beginning of the body is that of the file ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(expectation.path, 80)}, and a probe returns no more than that`;
}
function describeStatus(status) {
    if (status === 429)
        return 'too many requests';
    if (status >= 500)
        return 'the server could not answer';
    if (status >= 400)
        return 'the check was refused';
    if (status >= 300)
        return 'a redirect that could not be followed to its end';
    return 'not the page';
}
/** `2 h`: in the largest unit that it has two of, rounded down. */
function describeSpan(seconds) {
    if (seconds >= 2 * 86_400)
        return `${Math.floor(seconds / 86_400)} days`;
    if (seconds >= 2 * 3_600)
        return `${Math.floor(seconds / 3_600)} h`;
    if (seconds >= 2 * 60)
        return `${Math.floor(seconds / 60)} min`;
    return `${Math.max(1, Math.floor(seconds))} s`;
}
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
const runner = { kind: 'runner' };
/** ` from Tokyo, JP (NTT, AS2914)`; nothing for the runner. */
function nameVantage(from) {
    switch (from.kind) {
        case 'runner':
            return '';
        case 'places':
            return ' from other places';
        case 'probe': {
            const { city, country, network, asn } = from.place;
            const number = asn === undefined ? '' : `, AS${asn}`;
            return ` from ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(city, 60)}, ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(country, 10)} (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(network, 60)}${number})`;
        }
    }
}
const sharedLimit = 'a `globalping-token` has a larger limit of its own; without one it counts by IP address, which hosted runners share';
/** Why Globalping told nothing, for one line. */
function describeMeasurementFailure(failure) {
    switch (failure.kind) {
        case 'limit': {
            const { seconds, hasToken } = failure;
            const reset = seconds === undefined ? '' : `, and is reset in ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(seconds * 1000)}`;
            return `the limit of Globalping is reached${reset}${hasToken ? '' : ` (${sharedLimit})`}`;
        }
        case 'no-probes':
            return 'Globalping has no probe in any of the places of `verify-from`';
        case 'too-few-probes':
            return `Globalping has a probe in only ${failure.probes} of the ${failure.places} places of \`verify-from\``;
        case 'token-refused':
            return `Globalping refused the request (HTTP ${failure.status}); look whether \`globalping-token\` is right`;
        case 'refused':
            return `Globalping refused the measurement (HTTP ${failure.status}: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(failure.message)})`;
        case 'unreachable':
            return `Globalping cannot be reached: ${describeNetworkFailure(failure.failure)}`;
        case 'down':
            return `Globalping could not answer (HTTP ${failure.status})`;
        case 'unreadable':
            return 'the answer of Globalping is not what its API documents';
        case 'too-slow':
            return 'no answer came in time';
        case 'probe-failed':
            return `the probe got no answer (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(failure.message, 100)})`;
        case 'probe-offline':
            return 'the probe went offline';
        case 'untrusted':
            return 'the probe got a certificate that is not trusted';
        case 'not-public':
            return 'the host is no public name, so that its URL is not told to Globalping';
    }
}
/** Why no answer came, for one line: `the host name could not be resolved (ENOTFOUND)`. */
function describeNetworkFailure({ reason, code }) {
    return `${networkFailures[reason]} (${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .inline */ .mG)(code)})`;
}
/** Other words than for the API: here any server may have answered, and nothing was changed. */
const networkFailures = {
    connection: 'the connection was refused or broke',
    dns: 'the host name could not be resolved',
    timeout: 'no whole answer came in time',
    'cut-off': 'the answer was cut off or cannot be decoded',
    malformed: 'the response is not valid HTTP',
    'too-large': 'the answer was too large',
    tls: 'no trusted TLS connection came about, most often for the certificate of the server',
    proxy: 'the proxy cannot be used, or refused the connection',
    interrupted: 'the step ended before the answer came',
    unexpected: 'an unexpected error',
};


/***/ })

};
