package io.kaibo.drand;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that has a chain's rounds. It need not be trusted, nor the way to it, since each signature is verified: so {@code http} will do.
 *
 * @param base what comes before drand's own paths
 * @param beacon the chain's name in form v2; empty for form v1, which names the chain by its hash
 */
record DrandMirror(URI base, Optional<String> beacon) {

    private static final Pattern V2 = Pattern.compile("(.*)/v2/beacons/([a-z0-9-]+)");

    /** @throws IllegalStateException naming the setting if it is no address of a mirror */
    static DrandMirror parse(URI address) {
        String scheme = String.valueOf(address.getScheme());
        if (!(scheme.equals("https") || scheme.equals("http"))
                || address.getHost() == null
                || address.getQuery() != null
                || address.getFragment() != null) {
            throw new IllegalStateException("KAIBO_DRAND_MIRRORS has no http address: " + address);
        }
        String text = address.toString().replaceFirst("/$", "");
        Matcher v2 = V2.matcher(text);
        return v2.matches()
                ? new DrandMirror(URI.create(v2.group(1)), Optional.of(v2.group(2)))
                : new DrandMirror(URI.create(text), Optional.empty());
    }
}
