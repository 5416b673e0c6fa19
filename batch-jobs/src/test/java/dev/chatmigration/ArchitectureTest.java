package dev.chatmigration;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fences that no module boundary keeps. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // An earlier package run leaves what it generated about the beans beside our classes.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("dev.chatmigration");

    private static final String DOMAIN = "dev.chatmigration.domain..";
    private static final String MAIL_TEMPLATES = "dev.chatmigration.mail..";
    private static final String CONFIG = "dev.chatmigration.settings..";
    private static final String CLI = "dev.chatmigration.cli..";

    private static final Set<String> FRESH_TIMES = Set.of("now", "systemUTC", "systemDefaultZone", "system", "tick");

    @Test
    void allModulesAreLookedAt() {
        assertThat(CLASSES.stream().map(each -> each.getPackageName().split("\\.", -1)))
                .extracting(parts -> parts.length > 2 ? parts[2] : "")
                .contains("domain", "mail", "settings", "importing", "scheduling", "upgrade", "cli");
    }

    @Test
    void noTopicDependsOnItselfThroughOthers() {
        slices().matching("dev.chatmigration.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theDomainDependsOnNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.chatmigration..").and(resideOutsideOfPackages(DOMAIN)))
                .check(CLASSES);
    }

    @Test
    void theDomainKnowsNoFrameworkNoDatabaseAndNoFiles() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "org.springframework..",
                                "jakarta..",
                                "java.sql..",
                                "javax.sql..",
                                "java.net.http..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "tools.jackson..",
                                "org.slf4j..")
                        .or(describe("are files", each -> each.getName().startsWith("java.io.File"))))
                .check(CLASSES);
    }

    @Test
    void theDomainAsksNoNetworkAndTrustsNoOldNames() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat(describe(
                        "resolve names, open connections or encode domains by IDNA 2003",
                        each -> Set.of("java.net.IDN", "java.net.InetAddress", "java.net.URL", "java.net.Socket")
                                .contains(each.getName())))
                .check(CLASSES);
    }

    @Test
    void mailTemplatesKnowTheDomainAndNoFramework() {
        noClasses()
                .that()
                .resideInAPackage(MAIL_TEMPLATES)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..")
                        .or(resideInAnyPackage("dev.chatmigration..")
                                .and(resideOutsideOfPackages(DOMAIN, MAIL_TEMPLATES))))
                .check(CLASSES);
    }

    @Test
    void settingsKnowBindingAndTheDomainAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(CONFIG)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "jakarta.validation..",
                        "org.jspecify..",
                        "org.springframework.boot.context.properties..",
                        "org.springframework.validation.annotation..",
                        DOMAIN,
                        CONFIG)
                .check(CLASSES);
    }

    @Test
    void nothingButTheCommandLineKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLI, "picocli..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                // A tag manager is what customers call it.
                .doNotHaveSimpleName("TagManagers")
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Managers?)(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void rulesAreToldTheTime() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .callMethodWhere(readsAClock())
                .check(CLASSES);
    }

    /** Only the two edges, where a run begins and where a person types a command, may look at a clock. */
    @Test
    void stepsAreToldTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackages(DOMAIN, CLI, "dev.chatmigration.jobs..")
                .should()
                .callMethodWhere(readsAClock())
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> readsAClock() {
        return describe("reads a clock", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (owner.equals(Clock.class.getName()) && FRESH_TIMES.contains(name))
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
        });
    }
}
