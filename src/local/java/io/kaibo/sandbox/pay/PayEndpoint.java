package io.kaibo.sandbox.pay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses of WeChat Pay that the sandbox has. */
public enum PayEndpoint {
    SEND("POST", "/v3/marketing/favor/users/{openid}/coupons"),
    LIST("GET", "/v3/marketing/favor/users/{openid}/coupons"),
    STOCK("GET", "/v3/marketing/favor/stocks/{stock_id}"),
    NOTIFY("POST", "/v3/marketing/favor/callbacks"),
    ECHO("POST", "/v3/security/echo");

    private final String method;
    private final String path;
    private final Pattern pattern;

    PayEndpoint(String method, String path) {
        this.method = method;
        this.path = path;
        this.pattern = Pattern.compile(path.replaceAll("\\{\\w+}", "([^/]+)"));
    }

    /** The name that faults and counts have for it: method and path, without the person and the stock. */
    public String title() {
        return method + " " + path;
    }

    /** The endpoint of a call; empty if there is none. */
    public static Optional<PayEndpoint> find(String calledMethod, String calledPath) {
        return Stream.of(values())
                .filter(endpoint -> endpoint.method.equals(calledMethod)
                        && endpoint.pattern.matcher(calledPath).matches())
                .findAny();
    }

    /** The person or the stock in a path of this endpoint; empty if it names none. */
    String subject(String calledPath) {
        Matcher matcher = pattern.matcher(calledPath);
        return matcher.matches() && matcher.groupCount() == 1 ? matcher.group(1) : "";
    }
}
