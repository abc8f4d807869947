package io.kaibo.lottery.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaibo.lottery.Lotteries;
import io.kaibo.lottery.LotteryId;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators manage the templates of messages to winners, and viewers are offered them. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class ResultTemplatesTest {

    private static final String GOOD = """
            {"page":"pages/lottery?id={lotteryId}",
             "fields":{"thing1":{"prize":"lottery-title"},"phrase2":{"prize":"tier"},"thing3":{"prize":"name"},
                       "time4":{"prize":"deadline"},"thing5":{"text":"恭喜中奖"}}}
            """;

    @Inject
    Lotteries lotteries;

    @Inject
    ConfigureResultTemplates templates;

    @Inject
    World world;

    @Inject
    Http http;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void aTemplateIsOfferedFromItsPutToItsDelete() {
        LotteryId id = lotteries.start(Lotteries.forLikes());
        JsonNode kept = put("result-1", GOOD).body();
        assertThat(kept.at("/fields/time4/prize").asText()).isEqualTo("deadline");
        assertThat(list().path("templates").path(0)).isEqualTo(kept);
        assertThat(offered(id)).isEqualTo("[\"result-1\"]");
        assertThat(lotteries.enter(id, "o-1", "{\"templateId\":\"result-1\"}").status())
                .isEqualTo(200);
        assertThat(delete("result-1").status()).isEqualTo(204);
        assertThat(delete("result-1").status()).isEqualTo(204);
        assertThat(list().path("templates")).isEmpty();
        assertThat(offered(id)).isEqualTo("[]");
        assertThat(lotteries.enter(id, "o-2", "{\"templateId\":\"result-1\"}").field())
                .isEqualTo("templateId");
        put("result-1", GOOD);
        assertThat(offered(id)).isEqualTo("[\"result-1\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pages/lottery?id={roomId} | {\"thing1\":{\"prize\":\"name\"}} | 422 | page",
                "pages/lottery | {\"time1\":{\"prize\":\"name\"}} | 422 | fields.time1",
                "pages/lottery | {\"number1\":{\"prize\":\"deadline\"}} | 422 | fields.number1",
                "pages/lottery | {\"thing1\":{\"prize\":\"name\",\"text\":\"x\"}} | 422 | fields.thing1",
                "pages/lottery | {\"thing1\":{}} | 422 | fields.thing1",
                "pages/lottery | {\"thing1\":{\"prize\":\"address\"}} | 400 | fields.thing1.prize",
                "pages/lottery | {} | 422 | fields",
            })
    void badInputIsNamedAndChangesNothing(String page, String fields, int status, String field) {
        Http.Answer answer = put("result-1", "{\"page\":\"" + page + "\",\"fields\":" + fields + "}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(world.items(LotteryItems.TABLE)).isEmpty();
    }

    /** A template is put anew between the reading and the write of its delete. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTemplateThatWasPutAnewSinceStays(boolean kept) {
        put("result-1", GOOD);
        if (!kept) {
            Calls.rewrite(Conditions.stripping(ResultTemplateTable.AS_SEEN));
        }
        AtomicBoolean done = new AtomicBoolean();
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem") && !done.getAndSet(true)) {
                SetupCalls.run(() -> templates.put(new ResultTemplate(
                        "result-1", "pages/new", Map.of("thing1", new PrizeSource(PrizeField.NAME, null)))));
            }
        });
        templates.delete("result-1");
        assertThat(templates.findAll()).hasSize(kept ? 1 : 0);
    }

    private Http.Answer put(String id, String body) {
        return http.call("PUT", "/admin/lotteries/templates/" + id)
                .asOperator()
                .json(body)
                .to("lottery-admin");
    }

    private Http.Answer delete(String id) {
        return http.call("DELETE", "/admin/lotteries/templates/" + id)
                .asOperator()
                .to("lottery-admin");
    }

    private JsonNode list() {
        return http.get("/admin/lotteries/templates")
                .asOperator()
                .to("lottery-admin")
                .body();
    }

    /** The ids that viewers are offered, once every function knows them. */
    private String offered(LotteryId id) {
        world.clock().advance(Duration.ofSeconds(4));
        return lotteries.get(id, "").body().path("resultTemplateIds").toString();
    }
}
