package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.message.StrangeCodeTable;
import io.kaibo.person.LocalPersons;
import io.kaibo.reminder.halt.ReminderStrangeCodeTable;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A delete whose answer is lost arrives once more, after what it deleted was made anew: what is new stays. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class RepeatedDeletesTest {

    @Inject
    Reminding reminding;

    @Inject
    Http http;

    @Inject
    World world;

    @Inject
    ReminderStrangeCodeTable strangeCodes;

    private long room;

    @BeforeEach
    void aRoomToCome() {
        reminding.clean();
        room = reminding.room();
    }

    @Test
    void aWishThatWasMadeAnewStays() {
        reminding.subscribe("o-1", room);
        int status = whileTheAnswerIsLost(
                () -> reminding.subscribe("o-1", room),
                () -> reminding
                        .as("o-1", "DELETE", "/reminders/wx-" + room)
                        .to("reminder-api")
                        .status());
        assertThat(status).isEqualTo(204);
        assertThat(reminding.numbers(room).path("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void aHaltThatWasMadeAnewStays() {
        reminding.halt(room, "first");
        int status = whileTheAnswerIsLost(
                () -> reminding.halt(room, "second"), () -> delete("/admin/reminders/halts/wx-" + room));
        assertThat(status).isEqualTo(204);
        assertThat(reminding.halts())
                .singleElement()
                .satisfies(halt -> assertThat(halt.path("reason").asText()).isEqualTo("second"));
    }

    @Test
    void aTemplateThatWasPutAnewStays() {
        int status = whileTheAnswerIsLost(
                () -> reminding.template(Reminding.TEMPLATE, "on-air"),
                () -> delete("/admin/reminders/templates/" + Reminding.TEMPLATE));
        assertThat(status).isEqualTo(204);
        assertThat(reminding.subscribe("o-1", room).status()).isEqualTo(200);
        assertThat(world.items(ReminderItems.TABLE))
                .filteredOn(item -> item.get("sk").s().equals(Reminding.TEMPLATE))
                .hasSize(1);
    }

    @Test
    void aTemplateThatNamesNoWriterCanBeDeleted() {
        Calls.rewrite(request -> request instanceof software.amazon.awssdk.services.dynamodb.model.PutItemRequest put
                ? put.toBuilder().item(without(put.item(), "putBy")).build()
                : request);
        reminding.template("old", "on-air");
        Calls.rewrite(request -> request);
        assertThat(delete("/admin/reminders/templates/old")).isEqualTo(204);
        assertThat(world.items(ReminderItems.TABLE))
                .noneMatch(item -> item.get("sk").s().equals("old"));
    }

    @Test
    void aWishThatIsBeingSentIsNotTakenForOneThatWasMadeAnew() {
        String openid = reminding.person();
        reminding.subscribe(openid, room);
        reminding.goesOnAir(room);
        reminding.everythingArrives();
        assertThat(reminding
                        .as(openid, "DELETE", "/reminders/wx-" + room)
                        .to("reminder-api")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aResumeThatArrivesOnceMoreDoesNotCountPersonsFromBeforeALaterOne() {
        var id = Reminding.id(room);
        var first = world.clock().instant();
        strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-0"), first.minusSeconds(1));
        strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-1"), first.plusSeconds(5));
        strangeCodes.resume(id, first.plusSeconds(10));
        strangeCodes.resume(id, first);
        assertThat(strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-2"), first.plusSeconds(11)))
                .isEqualTo(1);
    }

    @Test
    void aLaterResumeCountsThoughThereWasAnEarlierOne() {
        var id = Reminding.id(room);
        var first = world.clock().instant();
        strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-0"), first.minusSeconds(1));
        strangeCodes.resume(id, first);
        strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-1"), first.plusSeconds(5));
        strangeCodes.resume(id, first.plusSeconds(10));
        assertThat(strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-2"), first.plusSeconds(11)))
                .isEqualTo(1);
    }

    @Test
    void aResumeMakesNoItemInPlaceOfOneThatEndedSinceItWasFound() {
        endedSinceAResumeFoundIt();
        assertThat(world.items(ReminderItems.TABLE)).isEmpty();
    }

    @Test
    void withoutTheConditionItWouldMakeOneThatNeverEnds() {
        Calls.rewrite(Conditions.stripping(StrangeCodeTable.NOT_RESUMED_LATER));
        endedSinceAResumeFoundIt();
        assertThat(world.items(ReminderItems.TABLE))
                .singleElement()
                .satisfies(item -> assertThat(item).containsKey("resumedAt").doesNotContainKey("expiresAt"));
    }

    /** DynamoDB removes the item between the query and the update of a resume. */
    private void endedSinceAResumeFoundIt() {
        var id = Reminding.id(room);
        var now = world.clock().instant();
        strangeCodes.recordPerson(id, 45999, LocalPersons.of("o-0"), now);
        Calls.listen(call -> {
            if (call.equals("DynamoDb.UpdateItem")) {
                world.empty(ReminderItems.TABLE);
            }
        });
        strangeCodes.resume(id, now.plusSeconds(1));
    }

    private int delete(String path) {
        return http.call("DELETE", path).asOperator().to("reminder-admin").status();
    }

    /** Deletes; the first try has its effect, and what is made anew then is there before the SDK tries again. */
    private static int whileTheAnswerIsLost(Runnable madeAnew, java.util.function.IntSupplier delete) {
        AtomicBoolean lost = new AtomicBoolean();
        Calls.reset();
        Calls.afterEach(call -> {
            if (call.equals("DynamoDb.DeleteItem") && lost.compareAndSet(false, true)) {
                int number = Calls.made().size();
                madeAnew.run();
                Calls.plan(new Calls.Fault(number, Calls.Moment.AFTER, Calls.Kind.RETRIED));
            }
        });
        int status = delete.getAsInt();
        assertThat(Calls.hasStruck()).isTrue();
        Calls.reset();
        return status;
    }

    private static <V> java.util.Map<String, V> without(java.util.Map<String, V> item, String name) {
        var rest = new java.util.HashMap<>(item);
        rest.remove(name);
        return rest;
    }
}
