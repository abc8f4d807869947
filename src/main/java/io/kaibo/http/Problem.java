package io.kaibo.http;

import io.kaibo.base.FieldChecks;
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

    private final transient ProblemType type;
    private final int status;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient Map<String, Object> members;

    private Problem(ProblemType type, int status, String detail, List<FieldError> errors, Map<String, String> headers) {
        this(type, status, detail, errors, headers, Map.of());
    }

    private Problem(
            ProblemType type,
            int status,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            Map<String, Object> members) {
        super(type.uri(), null, false, false);
        this.type = type;
        this.status = status;
        this.detail = detail;
        this.errors = errors;
        this.headers = headers;
        this.members = members;
    }

    /** 400: cannot be read, or is unknown. */
    public static Problem unreadable(String field, String detail) {
        return new Problem(
                CommonProblem.UNREADABLE,
                400,
                "The request cannot be read.",
                List.of(new FieldError(field, detail)),
                Map.of());
    }

    /** 422: can be read, and breaks a rule. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(CommonProblem.INVALID, 422, "The request breaks a rule.", errors, Map.of());
    }

    /** @throws Problem 422 if a field breaks a rule, naming each such field */
    public static void check(FieldChecks fields) {
        List<FieldError> errors = fields.broken().stream()
                .map(rule -> new FieldError(rule.field(), rule.detail()))
                .toList();
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    /** 401: who calls is not known. */
    public static Problem unauthorized(String detail) {
        return new Problem(CommonProblem.UNAUTHORIZED, 401, detail, List.of(), Map.of("www-authenticate", "Bearer"));
    }

    /** 401: the credential in this field is not good. */
    public static Problem unauthorized(ProblemType type, String field, String detail) {
        return new Problem(
                type,
                401,
                "The credential was refused.",
                List.of(new FieldError(field, detail)),
                Map.of("www-authenticate", "Bearer"));
    }

    /** 403: who calls is known and may not. */
    public static Problem forbidden(String detail) {
        return forbidden(CommonProblem.FORBIDDEN, detail);
    }

    /** The same, where the client must tell it from others. */
    public static Problem forbidden(ProblemType type, String detail) {
        return new Problem(type, 403, detail, List.of(), Map.of());
    }

    /** The same with members that the caller's own protocol has, as RFC 9457 lets a type add them. */
    public static Problem forbidden(ProblemType type, String detail, Map<String, Object> members) {
        return new Problem(type, 403, detail, List.of(), Map.of(), members);
    }

    public static Problem notFound(String detail) {
        return new Problem(CommonProblem.NOT_FOUND, 404, detail, List.of(), Map.of());
    }

    /**
     * 409: what is there does not allow it now.
     *
     * @param member the name under which the problem says how it stands, as RFC 9457's extension members do
     */
    public static Problem conflict(ProblemType type, String detail, String member, Object value) {
        return new Problem(type, 409, detail, List.of(), Map.of(), Map.of(member, value));
    }

    /** @param allow the methods that the path does take, separated by commas */
    static Problem methodNotAllowed(String allow) {
        return new Problem(
                CommonProblem.METHOD_NOT_ALLOWED,
                405,
                "This path takes " + allow + ".",
                List.of(),
                Map.of("allow", allow));
    }

    static Problem tooLarge(int limit) {
        return new Problem(
                CommonProblem.TOO_LARGE, 413, "A body has at most " + limit + " bytes.", List.of(), Map.of());
    }

    static Problem unsupportedMediaType() {
        return new Problem(
                CommonProblem.UNSUPPORTED_MEDIA_TYPE,
                415,
                "A body is application/json in UTF-8.",
                List.of(new FieldError("content-type", "must be application/json, in UTF-8")),
                Map.of());
    }

    /** 500: an error of Kaibo. The answer gives no details. */
    static Problem internal() {
        return new Problem(CommonProblem.INTERNAL, 500, "Something went wrong here.", List.of(), Map.of());
    }

    /**
     * 502: a server that we need refuses the call, and an operator can mend it. Only operators are told.
     *
     * @param members what the server said, under the names that the contract has
     */
    public static Problem refusedUpstream(String detail, Map<String, Object> members) {
        return refusedUpstream(CommonProblem.REFUSED_BY_WECHAT, detail, members);
    }

    /** The same of another server, with a type that says which. */
    public static Problem refusedUpstream(ProblemType type, String detail, Map<String, Object> members) {
        return new Problem(type, 502, detail, List.of(), Map.of(), members);
    }

    /** 503: a server that we need does not answer, or not now. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return unavailable(CommonProblem.UNAVAILABLE, detail, retryAfter);
    }

    /** 503: it cannot be answered yet. */
    public static Problem unavailable(ProblemType type, String detail, Duration retryAfter) {
        return new Problem(type, 503, detail, List.of(), Map.of("retry-after", Long.toString(retryAfter.toSeconds())));
    }

    ProblemType type() {
        return type;
    }

    public int status() {
        return status;
    }

    /** The status in words. */
    String title() {
        return StatusTitles.of(status);
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
