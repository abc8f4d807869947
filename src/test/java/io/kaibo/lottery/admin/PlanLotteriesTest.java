package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kaibo.http.Role;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lotteries before their start: created, found, changed, deleted; and what is refused. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PlanLotteriesTest {

    @Inject
    LotteryOperator operator;

    @Inject
    Http http;

    @Inject
    World world;

    private String room;

    @BeforeEach
    void clean() {
        world.clean();
        room = operator.room(102);
    }

    @Test
    void aLotteryIsKeptAsItWasCreatedChangedAndDeleted() {
        Http.Answer created = operator.creates(room, "first-lottery");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("state").asText()).isEqualTo("draft");
        assertThat(created.body().path("plan")).isEqualTo(operator.plan());
        assertThat(operator.finds(created.body()).body()).isEqualTo(created.body());
        assertThat(listed(Role.OPERATOR)).containsExactly(created.body());
        assertThat(countOf(room)).isEqualTo("1");

        ObjectNode plan = operator.plan().put("title", "明晚抽");
        plan.remove("winLimit");
        Http.Answer changed = operator.changes(created.body(), plan);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("plan")).isEqualTo(plan);
        assertThat(changed.body().path("version")).isNotEqualTo(created.body().path("version"));
        assertThat(operator.finds(created.body()).body()).isEqualTo(changed.body());

        assertThat(operator.deletes(created.body()).status()).isEqualTo(204);
        assertThat(operator.deletes(created.body()).status()).isEqualTo(204);
        assertThat(operator.finds(created.body()).status()).isEqualTo(404);
        assertThat(countOf(room)).isEqualTo("0");
    }

    @Test
    void aRequestThatIsSentAgainCreatesNoSecondLottery() {
        Http.Answer created = operator.creates(room, "same-key");
        Http.Answer again = operator.creates(room, "same-key", operator.plan().put("title", "another title"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(created.body());
        assertThat(listed(Role.OPERATOR)).containsExactly(created.body());
        assertThat(countOf(room)).isEqualTo("1");
        assertThat(operator.creates(operator.room(102), "same-key").status()).isEqualTo(201);
    }

    @Test
    void whoChangesWhatAnotherHasChangedIsTold() {
        JsonNode seen = operator.creates(room, "two-operators").body();
        ObjectNode first = operator.plan().put("title", "first");
        JsonNode changed = operator.changes(seen, first).body();

        Http.Answer second = operator.changes(seen, operator.plan().put("title", "second"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("type").asText()).isEqualTo("urn:kaibo:problem:lottery-changed");
        assertThat(second.body().path("version")).isEqualTo(changed.path("version"));
        // the first one's request once more, whose answer was lost
        assertThat(operator.changes(seen, first).body()).isEqualTo(changed);
    }

    @Test
    void aRoomHasThirtyLotteriesAndADeletedDraftGivesItsPlaceBack() {
        JsonNode first = operator.creates(room, "lottery-0").body();
        for (int i = 1; i < LotteryCreation.MOST; i++) {
            assertThat(operator.creates(room, "lottery-" + i).status()).isEqualTo(201);
        }
        Http.Answer tooMany = operator.creates(room, "one-too-many");
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.body().path("type").asText()).isEqualTo("urn:kaibo:problem:too-many-lotteries");
        // one that is there is found all the same
        assertThat(operator.creates(room, "lottery-7").status()).isEqualTo(200);
        operator.deletes(first);
        assertThat(operator.creates(room, "one-too-many").status()).isEqualTo(201);
        assertThat(listed(Role.OPERATOR)).hasSize(LotteryCreation.MOST);
    }

    @Test
    void anAnchorSeesNoDrafts() {
        JsonNode draft = operator.creates(room, "the-draft").body();
        assertThat(listed(Role.ANCHOR)).isEmpty();
        assertThat(listed(Role.AUDITOR)).containsExactly(draft);
        assertThat(http.get(LotteryOperator.path(draft)).as(Role.ANCHOR).send().status())
                .isEqualTo(404);
        assertThat(http.get(LotteryOperator.path(draft)).as(Role.AUDITOR).send().status())
                .isEqualTo(200);
    }

    @Test
    void onlyAKnownRoomHasLotteries() {
        assertThat(operator.creates("wx-404", "some-lottery").status()).isEqualTo(404);
        assertThat(operator.lists("wx-404", Role.OPERATOR).status()).isEqualTo(404);
        assertThat(operator.lists("404", Role.OPERATOR).field()).isEqualTo("room");
        assertThat(http.get("/admin/lotteries").asOperator().send().field()).isEqualTo("room");
        assertThat(world.items(LotteryItems.TABLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/title             | null              | 422 | plan.title",
                "/title             | '🎁🎉'            | 422 | plan.title",
                "/title             | ' '               | 422 | plan.title",
                "/kind              | 'shake'           | 400 | plan.kind",
                "/kind              | 'like'            | 422 | plan.keyword",
                "/keyword           | '\u200b'         | 422 | plan.keyword",
                "/keyword           | 7                 | 400 | plan.keyword",
                "/prizes            | []                | 422 | plan.prizes",
                "/prizes            | [null]            | 422 | plan.prizes[0]",
                "/prizes/0/tier     | ''                | 422 | plan.prizes[0].tier",
                "/prizes/0/tier     | '🎁'              | 422 | plan.prizes[0].tier",
                "/prizes/0/name     | '🎁'              | 422 | plan.prizes[0].name",
                "/prizes/0/name     | null              | 422 | plan.prizes[0].name",
                "/prizes/0/quantity | 0                 | 422 | plan.prizes[0].quantity",
                "/prizes/0/quantity | 1001              | 422 | plan.prizes",
                "/prizes/0/value    | -1                | 422 | plan.prizes[0].value",
                "/prizes/0/value    | 5000001           | 422 | plan.prizes[0].value",
                "/prizes/0/value    | 3000000000        | 422 | plan.prizes[0].value",
                "/prizes/0/value    | 1.5               | 400 | plan.prizes[0].value",
                "/prizes/0/redemption | 'cash'          | 400 | plan.prizes[0].redemption",
                "/countdownSeconds  | 9                 | 422 | plan.countdownSeconds",
                "/countdownSeconds  | 86401             | 422 | plan.countdownSeconds",
                "/countdownSeconds  | 99999999999999999999 | 422 | plan.countdownSeconds",
                "/claimSeconds      | 3599              | 422 | plan.claimSeconds",
                "/claimSeconds      | null              | 422 | plan.claimSeconds",
                "/passes            | 11                | 422 | plan.passes",
                "/minimum           | -1                | 422 | plan.minimum",
                "/winLimit          | {}                | 422 | plan.winLimit.days",
                "/winLimit/days     | 91                | 422 | plan.winLimit.days",
                "/winners           | ['o-lin']         | 400 | plan.winners",
            })
    void aPlanThatBreaksARuleIsRefusedAndChangesNothing(String at, String json, int status, String field) {
        JsonNode lottery = operator.creates(room, "some-lottery").body();
        JsonNode plan = planWith(at, world.tree(json.replace('\'', '"')));
        Calls.reset();
        for (Http.Answer answer :
                java.util.List.of(operator.creates(room, "another-one", plan), operator.changes(lottery, plan))) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field()).isEqualTo(field);
            assertThat(answer.body().path("errors"))
                    .extracting(error -> error.path("field").asText())
                    .doesNotHaveDuplicates();
        }
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "5000001", "3000000000", "-3000000000"})
    void theLimitsOfAValueAreNamed(String value) {
        JsonNode plan = planWith("/prizes/0/value", world.tree(value));
        assertThat(operator.creates(room, "some-lottery", plan)
                        .body()
                        .at("/errors/0/detail")
                        .asText())
                .isEqualTo("must be from 0 to 5000000");
    }

    @Test
    void whatNeverWasIsNotDeleted() {
        ObjectNode never = world.tree("{\"id\":\"vNckMeVhz3kKNrpixcANXg\"}").deepCopy();
        Calls.reset();
        assertThat(operator.deletes(never).status()).isEqualTo(404);
        assertThat(Calls.writes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"roomId,1", "roomId,wx-0", "key,short", "key,with space 1"})
    void aRoomAndAKeyHaveTheirForm(String name, String value) {
        Http.Answer answer = http.post("/admin/lotteries")
                .asOperator()
                .json(LotteryOperator.newLottery()
                        .put("roomId", room)
                        .put(name, value)
                        .toString())
                .send();
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.field()).isEqualTo(name);
        assertThat(world.items(LotteryItems.TABLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,,anchor auditor shipping",
        "PUT,/vNckMeVhz3kKNrpixcANXg,anchor auditor shipping",
        "DELETE,/vNckMeVhz3kKNrpixcANXg,anchor auditor shipping",
        "GET,?room=wx-1,shipping",
        "GET,/vNckMeVhz3kKNrpixcANXg,shipping"
    })
    void onlyOperatorsChangeThem(String method, String path, String refused) {
        String whole = "/admin/lotteries" + (path == null ? "" : path);
        Calls.reset();
        assertThat(http.call(method, whole)
                        .bearer("guessed")
                        .to(LotteryOperator.FUNCTION)
                        .status())
                .isEqualTo(401);
        for (String role : refused.split(" ")) {
            assertThat(http.call(method, whole)
                            .as(Role.valueOf(role.toUpperCase(java.util.Locale.ROOT)))
                            .to(LotteryOperator.FUNCTION)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(Calls.writes()).isZero();
    }

    private JsonNode planWith(String at, JsonNode value) {
        ObjectNode plan = operator.plan();
        int last = at.lastIndexOf('/');
        ((ObjectNode) plan.at(at.substring(0, last))).set(at.substring(last + 1), value);
        return plan;
    }

    private JsonNode listed(Role role) {
        return operator.lists(room, role).body().path("lotteries");
    }

    private String countOf(String id) {
        return world.item(LotteryItems.TABLE, "ROOM#" + id, "COUNT").get("n").n();
    }
}
