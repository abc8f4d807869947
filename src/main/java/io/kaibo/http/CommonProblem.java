package io.kaibo.http;

/** The types of problems that any operation may answer with. */
enum CommonProblem implements ProblemType {
    UNREADABLE,
    INVALID,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    INTERNAL,
    REFUSED_BY_WECHAT,
    UNAVAILABLE
}
