export const id = 103;
export const ids = [103];
export const modules = {

/***/ 103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   decodeBody: () => (/* binding */ decodeBody)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(522);


/** Nobody encodes more often; each layer may swell a thousandfold. */
const mostEncodings = 3;
const decoders = new Map([
    ['gzip', (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip)],
    ['x-gzip', (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip)],
    ['br', (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.brotliDecompress)],
    ['zstd', (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.zstdDecompress)],
    [
        'deflate',
        // Some servers leave out the zlib wrapper, which starts with 8 in its low bits (RFC 1950, 2.2).
        (body, options) => (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(((body[0] ?? 0) & 0x0f) === 8 ? node_zlib__WEBPACK_IMPORTED_MODULE_1__.inflate : node_zlib__WEBPACK_IMPORTED_MODULE_1__.inflateRaw)(body, options),
    ],
]);
/**
 * Undoes the encodings of a body. A body with an encoding that nobody knows is left as it came, as browsers do.
 * Throws what zlib does if the body is cut or damaged.
 * @returns undefined if more comes out than allowed: a small body that swells is no danger.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
async function decodeBody(body, contentEncoding, mostBytes) {
    const encodings = contentEncoding
        .toLowerCase()
        .split(',')
        .map((encoding) => encoding.trim())
        .filter((encoding) => encoding !== '' && encoding !== 'identity');
    const layers = encodings.map((encoding) => decoders.get(encoding));
    // An empty body is legal in any encoding, and the decoders take it for a cut one.
    if (body.length === 0 || layers.length > mostEncodings)
        return body;
    let decoded = body;
    for (const decode of layers.reverse()) {
        if (decode === undefined)
            return body;
        try {
            decoded = await decode(decoded, { maxOutputLength: mostBytes });
        }
        catch (error) {
            if (isTooLarge(error))
                return undefined;
            throw error;
        }
    }
    return decoded;
}
function isTooLarge(error) {
    return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}


/***/ })

};
