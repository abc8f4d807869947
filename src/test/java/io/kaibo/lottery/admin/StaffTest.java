package io.kaibo.lottery.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.http.Role;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.person.LocalPersons;
import io.kaibo.testing.Calls;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of the shop's staff. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class StaffTest {

    private static final String PATH = "/admin/lotteries/staff";

    @Inject
    Http http;

    @Inject
    World world;

    @BeforeEach
    void clean() {
        world.clean();
    }

    @Test
    void theListIsKeptAsItWasSetLast() {
        assertThat(found()).isEqualTo("{\"persons\":[]}");
        sets(people(1_000));
        String two = people(2);
        assertThat(sets(two).body()).hasToString(two);
        assertThat(found()).isEqualTo(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                                                     | 422 | persons",
                "{'persons':null}                                       | 422 | persons",
                "{'persons':'oLin'}                                     | 400 | persons",
                "{'persons':[null]}                                     | 422 | persons[0]",
                "{'persons':['oLinLinLinLinLinLinLinLinLi']}            | 422 | persons[0]",
                "{'persons':['AAAAAAAAAAAAAAAAAAAAAA','AAAAAAAAAAAAAAAAAAAAAA']} | 422 | persons[1]",
                "{'persons':[],'more':1}                                | 400 | more",
            })
    void aListThatIsNoneChangesNothing(String body, int status, String field) {
        Calls.reset();
        Http.Answer answer = sets(body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field);
        assertThat(Calls.writes()).isZero();
    }

    @Test
    void aThousandAreTheMost() {
        assertThat(sets(people(1_001)).field()).isEqualTo("persons");
        assertThat(world.items(LotteryItems.TABLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ANCHOR,403,403", "SHIPPING,403,403", "AUDITOR,200,403"})
    void otherRolesDoNotSetIt(Role role, int found, int set) {
        assertThat(http.get(PATH).as(role).send().status()).isEqualTo(found);
        assertThat(http.call("PUT", PATH).as(role).json(people(1)).send().status())
                .isEqualTo(set);
    }

    private Http.Answer sets(String body) {
        return http.call("PUT", PATH).asOperator().json(body).send();
    }

    private String found() {
        return http.get(PATH).asOperator().send().body().toString();
    }

    private static String people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + LocalPersons.of("o-staff-" + i) + "\"")
                .collect(Collectors.joining(",", "{\"persons\":[", "]}"));
    }
}
