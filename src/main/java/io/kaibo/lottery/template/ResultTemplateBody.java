package io.kaibo.lottery.template;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/** {@link ResultTemplate} as an operator sends it. */
@RegisterForReflection
public record ResultTemplateBody(String page, Map<String, PrizeSource> fields) implements CheckedBody {

    @Override
    public void check(FieldChecks checks) {
        checks.require("page", page)
                .match("page", page, ResultTemplate.PAGE.pattern(), ResultTemplate.PAGE.rule())
                .require("fields", fields)
                .size("fields", fields, 1, 20);
    }

    public ResultTemplate template(String id) {
        return new ResultTemplate(id, page, fields);
    }
}
