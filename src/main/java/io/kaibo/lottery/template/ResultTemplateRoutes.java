package io.kaibo.lottery.template;

import io.kaibo.http.Bodies;
import io.kaibo.http.Problem;
import io.kaibo.http.Reply;
import io.kaibo.http.Request;
import io.kaibo.http.Role;
import io.kaibo.http.Router;
import io.kaibo.lottery.LotteryAdminRoutes;
import io.kaibo.message.MessageTemplate;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /admin/lotteries/templates}. */
@Singleton
class ResultTemplateRoutes implements LotteryAdminRoutes {

    @RegisterForReflection
    record ResultTemplates(List<ResultTemplate> templates) {}

    private final ConfigureResultTemplates configure;
    private final Bodies bodies;

    ResultTemplateRoutes(ConfigureResultTemplates configure, Bodies bodies) {
        this.configure = configure;
        this.bodies = bodies;
    }

    @Override
    public void addTo(Router router) {
        router.forOperators(Role.OPERATOR, Role.AUDITOR)
                .get("/admin/lotteries/templates", _ -> Reply.ok(new ResultTemplates(configure.findAll())))
                .forOperators(Role.OPERATOR)
                .put("/admin/lotteries/templates/{templateId}", this::put)
                .delete("/admin/lotteries/templates/{templateId}", this::delete);
    }

    private Reply put(Request request) {
        String id = template(request);
        return Reply.ok(
                configure.put(bodies.read(request, ResultTemplateBody.class).template(id)));
    }

    private Reply delete(Request request) {
        configure.delete(template(request));
        return Reply.done();
    }

    /** @throws Problem 404 for an id that no template can have */
    private static String template(Request request) {
        String id = request.variable("templateId");
        if (!MessageTemplate.isId(id)) {
            throw Problem.notFound("There is no such template.");
        }
        return id;
    }
}
