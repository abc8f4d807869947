package io.kaibo;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.kaibo.Layers.BELOW_FEATURES;
import static io.kaibo.Layers.FEATURE;
import static io.kaibo.Layers.LOCAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;

/** Where a line of code lives, and what it may touch there. */
@AnalyzeClasses(packages = "io.kaibo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> ENTRY_POINT = new DescribedPredicate<>("an entry point") {
        @Override
        public boolean test(JavaClass type) {
            String name = type.getSimpleName();
            return name.endsWith("Api")
                    || name.endsWith("Admin")
                    || name.endsWith("Callback")
                    || name.endsWith("Function");
        }
    };

    private static final DescribedPredicate<JavaClass> RECORD = new DescribedPredicate<>("a record") {
        @Override
        public boolean test(JavaClass type) {
            return type.isRecord() && !type.isMemberClass();
        }
    };

    /** What http and wechat both need stands in base: that a failure may be tried again later, and what is text. */
    @ArchTest
    static final ArchRule baseDependsOnNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("io.kaibo.base..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("are of Kaibo or AWS") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getPackageName();
                    return name.startsWith("software.amazon")
                            || name.startsWith("io.kaibo") && !name.startsWith("io.kaibo.base");
                }
            });

    @ArchTest
    static final ArchRule awsKnowsBaseAlone = noClasses()
            .that()
            .resideInAPackage("io.kaibo.aws..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.kaibo..").and(not(resideInAnyPackage("io.kaibo.aws..", "io.kaibo.base.."))));

    @ArchTest
    static final ArchRule drandKnowsBaseAlone = noClasses()
            .that()
            .resideInAPackage("io.kaibo.drand..")
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon..")
                    .or(resideInAPackage("io.kaibo..")
                            .and(not(resideInAnyPackage("io.kaibo.drand..", "io.kaibo.base..")))));

    @ArchTest
    static final ArchRule theEdgesAndWhatFeaturesShareKnowNoFeature =
            noClasses().that(BELOW_FEATURES).should().dependOnClassesThat(FEATURE);

    @ArchTest
    static final ArchRule aFeatureReadsTheRootOfAReadableFeatureAndOfOthersNothing = classes()
            .that(FEATURE)
            .should(new ArchCondition<>("depend on no feature that it may not read") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getDirectDependenciesFromSelf()
                            .forEach(dependency -> events.add(new SimpleConditionEvent(
                                    type,
                                    Layers.mayRead(
                                            type, dependency.getTargetClass().getBaseComponentType()),
                                    dependency.getDescription())));
                }
            });

    /** It is found by CDI, through http's AuditTrail: so no feature can write past it, and functions without operators do not build it. */
    @ArchTest
    static final ArchRule onlyTheAuditUsesTheAuditPackage = noClasses()
            .that()
            .resideOutsideOfPackages("io.kaibo.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kaibo.audit..");

    @ArchTest
    static final ArchRule entryPointsHaveSixConstructorArgumentsAtMost = classes()
            .that(ENTRY_POINT)
            .and()
            .areNotRecords()
            .should(new ArchCondition<>("have at most six constructor arguments") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getConstructors()
                            .forEach(constructor -> events.add(new SimpleConditionEvent(
                                    type, constructor.getParameters().size() <= 6, constructor.getFullName())));
                }
            });

    @ArchTest
    static final ArchRule httpAndWeChatKnowNothingOfEachOther = noClasses()
            .that()
            .resideInAPackage("io.kaibo.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kaibo.wechat..");

    @ArchTest
    static final ArchRule weChatKnowsNeitherHttpNorWhatIsBuiltOnWeChat = noClasses()
            .that()
            .resideInAPackage("io.kaibo.wechat..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kaibo.http..", "io.kaibo.push..", "io.kaibo.message..");

    /** A slice is a package directly below io.kaibo, with all packages in it. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.kaibo.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTablesSpeakDynamoDb = noClasses()
            .that(FEATURE)
            .and()
            .haveSimpleNameNotEndingWith("Table")
            .and()
            .haveSimpleNameNotEndingWith("Items")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.dynamodb..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Table.class, Tables.class);

    @ArchTest
    static final ArchRule noFeatureSpeaksToAnotherServiceItself = noClasses()
            .that(FEATURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awssdk.services.kms..",
                    "software.amazon.awssdk.services.sqs..",
                    "software.amazon.awssdk.services.ssm..");

    @ArchTest
    static final ArchRule entryPointsReachNoTable =
            noClasses().that(ENTRY_POINT).should().dependOnClassesThat().haveSimpleNameEndingWith("Table");

    @ArchTest
    static final ArchRule everyFunctionIsAnEntryPoint = classes()
            .that()
            .containAnyMethodsThat(new DescribedPredicate<>("are annotated with @Funq") {
                @Override
                public boolean test(JavaMethod method) {
                    return method.isAnnotatedWith("io.quarkus.funqy.Funq");
                }
            })
            .should(ArchConditions.be(ENTRY_POINT));

    @ArchTest
    static final ArchRule recordsTouchNothing = noClasses()
            .that(RECORD)
            .and(FEATURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.kaibo.aws..", "io.kaibo.http..", "io.kaibo.wechat..", "software.amazon..");

    @ArchTest
    static final ArchRule whatIsDeployedDoesNotKnowTheLocalStack =
            noClasses().that(not(LOCAL)).should().dependOnClassesThat(LOCAL);
}
