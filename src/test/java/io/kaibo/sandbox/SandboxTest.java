package io.kaibo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxTest extends SandboxTestCase {
    @Test
    void an_unknown_path_is_404() throws Exception {
        assertThat(send("GET", "/wxa/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void another_method_than_the_documented_is_43001_or_43002() throws Exception {
        assertThat(send("POST", PLAIN, "{}").body()).contains("\"errcode\":43001");
        assertThat(send("GET", LIVE_INFO, "").body()).contains("\"errcode\":43002");
    }

    @Test
    void an_answer_is_json_in_utf_8() throws Exception {
        HttpResponse<String> answer = send("GET", PLAIN, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
    }

    @Test
    void the_demo_rooms_are_in_every_state() {
        control.reset(true);
        List<Room> rooms = control.rooms();
        assertThat(rooms.stream().map(Room::liveStatus).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(101, 102, 103, 104, 105, 106, 107);
        assertThat(rooms).allSatisfy(room -> {
            assertThat(room.name()).matches("\\p{IsHan}{3,17}");
            assertThat(room.goods()).isNotEmpty();
        });
        assertThat(rooms)
                .filteredOn(room -> room.liveStatus() == 103)
                .anyMatch(room -> !room.liveReplay().isEmpty())
                .anyMatch(room -> room.liveReplay().isEmpty() && room.closeReplay() == 0)
                .anyMatch(room -> room.closeReplay() == 1);
    }

    /** With the class path of the local stack, whose JSON library is an older one than that of these tests. */
    @Test
    void the_program_prints_one_line_once_it_answers() throws Exception {
        Process program = program("--port", "0", "--appid", "wx-mine", "--secret", "mine");
        try (BufferedReader out = program.inputReader()) {
            String line = out.readLine();
            assertThat(line).matches("WeChat sandbox on http://127\\.0\\.0\\.1:\\d+");
            URI uri = URI.create(line.substring(line.indexOf("http")));
            SandboxControl theirs = new SandboxControl(uri);
            assertThat(theirs.rooms()).hasSizeGreaterThanOrEqualTo(12);
            assertThat(theirs.createRoom(Map.of()).roomid()).isPositive();
            assertThat(out.ready()).as("another line").isFalse();
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void options_say_the_port_the_account_and_whether_there_are_rooms() {
        assertThat(Options.parse()).isEqualTo(Options.defaults());
        assertThat(Options.parse("--port", "8090", "--appid", "wx-mine", "--secret", "mine", "--empty"))
                .isEqualTo(new Options(8090, "wx-mine", "mine", false));
    }

    @Test
    void a_taken_port_is_one_line_of_error_and_exit_code_1() throws Exception {
        assertFails(
                "port " + sandbox.uri().getPort(), "--port", "" + sandbox.uri().getPort());
    }

    @Test
    void a_wrong_option_is_one_line_of_error_and_exit_code_1() throws Exception {
        assertFails("--prot", "--prot", "80");
        assertFails("--port", "--port", "http");
        assertFails("--secret", "--secret");
    }

    private static void assertFails(String says, String... args) throws Exception {
        Process program = program(args);
        assertThat(program.errorReader().lines()).singleElement().asString().contains(says);
        assertThat(program.inputReader().lines()).isEmpty();
        assertThat(program.waitFor()).isEqualTo(1);
    }

    private static Process program(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "infra/local/target/lib/*:target/classes",
                "io.kaibo.sandbox.Sandbox"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }
}
