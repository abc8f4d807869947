package io.kaibo.local;

import io.kaibo.local.Template.Right;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/** The rights that AWS requires for each request: those of {@code rights.tsv}. */
final class Needs {

    private static final String TABLE = "rights.tsv";
    private static final List<Row> ROWS = read();

    private final String region;
    private final String account;

    /**
     * A line of the table.
     *
     * @param member the member of the request that names the resources
     */
    private record Row(String call, List<String> member, String action, String resource) {}

    /** The rights for requests of that account in that region. */
    Needs(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /**
     * The rights that one request needs, all of them.
     *
     * @param service the SDK's name of the service
     * @param operation the name of the operation, as UpdateItem
     * @throws IllegalStateException if the table does not have that request
     */
    List<Right> of(String service, String operation, SdkRequest request) {
        String call = service.toLowerCase(Locale.ROOT) + ":" + operation;
        List<Right> rights = ROWS.stream()
                .filter(row -> row.call().equals(call))
                .flatMap(row -> valuesIn(request, row.member())
                        .map(name -> new Right(row.action(), arn(row.resource(), name, request))))
                .distinct()
                .toList();
        if (rights.isEmpty()) {
            throw new IllegalStateException(
                    "which rights " + call + " needs is not known to the local stack: it is to be added to "
                            + "src/local/resources/io/kaibo/local/" + TABLE);
        }
        return rights;
    }

    private static Stream<String> valuesIn(Object said, List<String> member) {
        return switch (said) {
            case null -> Stream.empty();
            case Collection<?> all -> all.stream().flatMap(one -> valuesIn(one, member));
            case Map<?, ?> map -> map.keySet().stream().map(Object::toString);
            case SdkPojo pojo ->
                pojo.sdkFields().stream()
                        .filter(field -> field.memberName().equals(member.getFirst()))
                        .flatMap(field -> valuesIn(field.getValueOrDefault(pojo), member.subList(1, member.size())));
            default -> Stream.of(said.toString());
        };
    }

    private String arn(String resource, String name, SdkRequest request) {
        return switch (resource) {
            case "table" ->
                arn("dynamodb", account)
                        + "table/" + name
                        + request.getValueForField("IndexName", String.class)
                                .map(index -> "/index/" + index)
                                .orElse("");
            case "queue" -> {
                String[] parts = name.split("/", -1);
                yield arn("sqs", parts[parts.length - 2]) + parts[parts.length - 1];
            }
            case "parameter" -> arn("ssm", account) + "parameter/" + name.replaceFirst("^/", "");
            case "key" -> arn("kms", account) + name.replaceFirst("^alias/", "key/");
            default -> throw new IllegalStateException(TABLE + " has a resource that is not known: " + resource);
        };
    }

    private String arn(String service, String owner) {
        return "arn:aws:%s:%s:%s:".formatted(service, region, owner);
    }

    private static List<Row> read() {
        try (InputStream table = Needs.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], List.of(cells[1].split("\\.", -1)), cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
