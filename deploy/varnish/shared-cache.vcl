vcl 4.1;

# A shared cache between the gateway and the public reads: it keeps what Cloudflare-CDN-Cache-Control says it may, and
# forgets by Cache-Tag when the service tells it to. The backend is the service of
# deploy/compose.yaml; the secret comes from the environment of varnishd.

import std;

backend reads {
  .host = "service";
  .port = "8788";
}

sub vcl_recv {
  if (req.method == "PURGE") {
    # Without a secret nobody purges, instead of anybody.
    if (std.getenv("PURGE_SECRET") == "" || req.http.Authorization != "Bearer " + std.getenv("PURGE_SECRET")) {
      return (synth(403));
    }
    if (req.http.Cache-Tag == "*") {
      if (!std.ban("obj.status != 0")) {
        return (synth(500, std.ban_error()));
      }
      return (synth(204));
    }
    if (req.http.Cache-Tag !~ "^[a-z0-9/-]+(,[a-z0-9/-]+)*$") {
      return (synth(400));
    }
    # Whole tags only: terms/ai must not forget terms/ai-safety-summit. Only obj is asked, so that the ban lurker can.
    if (!std.ban("obj.http.Cache-Tag ~ (^|,)(" + regsuball(req.http.Cache-Tag, ",", "|") + ")(,|$)")) {
      return (synth(500, std.ban_error()));
    }
    return (synth(204));
  }
  if (req.method != "GET" && req.method != "HEAD") {
    return (synth(405));
  }
  return (hash);
}

sub vcl_hash {
  # The public reads build every URL from PUBLIC_ORIGIN: whom the gateway asked for makes no difference.
  hash_data(req.url);
  return (lookup);
}

sub vcl_backend_response {
  if (!beresp.http.Cloudflare-CDN-Cache-Control || beresp.http.Cloudflare-CDN-Cache-Control ~ "(^|[ ,])(no-store|private|no-cache)") {
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.uncacheable = true;
    return (deliver);
  }
  set beresp.ttl = std.duration(regsub(beresp.http.Cloudflare-CDN-Cache-Control, "^(?:.*[ ,])?max-age=([0-9]+).*$", "\1s"), 0s);
  set beresp.grace = 0s;
  if (beresp.http.Cloudflare-CDN-Cache-Control ~ "stale-while-revalidate=[0-9]") {
    set beresp.grace = std.duration(
      regsub(beresp.http.Cloudflare-CDN-Cache-Control, "^.*stale-while-revalidate=([0-9]+).*$", "\1s"), 0s);
  }
  return (deliver);
}
