package io.kaibo.session;

import io.kaibo.http.ProblemType;

/** Why a login is refused. */
enum SessionProblem implements ProblemType {
    LOGIN_CODE_REFUSED,
    LOGIN_BLOCKED
}
