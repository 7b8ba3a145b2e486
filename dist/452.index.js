export const id = 452;
export const ids = [452];
export const modules = {

/***/ 6452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createUndiciVisitor: () => (/* binding */ createUndiciVisitor)
});

// EXTERNAL MODULE: ./node_modules/undici/lib/api/api-request.js
var api_request = __webpack_require__(4043);
// EXTERNAL MODULE: ./node_modules/undici/lib/dispatcher/pool.js
var pool = __webpack_require__(628);
// EXTERNAL MODULE: ./build/http/limit-time.js
var limit_time = __webpack_require__(5034);
// EXTERNAL MODULE: ./build/http/network-failure.js
var network_failure = __webpack_require__(3856);
// EXTERNAL MODULE: ./build/http/proxy-settings.js
var proxy_settings = __webpack_require__(2799);
// EXTERNAL MODULE: ./build/http/undici-transport.js
var undici_transport = __webpack_require__(9373);
// EXTERNAL MODULE: ./build/http/user-agent.js
var user_agent = __webpack_require__(7398);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/verify/body-limit.js
var body_limit = __webpack_require__(3868);
;// CONCATENATED MODULE: ./build/verify/decode-body.js



/** What `decodeBody` understands, for the request. */
const acceptedEncodings = 'gzip, br, deflate';
/** Nobody encodes more often; each layer may swell a thousandfold. */
const mostEncodings = 3;
/** A body in an encoding that was not asked for, or that is broken. */
class BodyEncodingError extends Error {
    name = 'BodyEncodingError';
}
/**
 * Reads a body and undoes its encodings; stops at 10 MiB of what comes out, so that a small body
 * that swells is no danger. Throws `BodyEncodingError`, or what the body throws.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
async function decodeBody(body, contentEncoding) {
    const encodings = (contentEncoding ?? '')
        .toLowerCase()
        .split(',')
        .map((encoding) => encoding.trim())
        .filter((encoding) => encoding !== '' && encoding !== 'identity');
    if (encodings.length > mostEncodings)
        throw new BodyEncodingError('too many content-encodings');
    let pieces = body;
    for (const encoding of encodings.reverse())
        pieces = decode(pieces, encoding);
    const chunks = [];
    let size = 0;
    for await (const piece of pieces) {
        size += piece.length;
        if (size > body_limit/* mostBodyBytes */.l)
            return { kind: 'too-large' };
        chunks.push(piece);
    }
    return { kind: 'whole', bytes: Buffer.concat(chunks) };
}
async function* decode(encoded, encoding) {
    // An empty body is legal in any encoding, and the decoders take it for a cut one.
    const source = encoded[Symbol.asyncIterator]();
    const first = await source.next();
    if (first.done === true)
        return;
    const decoder = createDecoder(encoding, first.value);
    const rest = { [Symbol.asyncIterator]: () => source };
    const whole = async function* () {
        yield first.value;
        yield* rest;
    };
    try {
        // The iteration below tells of errors; an end before its time ends the source as well.
        yield* (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(whole()), decoder, () => { });
    }
    catch (error) {
        throw isDecoderError(error) ? new BodyEncodingError(error.code, { cause: error }) : error;
    }
}
function createDecoder(encoding, first) {
    switch (encoding) {
        case 'gzip':
        case 'x-gzip':
            return (0,external_node_zlib_.createGunzip)();
        case 'br':
            return (0,external_node_zlib_.createBrotliDecompress)();
        case 'deflate':
            // Some servers leave out the zlib wrapper, which starts with 8 in its low bits (RFC 1950, 2.2).
            return ((first[0] ?? 0) & 0x0f) === 8 ? (0,external_node_zlib_.createInflate)() : (0,external_node_zlib_.createInflateRaw)();
        default:
            throw new BodyEncodingError('unknown content-encoding');
    }
}
/** zlib's codes start with `Z_`, Node's names for those of Brotli with `ERR__ERROR_`. */
function isDecoderError(error) {
    return (error instanceof Error &&
        'code' in error &&
        typeof error.code === 'string' &&
        /^(?:Z_|ERR__ERROR_)/.test(error.code));
}

;// CONCATENATED MODULE: ./build/verify/undici-visitor.js








/**
 * Makes what visits addresses over undici: a pool of HTTP/1.1 connections for each origin, through the proxy that
 * the environment names for it. Loopback addresses never go through a proxy.
 * @param timeoutMs How long one request may take, with its body.
 */
function createUndiciVisitor(environment, clock, timeoutMs = limit_time/* requestTimeoutMs */.H) {
    const dispatchers = new Map();
    const dispatcherFor = (url) => {
        const dispatcher = dispatchers.get(url.origin) ?? createDispatcher(url, environment);
        dispatchers.set(url.origin, dispatcher);
        return dispatcher;
    };
    return {
        visit: async (url, headers, signal) => {
            const target = new URL(url);
            // Ends the connection where a body is left half read: too large, or not to be decoded.
            const finished = new AbortController();
            const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs), finished.signal]);
            try {
                const dispatcher = await dispatcherFor(target);
                if (!dispatcher.ok)
                    return { kind: 'no-reply', reason: 'proxy', code: dispatcher.problem };
                return await get(dispatcher.value, target, headers, limited, clock);
            }
            catch (error) {
                return error instanceof BodyEncodingError
                    ? { kind: 'no-reply', reason: 'cut-off', code: error.message }
                    : (0,network_failure/* sortNetworkError */.P)(error);
            }
            finally {
                finished.abort();
            }
        },
        [Symbol.asyncDispose]: async () => {
            for (const dispatcher of await Promise.all(dispatchers.values())) {
                if (dispatcher.ok)
                    await dispatcher.value.destroy();
            }
        },
    };
}
// One request a connection is easier to reason about than HTTP/2's shared ones, through proxies too.
const connectionOptions = { allowH2: false };
async function createDispatcher(url, environment) {
    const proxy = (0,proxy_settings/* readProxySettings */.u)(environment, url);
    if (!proxy.ok)
        return proxy;
    if (proxy.value === undefined) {
        return { ok: true, value: new pool(url.origin, connectionOptions) };
    }
    const { createProxyDispatcher } = await Promise.all(/* import() */[__webpack_require__.e(648), __webpack_require__.e(447)]).then(__webpack_require__.bind(__webpack_require__, 447));
    return { ok: true, value: createProxyDispatcher(connectionOptions, proxy.value) };
}
async function get(dispatcher, url, headers, signal, clock) {
    const response = await api_request.call(dispatcher, {
        origin: url.origin,
        // Not by `pathname` and `search`, which lose the `?` of an empty query: another cache key.
        path: url.href.slice(url.origin.length),
        method: 'GET',
        headers: {
            accept: '*/*',
            'user-agent': user_agent/* userAgent */.N,
            ...headers,
            'accept-encoding': acceptedEncodings,
        },
        signal,
    });
    const receivedAt = clock.now();
    const first = (0,undici_transport/* firstValues */.t)(response.headers);
    const body = await decodeBody(response.body, first['content-encoding']);
    const { statusCode: status } = response;
    return {
        kind: 'reply',
        by: 'runner',
        status,
        receivedAt,
        headers: first,
        body,
        url: url.href,
        redirectedTo: undefined,
    };
}


/***/ })

};
