package dev.chatmigration.domain.passwordsetup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.passwordsetup.LinkUpkeep.Agent;
import dev.chatmigration.domain.passwordsetup.LinkUpkeep.Facts;
import dev.chatmigration.domain.passwordsetup.LinkUpkeep.Keep;
import dev.chatmigration.domain.passwordsetup.LinkUpkeep.Remind;
import dev.chatmigration.domain.passwordsetup.LinkUpkeep.Withdraw;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinkUpkeepTest {
    private static final Instant REMIND = Instant.parse("2026-12-02T15:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-12-02T23:00:00Z");
    private static final Agent AGENT = new Agent(true, true, "ann@shop.example", "ann@old.example");

    static Stream<Arguments> links() {
        return Stream.of(
                Arguments.of("not due yet", link(AGENT, false), REMIND.minusNanos(1), new Keep()),
                Arguments.of("due", link(AGENT, false), REMIND, new Remind()),
                Arguments.of("late, but it works", link(AGENT, false), EXPIRES.minusNanos(1), new Remind()),
                Arguments.of("expired", link(AGENT, false), EXPIRES, new Keep()),
                Arguments.of(
                        "came with a reminder",
                        new Facts(EXPIRES, null, "ann@shop.example", "ann@old.example", AGENT, false),
                        REMIND,
                        new Keep()),
                Arguments.of("undone", link(null, false), REMIND, new Withdraw(Withdrawal.UNDONE)),
                Arguments.of("SSO", link(AGENT, true), REMIND, new Withdraw(Withdrawal.SIGN_IN_BY_SSO)),
                Arguments.of(
                        "inactive",
                        link(new Agent(false, true, "ann@shop.example", "ann@old.example"), false),
                        REMIND,
                        new Withdraw(Withdrawal.AGENT_DISABLED)),
                Arguments.of(
                        "disabled in Chat, long before a reminder",
                        link(new Agent(true, false, "ann@shop.example", null), false),
                        Instant.EPOCH,
                        new Withdraw(Withdrawal.AGENT_DISABLED)),
                Arguments.of(
                        "another sign-in address",
                        link(new Agent(true, true, "bob@shop.example", "ann@old.example"), false),
                        REMIND,
                        new Withdraw(Withdrawal.ADDRESS_CHANGED)),
                Arguments.of(
                        "another address in Chat",
                        link(new Agent(true, true, "ann@shop.example", "bob@old.example"), false),
                        REMIND,
                        new Withdraw(Withdrawal.ADDRESS_CHANGED)),
                Arguments.of(
                        "the same address, spelt otherwise",
                        link(new Agent(true, true, "Ann@SHOP.example", " ann@old.example"), false),
                        REMIND,
                        new Remind()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void anOpenLinkIsKeptWithdrawnOrReplacedOnce(String name, Facts facts, Instant now, LinkUpkeep expected) {
        assertThat(LinkUpkeep.of(facts, now)).as(name).isEqualTo(expected);
    }

    private static Facts link(@Nullable Agent agent, boolean sso) {
        return new Facts(EXPIRES, REMIND, "ann@shop.example", "ann@old.example", agent, sso);
    }
}
