package io.kaibo.local;

/**
 * The texts of {@link DerivedResources}. {@code <Id>} and {@code <name>} are a function's or a queue's, as ReminderSend and
 * reminder-send; the other words come from its Metadata.
 */
final class DerivedText {

    private DerivedText() {}

    private static final String IF_ABOVE = """
                  EvaluationPeriods: 1
                  ComparisonOperator: GreaterThanThreshold
                  TreatMissingData: notBreaching
                  AlarmActions: !If [AlarmsAreHeard, [!Ref AlarmTopic], !Ref AWS::NoValue]

            """;

    static final String ERRORS = """
              <Id>Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmName: !Sub kaibo-${Stage}-<name>-errors
                  AlarmDescription: <name> ended in errors or ran out of time
                  Namespace: AWS/Lambda
                  MetricName: Errors
                  Dimensions: [{ Name: FunctionName, Value: !Ref <Id> }]
                  Statistic: Sum
                  Period: 300
                  Threshold: 0
            """ + IF_ABOVE;

    static final String LOOPS = """
              <Id>Loops:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmName: !Sub kaibo-${Stage}-<name>-loops
                  AlarmDescription: Lambda took messages that <name> had sent back to its queue for a loop and stopped them
                  Namespace: AWS/Lambda
                  MetricName: RecursiveInvocationsDropped
                  Dimensions: [{ Name: FunctionName, Value: !Ref <Id> }]
                  Statistic: Sum
                  Period: 60
                  Threshold: 0
            """ + IF_ABOVE;

    static final String API = """
              # The fronts. A function with a prefix has a function URL of its own, or the routes at and below its prefix in the one HTTP
              # API. They are plain resources since what SAM makes of FunctionUrlConfig and HttpApi events cannot depend on a condition.
              HttpApi:
                Type: AWS::ApiGatewayV2::Api
                Condition: AnHttpApi
                Properties: { Name: !Sub "kaibo-${Stage}", ProtocolType: HTTP }
              HttpApiStage:
                Type: AWS::ApiGatewayV2::Stage
                Condition: AnHttpApi
                Properties: { ApiId: !Ref HttpApi, StageName: $default, AutoDeploy: true }

            """;

    static final String FRONT = """
              <Id>Url:
                Type: AWS::Lambda::Url
                Condition: FunctionUrls
                Properties: { TargetFunctionArn: !GetAtt <Id>.Arn, AuthType: NONE }
              <Id>UrlIsOpen:
                Type: AWS::Lambda::Permission
                Condition: FunctionUrls
                Properties: { FunctionName: !Ref <Id>, Principal: "*", Action: lambda:InvokeFunctionUrl, FunctionUrlAuthType: NONE }
              <Id>UrlInvokes: # since October 2025 a URL needs this one too
                Type: AWS::Lambda::Permission
                Condition: FunctionUrls
                Properties: { FunctionName: !Ref <Id>, Principal: "*", Action: lambda:InvokeFunction, InvokedViaFunctionUrl: true }
              <Id>Integration:
                Type: AWS::ApiGatewayV2::Integration
                Condition: AnHttpApi
                Properties: { ApiId: !Ref HttpApi, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt <Id>.Arn, PayloadFormatVersion: "2.0" }
              <Id>Route:
                Type: AWS::ApiGatewayV2::Route
                Condition: AnHttpApi
                Properties: { ApiId: !Ref HttpApi, RouteKey: "ANY <prefix>", Target: !Sub "integrations/${<Id>Integration}" }
              <Id>RouteBelow:
                Type: AWS::ApiGatewayV2::Route
                Condition: AnHttpApi
                Properties: { ApiId: !Ref HttpApi, RouteKey: "ANY <prefix>/{below+}", Target: !Sub "integrations/${<Id>Integration}" }
              <Id>ApiInvokes:
                Type: AWS::Lambda::Permission
                Condition: AnHttpApi
                Properties:
                  FunctionName: !Ref <Id>
                  Principal: apigateway.amazonaws.com
                  Action: lambda:InvokeFunction
                  SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*

            """;

    static final String OUTPUTS = """
            Outputs:
              HttpApi: { Condition: AnHttpApi, Value: !GetAtt HttpApi.ApiEndpoint, Description: Where every prefix is }
            """;

    static final String OUTPUT = """
              <Id>Url: { Condition: FunctionUrls, Value: !GetAtt <Id>Url.FunctionUrl, Description: Where <prefix> is }
            """;

    static final String DEAD_LETTERS = """
              <Id>DeadLetters:
                Type: AWS::SQS::Queue
                DeletionPolicy: Retain
                UpdateReplacePolicy: Retain
                Properties:
                  QueueName: !Sub kaibo-${Stage}-<name>-dlq
                  SqsManagedSseEnabled: true
                  MessageRetentionPeriod: 1209600 # fourteen days, the longest there is

              <Id>GivenUp:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmName: !Sub kaibo-${Stage}-<name>-given-up
                  AlarmDescription: <givenUp>
                  Namespace: AWS/SQS
                  MetricName: ApproximateNumberOfMessagesVisible
                  Dimensions: [{ Name: QueueName, Value: !GetAtt <Id>DeadLetters.QueueName }]
                  Statistic: Maximum
                  Period: 60
                  Threshold: 0
            """ + IF_ABOVE;

    static final String LATE = """
              <Id>Late:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmName: !Sub kaibo-${Stage}-<name>-late
                  AlarmDescription: A message has waited in <name> for <lateAfter> seconds
                  Namespace: AWS/SQS
                  MetricName: ApproximateAgeOfOldestMessage
                  Dimensions: [{ Name: QueueName, Value: !GetAtt <Id>Queue.QueueName }]
                  Statistic: Maximum
                  Period: 60
                  Threshold: <lateAfter>
            """ + IF_ABOVE;
}
