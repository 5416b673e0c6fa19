package dev.chatmigration.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.account.IpPolicy;
import dev.chatmigration.domain.brake.BrakeRule;
import dev.chatmigration.domain.brake.Measure;
import dev.chatmigration.domain.readiness.Check;
import dev.chatmigration.domain.readiness.Severity;
import dev.chatmigration.domain.scheduling.SchedulingPolicy;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** What the settings are where nobody sets them, and which are refused at start. */
class MigrationSettingsTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(OnlySettings.class);

    @Test
    void unsetTheyAreWhatTheBriefSays() {
        with(settings -> {
            assertThat(settings.schedulingPolicy()).isEqualTo(SchedulingPolicy.DEFAULT);
            assertThat(settings.nightlyAt()).isEqualTo(LocalTime.of(1, 0));
            assertThat(settings.feedAge()).isEqualTo(Duration.ofHours(36));
            assertThat(settings.unreviewed()).isEqualTo(MigrationSettings.Unreviewed.MERGE_ON_BEHALF);
            assertThat(settings.ipPolicy()).isEqualTo(IpPolicy.REPORT);
            assertThat(settings.tellSameAddressAgents()).isTrue();
            assertThat(settings.linkAtLeast()).isEqualTo(Duration.ofHours(24));
            assertThat(settings.linkAtMost()).isEqualTo(Duration.ofDays(4));
            assertThat(settings.linkKey()).isNull();
            assertThat(settings.brake().rule(Measure.MAILS)).isEqualTo(new BrakeRule(500, 3, 0.5, 14));
            assertThat(settings.fetchPages().enabled()).isFalse();
            assertThat(settings.fetchPages().allowPrivate()).isFalse();
            assertThat(settings.fetchPages().contact()).isNull();
            assertThat(Check.values())
                    .allSatisfy(check -> assertThat(settings.severityOf(check)).isEqualTo(check.defaultSeverity()));
        });
    }

    @Test
    void severitiesAreSetByTheNameOfTheCheck() {
        with(
                settings -> {
                    assertThat(settings.severityOf(Check.IP_EXPOSED)).isEqualTo(Severity.BLOCKS);
                    assertThat(settings.severityOf(Check.IP_LOCK_OUT)).isEqualTo(Severity.WARNS);
                },
                "migration.severity.ip-exposed=BLOCKS");
    }

    @Test
    void underHoldAgentsThatNobodyReviewedBlock() {
        with(
                settings -> assertThat(settings.severityOf(Check.AGENTS_NOT_REVIEWED))
                        .isEqualTo(Severity.BLOCKS),
                "migration.unreviewed=hold");
    }

    @Test
    void wordsAreWrittenAsTheBriefWritesThem() {
        with(
                settings -> {
                    assertThat(settings.ipPolicy()).isEqualTo(IpPolicy.ADD_MISSING);
                    assertThat(settings.unreviewed()).isEqualTo(MigrationSettings.Unreviewed.MERGE_ON_BEHALF);
                },
                "migration.ip-policy=add-missing",
                "migration.unreviewed=merge-on-behalf");
    }

    @Test
    void hoursAndFreezeDatesReachThePolicy() {
        with(
                settings -> {
                    assertThat(settings.schedulingPolicy().staffedHours()).isNotNull();
                    assertThat(settings.schedulingPolicy().freeze())
                            .singleElement()
                            .satisfies(dates -> assertThat(dates.last()).isEqualTo(LocalDate.parse("2027-01-03")));
                },
                "migration.staffed-hours.days=MONDAY,TUESDAY",
                "migration.staffed-hours.from=20:00",
                "migration.staffed-hours.to=04:00",
                "migration.staffed-hours.zone=Europe/Paris",
                "migration.freeze[0].first=2026-12-18",
                "migration.freeze[0].last=2027-01-03");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "migration.upgrade-every=PT30M1S | migration.upgrade-every is PT30M1S; upgrades must be looked for at least every 30 minutes",
                "migration.upgrade-every=0s | migration.upgrade-every is PT0S",
                "migration.upgrade-every=-5m | migration.upgrade-every is PT-5M",
                "migration.severity.no-such-check=WARNS | migration.severity.no-such-check names no check; known are [phase-not-eligible",
                "migration.severity.ip-exposed=LOUD | migration.severity.ip-exposed",
                "migration.link-at-most=23h | migration.link-at-most (PT23H) is shorter than migration.link-at-least (PT24H)",
                "migration.minimum-notice=-1 | on field 'minimumNotice': rejected value [-1]",
                "migration.slot-capacity=0 | on field 'slotCapacity': rejected value [0]",
                "migration.max-moves=-1 | on field 'maxMoves': rejected value [-1]",
                "migration.fetch-pages.page-time=0s | migration.fetch-pages.page-time is PT0S; it must be longer than nothing",
                "migration.fetch-pages.host-pause=-1s | migration.fetch-pages.host-pause is PT-1S; it cannot be negative",
                "migration.fetch-pages.page-size=9000000 | on field 'fetchPages.pageSize': rejected value [9000000]",
                "migration.fetch-pages.pages-per-night=0 | on field 'fetchPages.pagesPerNight': rejected value [0]",
                "migration.brake.factor=0.5 | on field 'brake.factor': rejected value [0.5]",
                "migration.brake.share=1.1 | on field 'brake.share': rejected value [1.1]",
                "migration.brake.days=0 | on field 'brake.days': rejected value [0]",
                "migration.brake.mails=-1 | on field 'brake.mails': rejected value [-1]",
                "migration.chunk-size=0 | on field 'chunkSize': rejected value [0]",
                "migration.nightly-at=25:00 | migration.nightly-at",
                "migration.feed-age=soon | migration.feed-age",
                "migration.unreviewed=guess | migration.unreviewed",
                "migration.ip-policy=widen | migration.ip-policy",
                "migration.staffed-hours.from=20:00 | migration.staffed-hours"
            })
    void whatCannotBeKeptIsRefusedAtStartNamingTheSetting(String setting, String sentence) {
        application
                .withPropertyValues(setting)
                .run(context ->
                        assertThat(messages(context.getStartupFailure())).contains(sentence));
    }

    @Test
    void freezeDatesThatRunBackwardsAreRefused() {
        application
                .withPropertyValues("migration.freeze[0].first=2027-01-03", "migration.freeze[0].last=2026-12-18")
                .run(context -> assertThat(messages(context.getStartupFailure()))
                        .contains("migration.freeze[0]")
                        .contains("end on 2026-12-18, before they begin on 2027-01-03"));
    }

    private void with(Consumer<MigrationSettings> expected, String... settings) {
        application
                .withPropertyValues(settings)
                .run(context -> expected.accept(context.getBean(MigrationSettings.class)));
    }

    private static String messages(@Nullable Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MigrationSettings.class)
    static class OnlySettings {}
}
