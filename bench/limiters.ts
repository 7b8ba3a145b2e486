/**
 * Rate limiters that Cloudflare's "moving average" may be, in virtual time: one decision each, whether
 * a request of some cost may pass at a moment.
 */

/** Milliseconds of virtual time; costs are URLs, or requests of other kinds. */
export interface Limiter {
  /** The first moment, from `now` on, at which a request of this cost passes. */
  readonly earliest: (now: number, cost: number) => number;
  /** Counts a request that passes. */
  readonly take: (now: number, cost: number) => void;
  /** How much may pass at once now. */
  readonly remaining: (now: number) => number;
  /** What `ratelimit-policy` says: so much in so long. */
  readonly policy: { readonly quota: number; readonly windowMs: number };
}

/** Makes a fresh limiter that lets `perSecond` pass in the long run. */
export type CreateLimiter = (perSecond: number) => Limiter;

const tolerance = 1e-6;

/** https://en.wikipedia.org/wiki/Token_bucket. `seconds` of the rate may pass at once. */
export function tokenBucket(seconds: number, full = true, sharedPart = 0): CreateLimiter {
  return (perSecond) => {
    const burst = perSecond * seconds;
    // Others take their part of what comes back, and of the burst.
    const perMs = (perSecond / 1000) * (1 - sharedPart);
    let tokens = full ? burst * (1 - sharedPart) : 0;
    let filledAt = 0;
    const tokensAt = (now: number): number =>
      Math.min(burst * (1 - sharedPart), tokens + (now - filledAt) * perMs);
    return {
      earliest: (now, cost) => now + Math.max(0, (cost - tolerance - tokensAt(now)) / perMs),
      take: (now, cost) => {
        tokens = tokensAt(now) - cost;
        filledAt = now;
      },
      remaining: (now) => Math.floor(tokensAt(now) + tolerance),
      policy: { quota: burst, windowMs: seconds * 1000 },
    };
  };
}

/** https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm, with little room for bursts. */
export function gcra(seconds: number): CreateLimiter {
  return (perSecond) => {
    const msPerItem = 1000 / perSecond;
    const slackMs = seconds * 1000;
    let theoretical = 0;
    return {
      earliest: (now, cost) => Math.max(now, theoretical + cost * msPerItem - slackMs - tolerance),
      take: (now, cost) => {
        theoretical = Math.max(theoretical, now) + cost * msPerItem;
      },
      remaining: (now) =>
        Math.floor((now + slackMs - Math.max(theoretical, now)) / msPerItem + tolerance),
      policy: { quota: perSecond, windowMs: 1000 },
    };
  };
}

/** Exactly so much within any stretch of this length. */
export function slidingWindow(seconds: number): CreateLimiter {
  return (perSecond) => {
    const quota = perSecond * seconds;
    const windowMs = seconds * 1000;
    let log: { readonly at: number; readonly cost: number }[] = [];
    const used = (now: number): number =>
      log.reduce((sum, { at, cost }) => (at + windowMs > now ? sum + cost : sum), 0);
    return {
      earliest: (now, cost) => {
        let free = quota - used(now);
        let at = now;
        for (const entry of log) {
          if (free >= cost) break;
          if (entry.at + windowMs <= now) continue;
          free += entry.cost;
          at = entry.at + windowMs;
        }
        return at;
      },
      take: (now, cost) => {
        log = [...log.filter(({ at }) => at + windowMs > now), { at: now, cost }];
      },
      remaining: (now) => quota - used(now),
      policy: { quota, windowMs },
    };
  };
}

/** So much in each stretch of a fixed length; the first ends after a part of it. */
export function fixedWindow(seconds: number, firstPart = 0.6): CreateLimiter {
  return (perSecond) => {
    const quota = perSecond * seconds;
    const windowMs = seconds * 1000;
    const indexOf = (now: number): number =>
      Math.floor((now + tolerance) / windowMs + (1 - firstPart));
    const startOf = (index: number): number => (index - (1 - firstPart)) * windowMs;
    let index = 0;
    let used = 0;
    const usedAt = (now: number): number => (indexOf(now) === index ? used : 0);
    return {
      earliest: (now, cost) =>
        usedAt(now) + cost <= quota ? now : Math.max(now, startOf(indexOf(now) + 1)),
      take: (now, cost) => {
        used = usedAt(now) + cost;
        index = indexOf(now);
      },
      remaining: (now) => quota - usedAt(now),
      policy: { quota, windowMs },
    };
  };
}

/**
 * Two fixed windows, the one before by the part of it that a sliding window still covers.
 * @see https://blog.cloudflare.com/counting-things-a-lot-of-different-things/
 */
export function slidingCounter(seconds: number): CreateLimiter {
  return (perSecond) => {
    const quota = perSecond * seconds;
    const windowMs = seconds * 1000;
    let index = 0;
    let current = 0;
    let previous = 0;
    const look = (now: number): { previous: number; current: number; part: number } => {
      const at = Math.floor((now + tolerance) / windowMs);
      const part = 1 - (now - at * windowMs) / windowMs;
      if (at === index) return { previous, current, part };
      return { previous: at === index + 1 ? current : 0, current: 0, part };
    };
    const used = (now: number): number => {
      const seen = look(now);
      return seen.previous * Math.min(1, Math.max(0, seen.part)) + seen.current;
    };
    return {
      earliest: (now, cost) => {
        for (let at = now; ; at += 1) if (used(at) + cost <= quota + tolerance) return at;
      },
      take: (now, cost) => {
        const seen = look(now);
        previous = seen.previous;
        current = seen.current + cost;
        index = Math.floor((now + tolerance) / windowMs);
      },
      remaining: (now) => Math.max(0, Math.floor(quota - used(now) + tolerance)),
      policy: { quota, windowMs },
    };
  };
}

/** A count that decays exponentially: https://en.wikipedia.org/wiki/Moving_average */
export function movingAverage(seconds: number): CreateLimiter {
  return (perSecond) => {
    const quota = perSecond * seconds;
    const timeMs = seconds * 1000;
    let count = 0;
    let countedAt = 0;
    const countAt = (now: number): number => count * Math.exp(-(now - countedAt) / timeMs);
    return {
      earliest: (now, cost) => {
        const over = countAt(now) + cost;
        if (over <= quota + tolerance) return now;
        const room = Math.max(quota - cost, tolerance);
        return now + timeMs * Math.log(countAt(now) / room);
      },
      take: (now, cost) => {
        count = countAt(now) + cost;
        countedAt = now;
      },
      remaining: (now) => Math.max(0, Math.floor(quota - countAt(now) + tolerance)),
      policy: { quota, windowMs: timeMs },
    };
  };
}
