export const id = 447;
export const ids = [447];
export const modules = {

/***/ 447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createProxyDispatcher: () => (/* binding */ createProxyDispatcher)
/* harmony export */ });
/* harmony import */ var undici_lib_api_api_connect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2279);
/* harmony import */ var undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3137);
/* harmony import */ var undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(628);



/** Makes the way through a proxy: a tunnel for `https`, the proxy itself for `http`. */
function createProxyDispatcher(options, proxy) {
    return new undici_lib_dispatcher_env_http_proxy_agent_js__WEBPACK_IMPORTED_MODULE_1__({ ...options, ...proxy, clientFactory: createTunnelPool });
}
/** The agent opens tunnels with a method that only undici's main module puts on its pools. */
function createTunnelPool(origin, options) {
    return Object.assign(new undici_lib_dispatcher_pool_js__WEBPACK_IMPORTED_MODULE_2__(origin, options), { connect: undici_lib_api_api_connect_js__WEBPACK_IMPORTED_MODULE_0__ });
}


/***/ })

};
