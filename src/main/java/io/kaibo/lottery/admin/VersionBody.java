package io.kaibo.lottery.admin;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/** The version of a lottery's plan that the operator has seen. */
@RegisterForReflection
record VersionBody(String version) implements CheckedBody {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9-]{1,36}");

    @Override
    public void check(FieldChecks fields) {
        checkVersion(fields, version);
    }

    static void checkVersion(FieldChecks fields, String version) {
        fields.require("version", version).match("version", version, VERSION);
    }
}
