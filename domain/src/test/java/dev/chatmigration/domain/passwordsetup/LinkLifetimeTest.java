package dev.chatmigration.domain.passwordsetup;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatmigration.domain.account.BusinessHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkLifetimeTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void endsWithTheNextDayInTheMiddleOfTheWeek() {
        assertThat(expiryInParis("2027-01-26T20:00", null)).isEqualTo(inParis("2027-01-28T00:00"));
    }

    @Test
    void endsWithMondayAfterAFridayNight() {
        assertThat(expiryInParis("2027-01-29T20:00", null)).isEqualTo(inParis("2027-02-02T00:00"));
    }

    @Test
    void countsTheDayThatBeginsWithTheUpgrade() {
        assertThat(expiryInParis("2027-01-26T00:00", null)).isEqualTo(inParis("2027-01-27T00:00"));
    }

    @Test
    void doesNotCountADayThatHadBegun() {
        assertThat(expiryInParis("2027-01-26T01:00", null)).isEqualTo(inParis("2027-01-28T00:00"));
    }

    @Test
    void isNeverMoreThan96Hours() {
        assertThat(expiryInParis("2027-01-28T20:00", working(THURSDAY))).isEqualTo(inParis("2027-02-01T20:00"));
        assertThat(expiryInParis("2027-01-28T20:00", working(MONDAY)))
                .as("Monday ends after 100 hours")
                .isEqualTo(inParis("2027-02-01T20:00"));
    }

    @Test
    void isNeverLessThan24HoursEvenOnTheShortDayInSpring() {
        var upgradedAt = inParis("2027-03-28T00:00");
        assertThat(LinkLifetime.DEFAULT.expiry(upgradedAt, PARIS, working(DayOfWeek.SUNDAY)))
                .as("the Sunday has 23 hours")
                .isEqualTo(upgradedAt.plus(Duration.ofHours(24)));
    }

    @Test
    void is96HoursWithoutAnyBusinessDay() {
        assertThat(expiryInParis("2027-01-26T20:00", working())).isEqualTo(inParis("2027-01-30T20:00"));
    }

    @Test
    void endsWhereTheNextDayBeginsWhenThatIsNotAtMidnight() {
        var upgradedAt = Instant.parse("2027-04-28T18:00:00Z");
        assertThat(LinkLifetime.DEFAULT.expiry(upgradedAt, ZoneId.of("Africa/Cairo"), working(THURSDAY)))
                .as("Friday 30 April begins at 01:00 in summer time")
                .isEqualTo(Instant.parse("2027-04-29T22:00:00Z"));
    }

    @Test
    void doesNotCountADateThatTheZoneSkipped() {
        var thursdayEvening = Instant.parse("2011-12-30T04:00:00Z");
        assertThat(LinkLifetime.DEFAULT.expiry(
                        thursdayEvening, ZoneId.of("Pacific/Apia"), working(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)))
                .as("Thursday is followed by Saturday")
                .isEqualTo(Instant.parse("2011-12-31T10:00:00Z"));
    }

    @Test
    void refusesBoundsThatAreNoRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkLifetime(Duration.ofHours(25), Duration.ofHours(24)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkLifetime(Duration.ofHours(-1), Duration.ofHours(24)));
    }

    private static BusinessHours working(DayOfWeek... days) {
        var set = days.length == 0 ? EnumSet.noneOf(DayOfWeek.class) : EnumSet.copyOf(Set.of(days));
        return new BusinessHours(set, LocalTime.of(9, 0), LocalTime.of(18, 0));
    }

    private static Instant expiryInParis(String upgradedAt, @Nullable BusinessHours hours) {
        return LinkLifetime.DEFAULT.expiry(inParis(upgradedAt), PARIS, hours);
    }

    private static Instant inParis(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }
}
