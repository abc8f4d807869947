package io.kaibo.lottery.code;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.lottery.Prize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The codes of a tier as an operator sends them.
 *
 * @param version of the plan that they are for
 * @param codes in the order of the tier's slots
 */
@RegisterForReflection
record CodesBody(String version, List<String> codes) implements CheckedBody {

    /** A thousand codes of 64 characters, each of which may be escaped, and the rest of the body. */
    static final int MOST_BYTES = 192 * 1024;

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9-]{1,36}");

    /** What is on every keyboard and can be seen. */
    private static final Pattern CODE = Pattern.compile("[!-~]{1,64}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("version", version)
                .match("version", version, VERSION)
                .require("codes", codes)
                .check(
                        "codes",
                        codes == null || (!codes.isEmpty() && codes.size() <= Prize.MOST),
                        "must have from 1 to " + Prize.MOST + " elements");
        if (codes == null) {
            return;
        }
        Set<String> before = new HashSet<>();
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i);
            String field = "codes[" + i + "]";
            fields.require(field, code)
                    .match(field, code, CODE, "must have from 1 to 64 characters that can be seen, all of ASCII")
                    .check(field, code == null || before.add(code), "is there twice");
        }
    }

    /** Without the codes. */
    @Override
    public String toString() {
        return "CodesBody";
    }
}
