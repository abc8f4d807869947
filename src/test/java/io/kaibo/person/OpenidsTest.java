package io.kaibo.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.aws.Deployment;
import io.kaibo.local.Template;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.Output;
import io.kaibo.testing.Story;
import io.kaibo.testing.StoryPart;
import io.kaibo.testing.Traces;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The story of all features, after which the openids of its people are searched for everywhere: they are in the table of people, and
 * nowhere else. Addresses and codes are searched for as well: they are kept sealed.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class OpenidsTest {

    @Inject
    @All
    List<StoryPart> parts;

    @Inject
    Story story;

    @Inject
    Template template;

    @Inject
    Deployment deployment;

    @Inject
    Traces traces;

    @AfterEach
    void forget() {
        Calls.reset();
    }

    @Test
    void anOpenidIsInTheTableOfPeopleAndNowhereElse() {
        story.begin();
        traces.written(Output.of(() -> parts.forEach(part -> part.play(story))));
        traces.collect();
        Map<String, String> everything = traces.found();

        // A search that finds nothing proves something only of what is there: the feature of a table or queue has a
        // part that fills it.
        assertThat(everything.keySet())
                .containsAll(template.tables().stream()
                        .map(table -> "table " + table.name())
                        .toList())
                .containsAll(template.queues().stream()
                        .map(queue -> "queue " + queue.name())
                        .toList());
        assertThat(everything.get("the log")).contains("planned: failed for good", "\"_aws\"");
        assertThat(everything.get("a token")).contains("\"sub\"");
        assertThat(everything).containsKey("an answer");

        String people = everything.remove(table("people"));
        assertThat(story.viewers()).isNotEmpty().allSatisfy(openid -> {
            String person = LocalPersons.of(openid).value();
            assertThat(people).contains(openid).contains(person);
            assertThat(story.tablesThatName(openid))
                    .allSatisfy(name -> assertThat(everything.get(table(name))).contains(person));
        });
        assertThat(story.strangers())
                .isNotEmpty()
                .allSatisfy(openid -> assertThat(people).doesNotContain(openid));
        everything.forEach((place, text) -> Stream.concat(story.strangers().stream(), story.viewers().stream())
                .flatMap(OpenidForms::of)
                .forEach(form -> assertThat(text.contains(form))
                        .as("%s has %s", place, form)
                        .isFalse()));
        assertThat(story.sealed()).isNotEmpty();
        story.sealed()
                .forEach((text, shown) -> everything.forEach(
                        (place, found) -> assertThat(OpenidForms.of(text).anyMatch(found::contains))
                                .as("%s has %s", place, text)
                                .isEqualTo(shown == Story.Shown.TO_ITS_OWNER && place.equals("an answer"))));
    }

    @Test
    void theSearchFindsAnOpenidInEachForm() {
        String searched = "oZZviewerWhoIsTold_Xq7-0000";
        String other = "oZZviewerWhoRefuses_Xq7-0000";
        for (String around : List.of("", "a", "ab", "abc")) {
            String told = around + searched + around;
            byte[] bytes = told.getBytes(StandardCharsets.UTF_8);
            for (String form : List.of(
                    told,
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                    HexFormat.of().formatHex(bytes),
                    HexFormat.of().withUpperCase().formatHex(bytes))) {
                assertThat(OpenidForms.of(searched)).anyMatch(form::contains);
                assertThat(OpenidForms.of(other)).noneMatch(form::contains);
            }
        }
    }

    private String table(String name) {
        return "table " + deployment.resource(name);
    }
}
