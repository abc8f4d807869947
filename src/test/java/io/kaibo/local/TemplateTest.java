package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.kaibo.local.Template.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Map<String, String> PARAMETERS =
            Map.of("Stage", "local", "AppId", "wx0a1b2c3d4e5f6071", "WeChatEndpoint", "http://127.0.0.1:8103");

    @TempDir
    Path directory;

    private static Template ofTheProject() {
        return Template.read(Path.of("").toAbsolutePath(), PARAMETERS);
    }

    @Test
    void theProjectsFunctionsHaveTheirPrefixEnvironmentAndTimeout() {
        Template.Function function = ofTheProject().function("room-admin").orElseThrow();

        assertThat(function.logicalId()).isEqualTo("RoomAdmin");
        assertThat(function.prefix()).contains("/admin/rooms");
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(function.environment())
                .contains(
                        entry("KAIBO_STAGE", "local"),
                        entry("KAIBO_SECRETS_PATH", "/kaibo/local"),
                        entry("KAIBO_SECRETS_VERSION", "1"),
                        entry("KAIBO_WECHAT_ENDPOINT", "http://127.0.0.1:8103"),
                        entry("KAIBO_QUEUES", "https://sqs.us-east-1.amazonaws.com/000000000000/kaibo-local-"));
    }

    @Test
    void theProjectsSchedulesHaveTheirExpressionAndInput() {
        assertThat(ofTheProject().function("room-sync").orElseThrow().schedules())
                .containsExactly(
                        new Template.Schedule("Minutely", "rate(1 minute)", "{\"pass\":\"recent\"}"),
                        new Template.Schedule("Hourly", "rate(1 hour)", "{\"pass\":\"whole\"}"));
    }

    @Test
    void theProjectsFunctionsHaveTheirRights() {
        String account = "us-east-1:000000000000:";

        assertThat(ofTheProject().function("room-sync").orElseThrow().rights())
                .containsExactlyInAnyOrder(
                        new Right(
                                "ssm:GetParameters", "arn:aws:ssm:" + account + "parameter/kaibo/local/wechat-secret"),
                        new Right("dynamodb:BatchGetItem", "arn:aws:dynamodb:" + account + "table/kaibo-local-rooms"),
                        new Right("dynamodb:GetItem", "arn:aws:dynamodb:" + account + "table/kaibo-local-rooms"),
                        new Right("dynamodb:UpdateItem", "arn:aws:dynamodb:" + account + "table/kaibo-local-rooms"),
                        new Right(
                                "dynamodb:Query",
                                "arn:aws:dynamodb:" + account + "table/kaibo-local-rooms/index/listing"),
                        new Right(
                                "dynamodb:Query", "arn:aws:dynamodb:" + account + "table/kaibo-local-rooms/index/due"),
                        new Right("sqs:SendMessage", "arn:aws:sqs:" + account + "kaibo-local-room-on-air"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ Effect: Deny, Action: [a:B], Resource: c }",
                "{ Effect: Allow, Action: [a:B], Resource: c, Condition: {} }",
                "{ Effect: Allow, NotAction: [a:B], Resource: c }"
            })
    void aRightThatIsNotPlainIsAnError(String statement) throws IOException {
        Path file = write("""
                Resources:
                  Rooms:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: { Variables: { QUARKUS_FUNQY_EXPORT: rooms } }
                      Policies: [{ Statement: [%s] }]
                """.formatted(statement));

        assertThatThrownBy(() -> TemplateReader.read(List.of(file), PARAMETERS))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(
                        "Resources.Rooms.Properties.Policies[0].Statement[0]: the local stack understands");
    }

    @Test
    void theProjectsRoomTableHasItsKeysAndIndexes() {
        Template.Table table = ofTheProject().tables().stream()
                .filter(t -> t.logicalId().equals("RoomTable"))
                .findFirst()
                .orElseThrow();

        assertThat(table.name()).isEqualTo("kaibo-local-rooms");
        assertThat(table.attributes()).contains(entry("pk", "S"), entry("listingAt", "N"));
        assertThat(table.keys()).containsExactly(new Template.Key("pk", "HASH"), new Template.Key("sk", "RANGE"));
        assertThat(table.indexes()).extracting(Template.Index::name).containsExactly("listing", "due");
        assertThat(table.indexes().getLast().nonKeyAttributes()).containsExactly("tries");
    }

    @Test
    void theProjectsQueueNamesItsDeadLetters() {
        Template.Queue queue = ofTheProject().queues().getFirst();

        assertThat(queue.name()).isEqualTo("kaibo-local-room-on-air");
        assertThat(queue.attributes()).contains(entry("VisibilityTimeout", "360"));
        assertThat(queue.redrive())
                .contains(new Template.Redrive("arn:aws:sqs:us-east-1:000000000000:kaibo-local-room-on-air-dlq", 5));
    }

    @Test
    void theProjectsKeysAreKnownByTheirAliases() {
        assertThat(ofTheProject().keys())
                .extracting(Template.EncryptionKey::logicalId, Template.EncryptionKey::alias)
                .containsExactly(
                        tuple("LotterySeedsAlias", "alias/kaibo-local-lottery-seeds"),
                        tuple("LotteryAddressesAlias", "alias/kaibo-local-lottery-addresses"),
                        tuple("LotteryCodesAlias", "alias/kaibo-local-lottery-codes"));
    }

    @Test
    void aFunctionImportsWhatAnotherTemplateExports() throws IOException {
        Path file = write(importing("kaibo-${Stage}-lottery-seeds-key"));

        Template template = TemplateReader.read(List.of(file), List.of(Path.of("infra/stateful.yaml")), PARAMETERS);

        assertThat(template.functions().getFirst().rights())
                .containsExactly(
                        new Right("kms:Decrypt", "arn:aws:kms:us-east-1:000000000000:key/kaibo-local-lottery-seeds"));
        assertThat(template.queues()).as("of the exporting template").isEmpty();
    }

    @Test
    void whatNoTemplateExportsCannotBeImported() throws IOException {
        Path file = write(importing("kaibo-${Stage}-nothing"));

        assertThatThrownBy(
                        () -> TemplateReader.read(List.of(file), List.of(Path.of("infra/stateful.yaml")), PARAMETERS))
                .isInstanceOf(TemplateException.class)
                .hasMessageEndingWith("Statement[0].Resource: no template exports kaibo-local-nothing");
    }

    private static String importing(String export) {
        return """
                Resources:
                  Draw:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: { Variables: { QUARKUS_FUNQY_EXPORT: draw } }
                      Policies:
                        - Statement:
                            - Effect: Allow
                              Action: [kms:Decrypt]
                              Resource:
                                Fn::ImportValue: !Sub %s
                """.formatted(export);
    }

    @Test
    void aKeyWithoutAnAliasCannotBeKnown() throws IOException {
        Path file = write("""
                Outputs:
                  Key: { Value: !GetAtt Key.Arn, Export: { Name: key } }
                Resources:
                  Key: { Type: AWS::KMS::Key }
                  Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: { Fn::ImportValue: key } } }
                """);

        assertThatThrownBy(() -> TemplateReader.read(List.of(file), PARAMETERS))
                .hasMessage("template.yaml: Outputs.Key.Value: no alias has the TargetKeyId !Ref Key");
    }

    @Test
    void aPathBelongsToTheLongestPrefixOnWholeSegments() throws IOException {
        Template template = template("""
                Resources:
                  Rooms: { Type: AWS::Serverless::Function, Metadata: { Prefix: /rooms }, Properties: { Environment: { Variables: { QUARKUS_FUNQY_EXPORT: rooms } } } }
                  Exports: { Type: AWS::Serverless::Function, Metadata: { Prefix: /rooms/exports }, Properties: { Environment: { Variables: { QUARKUS_FUNQY_EXPORT: exports } } } }
                """);

        assertThat(template.owner("/rooms")).map(Template.Function::name).contains("rooms");
        assertThat(template.owner("/rooms/1")).map(Template.Function::name).contains("rooms");
        assertThat(template.owner("/rooms/exports/1"))
                .map(Template.Function::name)
                .contains("exports");
        assertThat(template.owner("/rooms/exportsmore"))
                .map(Template.Function::name)
                .contains("rooms");
        assertThat(template.owner("/roomsmore")).isEmpty();
        assertThat(template.owner("/")).isEmpty();
    }

    @Test
    void aQueueMappingHasWhatTheTemplateSaysAndOtherwiseLambdasDefaults() throws IOException {
        Template template = template("""
                Resources:
                  Sender:
                    Type: AWS::Serverless::Function
                    Properties:
                      Environment: { Variables: { QUARKUS_FUNQY_EXPORT: sender } }
                      Events:
                        Plain: { Type: SQS, Properties: { Queue: { Fn::GetAtt: [Pages, Arn] } } }
                        Full:
                          Type: SQS
                          Properties:
                            Queue: !Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:kaibo-${Stage}-pages"
                            BatchSize: 50
                            MaximumBatchingWindowInSeconds: 2
                            FunctionResponseTypes: [ReportBatchItemFailures]
                            ScalingConfig: { MaximumConcurrency: 2 }
                  Pages: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "kaibo-${Stage}-pages" } }
                """);
        String arn = "arn:aws:sqs:us-east-1:000000000000:kaibo-local-pages";

        assertThat(template.functions().getFirst().mappings())
                .containsExactly(
                        new Template.QueueMapping("Plain", arn, 10, Duration.ZERO, false, Optional.empty()),
                        new Template.QueueMapping("Full", arn, 50, Duration.ofSeconds(2), true, Optional.of(2)))
                .extracting(Template.QueueMapping::queueName)
                .containsOnly("kaibo-local-pages");
    }

    @Test
    void anUnknownIntrinsicIsAnErrorThatNamesItsPlace() throws IOException {
        Path file = write("""
                Resources:
                  Rooms: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Join ["-", [kaibo, rooms]] } }
                """);

        assertThatThrownBy(() -> TemplateReader.read(List.of(file), PARAMETERS))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        "template.yaml: Resources.Rooms.Properties.TableName: !Join is not understood where its value"
                                + " is needed; the local stack reads literals, !Ref, !Sub, !GetAtt and !ImportValue");
    }

    @Test
    void anUnknownIntrinsicWhoseValueNobodyNeedsIsPassedOver() throws IOException {
        assertThat(template("""
                Conditions: { Heard: !Not [!Equals [a, b]] }
                Resources:
                  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: !If [Heard, [x], !Ref AWS::NoValue] } }
                """).tables()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Resources: { Sync: { Type: AWS::Serverless::Funcion } } | Resources.Sync.Type: the local stack does not know AWS::Serverless::Funcion; what it knows stands in TemplateReader",
                "Resources: { Sync: { Type: AWS::Serverless::Function, Properties: { Events: { Minutely: { Type: Schedul } } } } } | Resources.Sync.Properties.Events.Minutely.Type: the local stack does not know Schedul; what it knows stands in TemplateReader",
                "Resources: { Sync: {} } | Resources.Sync.Type: is missing",
                "Resources: { Rooms: { Type: AWS::Serverless::Function, Metadata: { Prefx: /rooms }, Properties: { Environment: { Variables: { QUARKUS_FUNQY_EXPORT: rooms } } } } } | Resources.Rooms.Metadata: of a function has Prefix, and nothing else",
                "Resorces: {} | Resorces: is not a section of a template",
            })
    void whatIsNotKnownStopsTheStartWithOneLine(String yaml, String problem) throws IOException {
        Path file = write(yaml);

        assertThatThrownBy(() -> TemplateReader.read(List.of(file), PARAMETERS))
                .isInstanceOf(StartException.class)
                .hasMessage("template.yaml: " + problem);
    }

    @Test
    void yamlThatCannotBeReadStopsTheStartWithOneLine() throws IOException {
        Path file = write("Resources: {\n  Sync: [\n");

        assertThatThrownBy(() -> TemplateReader.read(List.of(file), PARAMETERS))
                .isInstanceOf(StartException.class)
                .message()
                .startsWith(file + ": ")
                .doesNotContain("\n");
    }

    @Test
    void aParameterWithoutAValueIsAnError() throws IOException {
        Path file = write("""
                Parameters: { Name: { Type: String } }
                Resources:
                  Rooms: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Ref Name } }
                """);

        assertThatThrownBy(() -> TemplateReader.read(List.of(file), Map.of()))
                .hasMessageContaining("parameter Name has neither a value nor a default");
    }

    private Template template(String yaml) throws IOException {
        return TemplateReader.read(List.of(write(yaml)), PARAMETERS);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("template.yaml"), yaml);
    }
}
