package io.kaibo.room.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaibo.local.LocalPorts;
import io.kaibo.room.Sync;
import io.kaibo.testing.Calls;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * A whole sync of 5,000 rooms, first into an empty table, then with nothing changed, beside a bare client that only pages
 * the same list and parses it. Prints a table in Markdown. What it asserts is which requests were made; times are only printed.
 * For a first look, {@code -Dkaibo.bench.rooms=500 -Dkaibo.bench.runs=1}.
 */
@QuarkusTest
@WithTestResource(LocalServers.class)
class SyncBench {

    private static final int ROOMS = Integer.getInteger("kaibo.bench.rooms", 5000);
    private static final int RUNS = Integer.getInteger("kaibo.bench.runs", 7);
    private static final int PAGE = 100;

    /** Each page but the first begins with the last room of the one before (ADR 2). */
    private static final long PAGES = Math.ceilDiv(ROOMS - 1, PAGE - 1);

    /** The heads of a page's rooms and the digests of their shelves are read at once; then the lists, some 2,000 rooms a read. */
    private static final long MOST_READS = 2 * PAGES + 5 + ROOMS / 2000;

    /** The writes for a new room: its head, its goods, and the one that lists it. */
    private static final int MOST_WRITES = 3;

    private static final String LIVE_INFO = "WeChat./wxa/business/getliveinfo";

    @Inject
    Sync sync;

    @Inject
    World world;

    @Inject
    LocalPorts ports;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    private record Row(String run, long nanos, long weChatCalls, long reads, long writes) {}

    @Test
    void aWholeSync() throws Exception {
        world.clean();
        sync.recent(); // has a token that lives, so that no call is made for one that does not
        world.sandbox().fill(ROOMS);
        String token = token();
        assertThat(bare(token)).isEqualTo(ROOMS);

        Row first =
                measured("first sync, into an empty table", () -> sync.whole().rooms());
        List<Row> bare = new ArrayList<>();
        List<Row> again = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            bare.add(measured("bare client, pages the list alone", () -> bare(token)));
            again.add(measured("sync again, nothing changed", () -> sync.whole().rooms()));
        }
        Row bareMedian = median(bare);
        Row againMedian = median(again);
        assertThat(bare).allSatisfy(row -> assertThat(row.weChatCalls()).isEqualTo(Math.ceilDiv(ROOMS, PAGE)));
        assertThat(again).allSatisfy(row -> {
            assertThat(row.weChatCalls()).isEqualTo(PAGES);
            assertThat(row.reads()).isLessThanOrEqualTo(MOST_READS);
            assertThat(row.writes()).isZero();
        });
        assertThat(first.weChatCalls()).isEqualTo(PAGES);
        assertThat(first.reads()).isLessThanOrEqualTo(MOST_READS);
        assertThat(first.writes()).isLessThanOrEqualTo((long) MOST_WRITES * ROOMS);

        System.out.printf("%n| run | s | × bare client | WeChat calls | DynamoDB reads | DynamoDB writes |%n");
        System.out.printf("| --- | --- | --- | --- | --- | --- |%n");
        for (Row row : List.of(bareMedian, first, againMedian)) {
            System.out.printf(
                    "| %s | %.2f | %.1f | %d | %d | %d |%n",
                    row.run(),
                    row.nanos() / 1e9,
                    (double) row.nanos() / bareMedian.nanos(),
                    row.weChatCalls(),
                    row.reads(),
                    row.writes());
        }
    }

    private Row measured(String run, Callable<Integer> work) throws Exception {
        Calls.reset();
        int before = world.sandbox().calls().get("/wxa/business/getliveinfo");
        long began = System.nanoTime();
        assertThat(work.call()).isEqualTo(ROOMS);
        long nanos = System.nanoTime() - began;
        long weChat = world.sandbox().calls().get("/wxa/business/getliveinfo") - before;
        assertThat(Calls.count(LIVE_INFO)).isIn(0L, weChat);
        long dynamoDb = Calls.made().stream()
                .filter(call -> call.startsWith("DynamoDb."))
                .count();
        return new Row(run, nanos, weChat, dynamoDb - Calls.writes(), Calls.writes());
    }

    private int bare(String token) throws Exception {
        int rooms = 0;
        for (int start = 0; start < ROOMS; start += PAGE) {
            JsonNode page = post(
                    "/wxa/business/getliveinfo?access_token=" + token,
                    "{\"start\":" + start + ",\"limit\":" + PAGE + "}");
            rooms += page.path("room_info").size();
        }
        return rooms;
    }

    private String token() throws Exception {
        String appid = ConfigProvider.getConfig().getValue("kaibo.wechat.appid", String.class);
        // the plain token, so that the sync's own is left alone
        HttpRequest request = HttpRequest.newBuilder(ports.sandbox()
                        .resolve("/cgi-bin/token?grant_type=client_credential&appid=" + appid + "&secret="
                                + io.kaibo.local.LocalSecrets.parameters().get("/kaibo/local/wechat-secret")))
                .build();
        return answer(request).path("access_token").asText();
    }

    private JsonNode post(String path, String body) throws Exception {
        URI uri = ports.sandbox().resolve(path);
        return answer(HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode answer(HttpRequest request) throws Exception {
        return json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static Row median(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        Collections.sort(sorted, (a, b) -> Long.compare(a.nanos(), b.nanos()));
        return sorted.get(sorted.size() / 2);
    }
}
