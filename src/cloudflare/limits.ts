import type { ItemKind } from '../inputs/items.ts';

/**
 * Items that one request may hold. Enterprise's 500 URLs bring nothing, since URLs are limited by
 * URL and not by request, and no plan has to be named this way.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/#availability-and-limits (2026-09-29)
 */
export const mostItemsPerRequest: Readonly<Record<ItemKind, number>> = {
  urls: 100,
  tags: 100,
  hosts: 100,
  prefixes: 100,
};

/**
 * Requests under way at once. Enterprise's 3,000 URLs a second are 30 requests a second: at a third
 * of a second each that takes 10 connections, and more would only be refused.
 */
export const mostRequestsAtOnce = 12;
