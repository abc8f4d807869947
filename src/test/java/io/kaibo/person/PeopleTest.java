package io.kaibo.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaibo.testing.Calls;
import io.kaibo.testing.Conditions;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.SetupCalls;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The one place where openids are. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class PeopleTest {

    private static final String OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE";
    private static final Person PERSON = LocalPersons.of(OPENID);

    @Inject
    People people;

    @Inject
    World world;

    @Inject
    PeopleItems peopleItems;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @AfterEach
    void forget() {
        Calls.reset();
    }

    @Test
    void whoIsKnownIsNotWrittenAgain() {
        people.remember(PERSON, OPENID);
        var first = peopleItems.all();
        world.clock().advance(Duration.ofDays(1));
        people.remember(PERSON, OPENID);
        assertThat(peopleItems.all()).isEqualTo(first);
        assertThat(people.findOpenids(List.of(PERSON))).isEqualTo(Map.of(PERSON, Optional.of(OPENID)));
    }

    @Test
    void withoutTheConditionTheyWouldBe() {
        people.remember(PERSON, OPENID);
        var first = peopleItems.all();
        Calls.rewrite(Conditions.stripping(People.UNKNOWN));
        people.remember(PERSON, OPENID);
        assertThat(peopleItems.all()).isNotEqualTo(first);
    }

    @Test
    void whoComesBackAfterTheirOpenidWasRemovedWasFirstSeenWhenTheyWere() {
        people.remember(PERSON, OPENID);
        AttributeValue firstSeen = peopleItems.all().getFirst().get("firstSeenAt");
        peopleItems.erase(OPENID);
        assertThat(people.findOpenids(List.of(PERSON))).isEqualTo(Map.of(PERSON, Optional.empty()));
        world.clock().advance(Duration.ofDays(1));
        people.remember(PERSON, OPENID);
        assertThat(peopleItems.all().getFirst()).containsEntry("firstSeenAt", firstSeen);
        assertThat(people.findOpenids(List.of(PERSON))).isEqualTo(Map.of(PERSON, Optional.of(OPENID)));
    }

    @Test
    void aPersonHasOneOpenid() {
        people.remember(PERSON, OPENID);
        assertThatThrownBy(() -> people.remember(PERSON, "oAnother"))
                .hasMessageContaining(PERSON.value())
                .hasMessageNotContaining("oAnother")
                .hasMessageNotContaining(OPENID);
        assertThat(people.findOpenids(List.of(PERSON))).isEqualTo(Map.of(PERSON, Optional.of(OPENID)));
    }

    @Test
    void aWriteWhoseAnswerWasLostIsDone() {
        Calls.plan(new Calls.Fault(1, Calls.Moment.AFTER, Calls.Kind.RETRIED));
        people.remember(PERSON, OPENID);
        assertThat(Calls.hasStruck()).isTrue();
        assertThat(people.findOpenids(List.of(PERSON))).isEqualTo(Map.of(PERSON, Optional.of(OPENID)));
    }

    @Test
    void openidsAreReadByTheHundred() {
        Map<Person, String> known = IntStream.range(0, 130)
                .mapToObj(i -> "o" + i)
                .collect(Collectors.toMap(LocalPersons::of, Function.identity()));
        SetupCalls.run(() -> known.forEach(people::remember));
        List<Person> asked = new ArrayList<>(known.keySet());
        asked.addAll(List.of(asked.getFirst(), LocalPersons.of("oUnknown")));
        Collections.shuffle(asked);
        Calls.reset();
        Map<Person, Optional<String>> found = people.findOpenids(asked);
        assertThat(found).hasSize(130);
        known.forEach((person, openid) -> assertThat(found).containsEntry(person, Optional.of(openid)));
        assertThat(Calls.made()).containsExactly("DynamoDb.BatchGetItem", "DynamoDb.BatchGetItem");
        Calls.reset();
        assertThat(people.findOpenids(List.of())).isEmpty();
        assertThat(Calls.made()).isEmpty();
    }
}
