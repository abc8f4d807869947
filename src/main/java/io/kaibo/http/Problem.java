package io.kaibo.http;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An answer that says why not: {@code application/problem+json} (RFC 9457) with the fields that are to blame in
 * {@code errors}. What it says goes to the caller, so nothing internal is in it.
 */
public final class Problem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** A field of the body, a query parameter or a header, and what is wrong with it. */
    public record FieldError(String field, String detail) {}

    private final int status;
    private final String title;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    private Problem(int status, String title, String detail, List<FieldError> errors, Map<String, String> headers) {
        this(status, title, detail, errors, headers, Map.of());
    }

    private Problem(
            int status,
            String title,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            Map<String, Object> members) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.errors = errors;
        this.headers = headers;
        this.members = members;
    }

    /** 400: cannot be read, or is unknown. */
    public static Problem unreadable(String field, String detail) {
        return new Problem(
                400, "Bad Request", "The request cannot be read.", List.of(new FieldError(field, detail)), Map.of());
    }

    /** 422: can be read, and breaks a rule. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(422, "Unprocessable Content", "The request breaks a rule.", errors, Map.of());
    }

    /** 401: who calls is not known. */
    public static Problem unauthorized(String detail) {
        return new Problem(401, "Unauthorized", detail, List.of(), Map.of("www-authenticate", "Bearer"));
    }

    /** 401: the credential in this field is not good. */
    public static Problem unauthorized(String field, String detail) {
        return new Problem(
                401,
                "Unauthorized",
                "The credential was refused.",
                List.of(new FieldError(field, detail)),
                Map.of("www-authenticate", "Bearer"));
    }

    /** 403: who calls is known and may not. */
    public static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail, List.of(), Map.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not Found", detail, List.of(), Map.of());
    }

    /**
     * 409: what is there does not allow it now.
     *
     * @param member the name under which the problem says how it stands, as RFC 9457's extension members do
     */
    public static Problem conflict(String detail, String member, Object value) {
        return new Problem(409, "Conflict", detail, List.of(), Map.of(), Map.of(member, value));
    }

    /** @param allow the methods that the path does take, separated by commas */
    static Problem methodNotAllowed(String allow) {
        return new Problem(
                405, "Method Not Allowed", "This path takes " + allow + ".", List.of(), Map.of("allow", allow));
    }

    static Problem tooLarge(int limit) {
        return new Problem(413, "Content Too Large", "A body has at most " + limit + " bytes.", List.of(), Map.of());
    }

    static Problem unsupportedMediaType() {
        return new Problem(
                415,
                "Unsupported Media Type",
                "A body is application/json in UTF-8.",
                List.of(new FieldError("content-type", "must be application/json, in UTF-8")),
                Map.of());
    }

    /** 500: our own fault, of which nothing is told. */
    static Problem internal() {
        return new Problem(500, "Internal Server Error", "Something went wrong here.", List.of(), Map.of());
    }

    /**
     * 502: a server that we need refuses the call, and an operator can mend it. Only operators are told.
     *
     * @param members what the server said, under the names that the contract has
     */
    public static Problem refusedUpstream(String detail, Map<String, Object> members) {
        return new Problem(502, "Bad Gateway", detail, List.of(), Map.of(), members);
    }

    /** 503: a server that we need does not answer, or not now. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(
                503,
                "Service Unavailable",
                detail,
                List.of(),
                Map.of("retry-after", Long.toString(retryAfter.toSeconds())));
    }

    public int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, Object> members() {
        return members;
    }
}
