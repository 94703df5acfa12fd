# Varnish behind an edge's nginx (nginx-varnish.conf) makes one request of many that ask for the same at once.
# It believes whoever asks it: let it listen to its own machine alone (varnishd -a 127.0.0.1:6081).
vcl 4.1;

backend club {
  .host = "@HOST@";
  .port = "@PORT@";
  .first_byte_timeout = 15s;  # a playlist may wait for what is being filmed
}

sub vcl_recv {
  if (req.method != "GET" && req.method != "HEAD") {
    return (synth(405));
  }
  if (req.url !~ "^/media/live/[^/]+/[0-9]+/[0-9A-Za-z._-]+(\?|$)") {
    return (synth(404));
  }
  unset req.http.Cookie;
  unset req.http.Authorization;
  return (hash);
}

# Without the pass, and of the question only what the film is asked for: one copy for all.
sub vcl_hash {
  hash_data(regsub(regsub(req.url, "^/media/live/[^/]+/", ""), "\?.*$", ""));
  if (req.url ~ "[?&]_HLS_msn=[0-9]+") {
    hash_data(regsub(req.url, "^.*[?&]_HLS_msn=([0-9]+).*$", "msn \1"));
  }
  if (req.url ~ "[?&]_HLS_part=[0-9]+") {
    hash_data(regsub(req.url, "^.*[?&]_HLS_part=([0-9]+).*$", "part \1"));
  }
  if (req.url ~ "[?&]_HLS_skip=(YES|v2)(&|$)") {
    hash_data("without what is known");
  }
  return (lookup);
}

sub vcl_backend_response {
  unset beresp.http.Set-Cookie;
  unset beresp.http.Vary;
  set beresp.grace = 0s;
  if (beresp.status != 200 && beresp.status != 206) {
    # One member may be refused, another not: nothing of it is kept, and nobody waits for it.
    set beresp.ttl = 1s;
    set beresp.uncacheable = true;
  } else if (bereq.url ~ "\.m3u8(\?|$)") {
    set beresp.ttl = 0.5s;
    if (bereq.url ~ "_HLS_msn=") {
      set beresp.ttl = 6s;
    }
  } else {
    set beresp.ttl = 1h;
  }
  return (deliver);
}
