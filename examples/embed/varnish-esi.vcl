# Varnish: a site whose pages contain cards by ESI. Try it with `npm start` in the repository and esi.html; elsewhere
# replace service.example.jp by the host of the service, and the ports by your own.
#
# Cards are kept for a minute, and longer while the service does not answer. An item that was renamed is followed; one
# that is not there leaves nothing. Varnish speaks no TLS: let nginx do it, which checks the certificate of the service, by
# the second server of nginx-ssi.conf.

vcl 4.1;

backend pages {
    .host = "127.0.0.1";
    .port = "8080";
}

backend cards {
    .host = "127.0.0.1";
    .port = "8081";
    .connect_timeout = 2s;
    .first_byte_timeout = 3s;
}

sub vcl_recv {
    set req.backend_hint = pages;
    if (req.esi_level > 0 && req.url ~ "^/(en|ja)/card/[a-z]+/[a-z0-9-]+$") {
        set req.backend_hint = cards;
        set req.http.Host = "service.example.jp";
        # Nothing of your readers goes out.
        unset req.http.Cookie;
        unset req.http.Authorization;
        return (hash);
    }
}

sub vcl_backend_response {
    if (bereq.backend == cards) {
        # What was kept stays while the service fails.
        if (beresp.status >= 500 && bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.grace = 7d;
    } elseif (beresp.http.Content-Type ~ "^text/html") {
        set beresp.do_esi = true;
    }
}

sub vcl_deliver {
    if (req.esi_level > 0 && req.url ~ "^/(en|ja)/card/" && resp.status != 200) {
        # Only the path of a redirect is followed, and only to a card.
        if (resp.status == 308 && req.restarts == 0
            && resp.http.Location ~ "^(https?://[^/]+)?/(en|ja)/card/[a-z]+/[a-z0-9-]+$") {
            set req.url = regsub(resp.http.Location, "^https?://[^/]+", "");
            return (restart);
        }
        return (synth(204));
    }
}

sub vcl_synth {
    if (req.esi_level > 0) {
        set resp.body = "";
        return (deliver);
    }
}
