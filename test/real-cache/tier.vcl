vcl 4.1;

# One tier of Cloudflare's cache, played by Varnish: what is kept, and what a visitor sees of it, as
# https://developers.cloudflare.com/cache/concepts/cache-responses/ describes. How old a copy is, how
# often it was used, and who waits for whom is all Varnish's own doing.

import purge;
import std;
import xkey;

# The tests put in the port of the origin, or of the tier above.
backend origin { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
  if (req.restarts == 0) { unset req.http.x-mode; }
  unset req.http.x-status;
  # The edge's own address stands for the host that it serves.
  set req.http.host = regsub(req.http.host, "^127\.0\.0\.1(:\d+)?$", "www.example.com");
  if (req.method == "PURGE") {
    if (!req.http.x-keys) { return (hash); }
    if (req.http.x-soft) {
      set req.http.x-count = xkey.softpurge(req.http.x-keys);
    } else {
      set req.http.x-count = xkey.purge(req.http.x-keys);
    }
    return (synth(200, req.http.x-count));
  }
  if (req.method != "GET" || req.url !~ "\.(js|css|png)(\?|$)") { return (pass); }
  # A copy that may not be served stale is a miss: Varnish then revalidates it.
  if (req.http.x-mode == "revalidate") { set req.grace = 0s; } else { set req.grace = 1d; }
  return (hash);
}

sub vcl_hit {
  if (req.method == "PURGE") {
    if (req.http.x-soft) { purge.soft(0s); } else { purge.hard(); }
    return (synth(200));
  }
  if (obj.ttl >= 0s) {
    set req.http.x-status = "HIT";
    return (deliver);
  }
  if (req.http.x-mode == "stale-if-error") {
    if (obj.ttl + std.duration(obj.http.x-if-error, 0s) <= 0s) { return (pass); }
    set req.http.x-status = "STALE";
    return (deliver);
  }
  if (obj.ttl + std.duration(obj.http.x-while-revalidate, 0s) > 0s) {
    set req.http.x-status = "UPDATING";
    return (deliver);
  }
  set req.http.x-mode = "revalidate";
  return (restart);
}

sub vcl_miss {
  if (req.method == "PURGE") {
    if (req.http.x-soft) { purge.soft(0s); } else { purge.hard(); }
    return (synth(200));
  }
  return (fetch);
}

sub vcl_pass {
  set req.http.x-status = "DYNAMIC";
}

sub vcl_backend_response {
  unset beresp.http.cf-cache-status;
  unset beresp.http.cf-ray;
  if (beresp.status >= 500) {
    # Whoever has a stale copy goes on with that: vcl_synth.
    if (bereq.is_bgfetch || bereq.http.x-mode == "revalidate") { return (abandon); }
    set beresp.uncacheable = true;
    set beresp.ttl = 0s;
  }
  set beresp.http.x-fetch = "MISS";
  if (beresp.was_304) {
    set beresp.http.x-fetch = "REVALIDATED";
  } elsif (bereq.http.if-none-match || bereq.http.if-modified-since) {
    set beresp.http.x-fetch = "EXPIRED";
  }
  unset beresp.http.x-while-revalidate;
  unset beresp.http.x-if-error;
  if (beresp.http.cache-control ~ "stale-while-revalidate=\d") {
    set beresp.http.x-while-revalidate =
      regsub(beresp.http.cache-control, "^.*stale-while-revalidate=(\d+).*$", "\1s");
  }
  if (beresp.http.cache-control ~ "stale-if-error=\d") {
    set beresp.http.x-if-error =
      regsub(beresp.http.cache-control, "^.*stale-if-error=(\d+).*$", "\1s");
  }
  set beresp.grace = 1d;
  set beresp.keep = 1d;
  # What purges name: everything, the host, the folder, the tags.
  set beresp.http.xkey = "everything host:" + bereq.http.host +
    " prefix:" + bereq.http.host + regsub(bereq.url, "^(/[^/]*/).*$", "\1") +
    " " + regsuball(std.tolower(" " + beresp.http.cache-tag), "[ ,]+", " tag:");
  return (deliver);
}

sub vcl_backend_error {
  if (bereq.is_bgfetch || bereq.http.x-mode == "revalidate") { return (abandon); }
  set beresp.status = 521;
  set beresp.body = "error code: 521";
  return (deliver);
}

sub vcl_synth {
  if (resp.status == 503 && req.http.x-mode == "revalidate") {
    set req.http.x-mode = "stale-if-error";
    return (restart);
  }
}

sub vcl_deliver {
  set resp.http.cf-cache-status = resp.http.x-fetch;
  if (req.http.x-status) { set resp.http.cf-cache-status = req.http.x-status; }
  # What was fetched just now has no Age, unless the server behind had one.
  if (resp.http.age == "0" && resp.http.cf-cache-status !~ "HIT|STALE|UPDATING") {
    unset resp.http.age;
  }
  set resp.http.cf-ray = regsub("0000000000000000" + req.xid, "^.*(.{16})$", "\1") + "-FRA";
  unset resp.http.x-fetch;
  unset resp.http.x-while-revalidate;
  unset resp.http.x-if-error;
  unset resp.http.xkey;
  unset resp.http.x-varnish;
  unset resp.http.via;
}
