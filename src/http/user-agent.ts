/** Cloudflare refuses requests without one, and undici sends none of its own. */
export const userAgent = 'purge-cloudflare-cache (GitHub Action)';
