package io.kaibo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a {@link StoryPart} plays with: its viewers, who are logged in, calls that fail, and answers, which are traces. */
@Singleton
public class Story {

    private final World world;
    private final Http http;
    private final Traces traces;
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Set<String> strangers = new LinkedHashSet<>();
    private final Map<String, Set<String>> tables = new HashMap<>();

    private final Map<String, Shown> sealed = new LinkedHashMap<>();

    /** To whom an answer has a text that is kept sealed. */
    public enum Shown {
        NEVER,
        TO_ITS_OWNER
    }

    /** The calls that fail at the moment; none if empty. */
    private volatile String failing = "";

    Story(World world, Http http, Traces traces) {
        this.world = world;
        this.http = http;
        this.traces = traces;
    }

    /** Forgets everything; from now on, what is sent to queues leaves traces. */
    public void begin() {
        world.clean();
        traces.clean();
        tokens.clear();
        strangers.clear();
        sealed.clear();
        tables.clear();
        traces.watchQueues();
        Calls.listen(call -> {
            if (call.equals(failing)) {
                throw SdkClientException.create("planned: failed for good");
            }
        });
    }

    /** A viewer who has logged in. @param word letters and digits, which tell viewers of all parts apart */
    public String addViewer(String word) {
        String openid = openid(word);
        Http.Answer session = logIn(openid);
        assertThat(session.status()).isEqualTo(201);
        String token = session.body().path("token").asText();
        assertThat(tokens.put(openid, token)).as(word).isNull();
        traces.token(token);
        recordAnswer(http.get("/session").bearer(token).send());
        return openid;
    }

    /** An openid that Kaibo is told and that it stores nowhere, not even in the table of people. */
    public String addStranger(String word) {
        String openid = openid(word);
        assertThat(strangers.add(openid)).as(word).isTrue();
        return openid;
    }

    /** A text that Kaibo is told and keeps sealed: no table, queue or log has it. */
    public void addSealed(String text, Shown shown) {
        sealed.put(text, shown);
    }

    public Map<String, Shown> sealed() {
        return sealed;
    }

    /** A viewer logs in once more. */
    public Http.Answer logIn(String openid) {
        String code = world.sandbox().loginCode(Map.of("openid", openid)).code();
        return recordAnswer(
                http.post("/session").json("{\"code\":\"" + code + "\"}").send());
    }

    /** A call of a viewer. */
    public Http.Call as(String viewer, String method, String path) {
        return http.call(method, path).bearer(tokens.get(viewer));
    }

    public Http.Answer recordAnswer(Http.Answer answer) {
        traces.answer(answer);
        return answer;
    }

    /** Does something while every call of this name fails. */
    public void doWhileFailing(String name, Runnable something) {
        failing = name;
        try {
            something.run();
        } finally {
            failing = "";
        }
    }

    /** In the end, this table names the viewer as a person. @param table without the stage */
    public void expectName(String table, String viewer) {
        tables.computeIfAbsent(viewer, any -> new TreeSet<>()).add(table);
    }

    public Set<String> viewers() {
        return tokens.keySet();
    }

    public Set<String> strangers() {
        return strangers;
    }

    /** The tables that are to name a viewer as a person, without the stage. */
    public Set<String> tablesThatName(String viewer) {
        return tables.getOrDefault(viewer, Set.of());
    }

    /** Nothing in it is escaped in JSON, XML or an address, so that each form of it can be searched for. */
    private static String openid(String word) {
        assertThat(word).matches("[A-Za-z0-9]{6,}");
        return "oZZ" + word + "_Xq7-0000";
    }
}
