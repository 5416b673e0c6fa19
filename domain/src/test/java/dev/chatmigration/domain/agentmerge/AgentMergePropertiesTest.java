package dev.chatmigration.domain.agentmerge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatmigration.domain.CpuTime;
import dev.chatmigration.domain.account.AgentReview.ReviewedRole;
import dev.chatmigration.domain.account.EmailAddress;
import dev.chatmigration.domain.account.SupportUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every account, tried on thousands of small and crowded ones, and what large ones take: comparing every
 * pair would take sixteen times as long for four times as many.
 */
class AgentMergePropertiesTest {
    private static final int AGENTS = 5_000;

    private static final List<String> ADDRESSES = List.of(
            "a@x.example",
            "A@X.example",
            "b@x.example",
            "ab@x.example",
            "c@faß.example",
            "c@fass.example",
            "sales@x.example",
            "\u0430@x.example",
            "nonsense",
            " ",
            "d@y.example",
            "e@y.example",
            "f@y.example");
    private static final List<String> NAMES = List.of("Ann Bo", "Bo Ann", "Zoë", "\u0000\r\n", " ", "\ud800");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyRecordIsInOnePlaceAndNobodyGainsWhatIsNotTheirs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 600; i++) {
            TestAccount account = randomAccount(random);
            AccountAgents facts = account.facts();
            AgentMergeOutcome outcome = AgentMerge.merge(facts);

            assertThat(outcome.balance().addsUp()).isTrue();
            assertThat(places(outcome)).containsExactlyInAnyOrderElementsOf(records(facts));
            assertThat(signInKeys(outcome)).doesNotHaveDuplicates();
            outcome.proposals().forEach(proposal -> assertNoNewAdministrator(facts, proposal));
            assertThat(AgentMerge.merge(account.shuffled(random).facts())).isEqualTo(outcome);
        }
    }

    @Test
    void fiveThousandAgentsOnEachSideTakeAsMuchLongerAsTheyAreMore() {
        CpuTime.growsWithTheSizeAndNotItsSquare(AGENTS, size -> {
            TestAccount account = TestAccount.account();
            for (int i = 0; i < size; i++) {
                account.with(Chat.agent(i, "agent." + i + "@x.example").named("Ann", "Bo"))
                        .with(Support.agent(10_000 + i, "agent." + (i + size / 2) + "@y.example")
                                .named("Ann Bo"));
            }
            return () -> assertThat(account.merge().balance().addsUp()).isTrue();
        });
    }

    @Test
    void fiveThousandReviewsEachShiftedByOneTakeAsMuchLongerAsTheyAreMore() {
        CpuTime.growsWithTheSizeAndNotItsSquare(AGENTS, size -> {
            TestAccount account = TestAccount.account();
            for (int i = 0; i < size; i++) {
                account.with(Chat.agent(i, "agent." + i + "@x.example"))
                        .with(Support.agent(10_000 + i, "agent." + i + "@x.example"))
                        .with(Review.samePerson(i, 10_001L + i));
            }
            return () -> assertThat(account.merge().balance().waiting()).isEqualTo(2 * size);
        });
    }

    @Test
    void fiveThousandAgentsWithOneAddressTakeAsMuchLongerAsTheyAreMore() {
        CpuTime.growsWithTheSizeAndNotItsSquare(AGENTS, size -> {
            TestAccount account = TestAccount.account();
            for (int i = 0; i < size; i++) {
                account.with(Chat.agent(i, "a@x.example").named("Ann", "Bo"))
                        .with(Support.agent(10_000 + i, "a@x.example").alsoAt("b@x.example"))
                        .with(Review.samePerson(i, 10_000L).withEmail("b@x.example"));
            }
            return () -> assertThat(account.merge().balance().waiting()).isEqualTo(2 * size);
        });
    }

    private static TestAccount randomAccount(Random random) {
        TestAccount account = TestAccount.account();
        int chatAgents = random.nextInt(6);
        int supportUsers = random.nextInt(6);
        for (int id = 1; id <= chatAgents; id++) {
            account.with(randomAgent(random, id));
        }
        for (int id = 10; id < 10 + supportUsers; id++) {
            account.with(randomUser(random, id));
        }
        // Not two at one instant: the order of such is part of the input.
        for (int days = random.nextInt(7); days > 0; days--) {
            account.with(randomReview(random).daysLater(days));
        }
        Long chatOwner = random.nextInt(3) == 0 ? Long.valueOf(1L + random.nextInt(6)) : null;
        Long supportOwner = random.nextInt(3) == 0 ? Long.valueOf(10L + random.nextInt(6)) : null;
        return account.ownedBy(chatOwner, supportOwner).withSeats(random.nextInt(6));
    }

    private static Chat randomAgent(Random random, long id) {
        Chat agent = Chat.agent(id, any(ADDRESSES, random)).named(any(NAMES, random), any(NAMES, random));
        agent.shownAs(any(NAMES, random)).unseenFor(random.nextInt(5));
        if (random.nextInt(4) == 0) {
            agent.administrator();
        }
        if (random.nextInt(6) == 0) {
            agent.owner();
        }
        return random.nextInt(4) == 0 ? agent.disabled() : agent;
    }

    private static Support randomUser(Random random, long id) {
        String address = any(ADDRESSES, random);
        Support user = Stream.of(
                        Support.agent(id, address),
                        Support.agent(id, address),
                        Support.admin(id, address),
                        Support.endUser(id, address))
                .toList()
                .get(random.nextInt(4));
        user.named(any(NAMES, random)).roleType(random.nextInt(6));
        if (random.nextInt(2) == 0) {
            user.alsoAt(any(ADDRESSES, random)).allegedlyAt(any(ADDRESSES, random));
        }
        if (random.nextInt(5) == 0) {
            user.deleted();
        }
        if (random.nextInt(5) == 0) {
            user.primaryUnverified();
        }
        return random.nextInt(5) == 0 ? user.suspended() : user;
    }

    private static Review randomReview(Random random) {
        long agent = 1L + random.nextInt(6);
        Review review = List.of(
                        Review.samePerson(agent, 10L + random.nextInt(6)),
                        Review.samePerson(agent, 10L + random.nextInt(6)),
                        Review.chatOnly(agent),
                        Review.noChat(agent))
                .get(random.nextInt(4));
        if (random.nextInt(2) == 0) {
            review.withEmail(any(ADDRESSES, random));
        }
        return random.nextInt(3) == 0 ? review.withRole(any(List.of(ReviewedRole.values()), random)) : review;
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> records(AccountAgents facts) {
        return Stream.concat(
                        facts.chatAgents().stream().map(agent -> "chat " + agent.id()),
                        facts.supportUsers().stream()
                                .filter(SupportUser::isAgent)
                                .map(user -> "support " + user.id()))
                .toList();
    }

    private static List<String> places(AgentMergeOutcome outcome) {
        List<String> places = new ArrayList<>();
        for (AgentProposal proposal : outcome.proposals()) {
            Optional.ofNullable(proposal.chatAgentId()).ifPresent(id -> places.add("chat " + id));
            Optional.ofNullable(proposal.supportUserId()).ifPresent(id -> places.add("support " + id));
        }
        outcome.leftOut().forEach(left -> places.add(left.side().label() + " " + left.id()));
        return places;
    }

    private static List<String> signInKeys(AgentMergeOutcome outcome) {
        return outcome.proposals().stream()
                .filter(proposal -> !proposal.waits())
                .map(proposal ->
                        EmailAddress.parse(proposal.email()).orElseThrow().key())
                .toList();
    }

    private static void assertNoNewAdministrator(AccountAgents facts, AgentProposal proposal) {
        if (proposal.role() != Role.ADMIN && proposal.role() != Role.OWNER) {
            return;
        }
        Long supportUserId = proposal.supportUserId();
        boolean inSupport = facts.supportUsers().stream()
                .filter(user -> Objects.equals(user.id(), supportUserId))
                .anyMatch(user -> user.role() == SupportUser.Role.ADMIN
                        || Objects.equals(facts.account().owner().supportUserId(), supportUserId));
        boolean byReview = facts.reviews().stream()
                .anyMatch(review -> Objects.equals(review.chatAgentId(), proposal.chatAgentId())
                        && review.role() == ReviewedRole.ADMIN);
        assertThat(inSupport
                        || byReview
                        || facts.supportUsers().stream().noneMatch(user -> user.isAgent() && !user.deleted()))
                .isTrue();
    }
}
