package dev.chatmigration.domain.notification;

import static dev.chatmigration.domain.agentmerge.TestAccount.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.agentmerge.Chat;
import dev.chatmigration.domain.agentmerge.Review;
import dev.chatmigration.domain.agentmerge.Support;
import dev.chatmigration.domain.agentmerge.TestAccount;
import dev.chatmigration.domain.readiness.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdministratorsTest {
    @Test
    void areTheAdministratorsOfBothSidesOrderedByAddress() {
        assertThat(of(account()
                        .with(
                                Chat.agent(1, "zoe@a.example").administrator(),
                                Chat.agent(2, "carl@a.example").owner(),
                                Chat.agent(3, "nobody@a.example"))
                        .with(Support.admin(10, "bea@a.example"), Support.agent(11, "agent@a.example"))))
                .extracting(Administrator::address)
                .containsExactly("bea@a.example", "carl@a.example", "zoe@a.example");
    }

    @Test
    void includeTheChatOwnerWhomOnlyTheAccountNames() {
        assertThat(of(account().with(Chat.agent(1, "lea@a.example")).ownedBy(1L, null)))
                .hasSize(1);
    }

    @Test
    void countOncePerAddressWithSupportsNameAndLanguage() {
        assertThat(of(account()
                        .with(Chat.agent(1, "LEA@a.example").administrator())
                        .with(Support.admin(10, "lea@a.example")
                                .named("Léa Martin")
                                .speaking("fr"))))
                .containsExactly(new Administrator("lea@a.example", "Léa Martin", "fr"));
    }

    @Test
    void areOnlyThoseWhoCanBeReachedAndMayAct() {
        assertThat(of(account()
                        .with(
                                Chat.agent(1, "off@a.example").administrator().disabled(),
                                Chat.agent(2, "gone@a.example").administrator().unseenFor(3),
                                Chat.agent(3, "nonsense").administrator())
                        .with(
                                Support.admin(10, "deleted@a.example").deleted(),
                                Support.admin(11, "suspended@a.example").suspended(),
                                Support.admin(12, null))))
                .isEmpty();
    }

    @Test
    void areNotThoseWhomAReviewLeavesWithoutChat() {
        assertThat(of(account()
                        .with(Chat.agent(1, "lea@a.example").administrator())
                        .with(Review.noChat(1))))
                .isEmpty();
    }

    @Test
    void haveAFindingForWhenThereAreNone() {
        assertThat(Administrators.missing().check()).isEqualTo(Check.ADMINISTRATOR_MISSING);
    }

    private static List<Administrator> of(TestAccount account) {
        return Administrators.of(account.facts());
    }
}
