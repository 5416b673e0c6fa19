package dev.chatmigration.domain.agentmerge;

import com.ibm.icu.text.SpoofChecker;
import dev.chatmigration.domain.account.EmailAddress;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Support agents who might be the same person as a Chat agent that no rule matched. Suggestions for a human: they
 * change no proposal and hold nothing back.
 *
 * <p>Every likeness has an index over the Support side, so the search does not compare every pair. Where a crowd shares
 * a name or an address, the first few of them by id are suggested.
 */
final class LookAlikes {
    // Made once: it is costly to make, and safe to share.
    private static final SpoofChecker CONFUSABLES = new SpoofChecker.Builder().build();

    private static final SpoofChecker MIXED_SCRIPTS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private static final int SUGGESTIONS = 5;
    private static final int CROWD = 8;

    /** What each ASCII character looks like; the skeleton of a text is made character by character. */
    private static final String[] ASCII_SKELETONS = IntStream.range(0, 128)
            .mapToObj(Character::toString)
            .map(CONFUSABLES::getSkeleton)
            .toArray(String[]::new);

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    /** What stands before the last label in domains like {@code acme.co.uk}, where registration is one level down. */
    private static final Set<String> SECOND_LEVEL =
            Set.of("ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "net", "ne", "or", "org");

    private final SupportSide support;
    private final Map<String, List<SupportRecord>> byName = new HashMap<>();
    private final Map<String, List<SupportRecord>> bySkeleton = new HashMap<>();
    private final Map<String, List<SupportRecord>> byRegistrableName = new HashMap<>();
    private final Map<String, List<SupportRecord>> byBareAddress = new HashMap<>();
    private final Map<String, Neighbours> localPartsByDomain = new HashMap<>();
    private final Neighbours domains = new Neighbours();

    LookAlikes(SupportSide support) {
        this.support = support;
        support.live().forEach(this::index);
    }

    private void index(SupportRecord record) {
        AgentName.present(record.user().name()).ifPresent(name -> add(byName, fold(name), record));
        EmailAddress address = record.address();
        if (address != null) {
            add(bySkeleton, skeleton(address), record);
            add(byRegistrableName, registrableName(address), record);
            add(byBareAddress, bareAddress(address), record);
            localPartsByDomain
                    .computeIfAbsent(address.domain(), unknown -> new Neighbours())
                    .add(localKey(address));
            domains.add(address.domain());
        }
    }

    private static void add(Map<String, List<SupportRecord>> index, String key, SupportRecord record) {
        List<SupportRecord> records = index.computeIfAbsent(key, unknown -> new ArrayList<>(1));
        if (records.size() < CROWD) {
            records.add(record);
        }
    }

    /** The likeliest people, best first, each with what speaks for it most. */
    List<Evidence> of(ChatRecord chat) {
        Map<Long, Likeness> best = new TreeMap<>();
        Stream.of(unverifiedIdentities(chat), addresses(chat), names(chat))
                .flatMap(List::stream)
                .forEach(likeness -> best.merge(
                        likeness.who().id(), likeness, (one, other) -> other.score() > one.score() ? other : one));
        return best.values().stream()
                .sorted(Comparator.comparingInt(Likeness::score).reversed())
                .limit(SUGGESTIONS)
                .map(Likeness::evidence)
                .toList();
    }

    private record Likeness(EvidenceKind kind, SupportRecord who, String likeWhat) {
        int score() {
            return kind.score();
        }

        Evidence evidence() {
            return Evidence.of(kind, Wording.of(who) + " " + likeWhat + ".");
        }
    }

    private List<Likeness> unverifiedIdentities(ChatRecord chat) {
        return support.withUnverifiedIdentity(chat.key()).stream()
                .limit(CROWD)
                .map(who -> new Likeness(
                        EvidenceKind.UNVERIFIED_IDENTITY,
                        who,
                        "has the address " + Wording.quote(chat.givenAddress()) + ", which nobody has verified"))
                .toList();
    }

    private List<Likeness> addresses(ChatRecord chat) {
        EmailAddress address = chat.address();
        if (address == null) {
            return List.of();
        }
        List<Likeness> found = new ArrayList<>();
        bySkeleton.getOrDefault(skeleton(address), List.of()).stream()
                .filter(who -> !who.hasPrimary(address))
                .map(who -> new Likeness(
                        EvidenceKind.CONFUSABLE_ADDRESS, who, "has an address that looks the same and is not"))
                .forEach(found::add);
        Stream.of(neighbours(address), atAnotherDomain(address), butForDotsAndTag(address))
                .flatMap(near -> near)
                .limit(CROWD)
                .map(who -> new Likeness(
                        EvidenceKind.NEAR_ADDRESS, who, "has nearly the address " + Wording.quote(address.display())))
                .forEach(found::add);
        return found;
    }

    private Stream<SupportRecord> neighbours(EmailAddress address) {
        String local = localKey(address);
        Stream<String> slipBeforeTheAt = Optional.ofNullable(localPartsByDomain.get(address.domain())).stream()
                .flatMap(locals -> locals.of(local).stream())
                .map(neighbour -> neighbour + '@' + address.domain());
        Stream<String> slipInTheDomain = domains.of(address.domain()).stream().map(domain -> local + '@' + domain);
        return Stream.concat(slipBeforeTheAt, slipInTheDomain)
                .flatMap(key -> support.withPrimary(Optional.of(key)).stream().limit(1));
    }

    private Stream<SupportRecord> atAnotherDomain(EmailAddress address) {
        return byRegistrableName.getOrDefault(registrableName(address), List.of()).stream()
                .filter(who -> hasAnotherDomain(who, address));
    }

    private static boolean hasAnotherDomain(SupportRecord who, EmailAddress address) {
        EmailAddress other = who.address();
        return other != null && !other.domain().equals(address.domain());
    }

    /** Many servers deliver such addresses to one mailbox, and many do not. */
    private Stream<SupportRecord> butForDotsAndTag(EmailAddress address) {
        return byBareAddress.getOrDefault(bareAddress(address), List.of()).stream()
                .filter(who -> !who.hasPrimary(address));
    }

    private List<Likeness> names(ChatRecord chat) {
        List<Likeness> found = new ArrayList<>();
        AgentName.given(chat.agent())
                .map(name -> byName.getOrDefault(fold(name), List.of()))
                .orElse(List.of())
                .forEach(who -> found.add(
                        hasSameLocalPart(who, chat)
                                ? new Likeness(
                                        EvidenceKind.NEAR_ADDRESS,
                                        who,
                                        "has the same name, and the same address at another domain")
                                : new Likeness(EvidenceKind.SAME_NAME, who, "has the same name")));
        Optional<String> first = AgentName.present(chat.agent().firstName());
        Optional<String> last = AgentName.present(chat.agent().lastName());
        if (first.isPresent() && last.isPresent()) {
            byName.getOrDefault(fold(last.get() + " " + first.get()), List.of())
                    .forEach(who -> found.add(
                            new Likeness(EvidenceKind.SWAPPED_NAME, who, "has the same name, first and last swapped")));
        }
        return found;
    }

    private static boolean hasSameLocalPart(SupportRecord who, ChatRecord chat) {
        EmailAddress one = who.address();
        EmailAddress other = chat.address();
        return one != null && other != null && localKey(one).equals(localKey(other));
    }

    /**
     * Whether the address is not what it seems, whoever else there is: letters of alphabets that nobody mixes in one
     * word (UTS #39, highly restrictive), or such as stand for others, as the full-width ones do.
     */
    static boolean isDisguised(EmailAddress address) {
        if (isAscii(address.display())) {
            return false;
        }
        String plain = Normalizer.normalize(address.localPart(), Normalizer.Form.NFKC);
        return !plain.equals(address.localPart())
                || Arrays.stream(address.display().split("[@.]", -1)).anyMatch(MIXED_SCRIPTS::failsChecks);
    }

    private static String localKey(EmailAddress address) {
        return address.key().substring(0, address.key().lastIndexOf('@'));
    }

    /** Names are compared without case, accents and the number of blanks. */
    static String fold(String name) {
        if (isPlain(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return BLANKS.matcher(bare).replaceAll(" ").trim();
    }

    /** The checker does not know full-width letters as confusable, so compatibility forms are resolved first. */
    static String skeleton(EmailAddress address) {
        String display = address.display();
        if (!isAscii(display)) {
            return CONFUSABLES.getSkeleton(
                    Normalizer.normalize(display, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        }
        StringBuilder skeleton = new StringBuilder();
        display.toLowerCase(Locale.ROOT).chars().forEach(each -> skeleton.append(ASCII_SKELETONS[each]));
        return skeleton.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 128);
    }

    /** Whether a name is of words in ASCII letters, with one blank between two. */
    private static boolean isPlain(String name) {
        boolean inWord = false;
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
            if (!letter && !(each == ' ' && inWord)) {
                return false;
            }
            inWord = letter;
        }
        return inWord;
    }

    /** {@code lea@acme} for {@code lea@mail.acme.fr} and {@code lea@acme.co.uk}. */
    private static String registrableName(EmailAddress address) {
        String[] labels = address.domain().split("\\.", -1);
        int name = labels.length - 2;
        if (name > 0 && SECOND_LEVEL.contains(labels[name])) {
            name--;
        }
        return localKey(address) + '@' + labels[Math.max(name, 0)];
    }

    /** {@code leamartin@acme.fr} for {@code lea.martin+chat@acme.fr}. */
    private static String bareAddress(EmailAddress address) {
        String untagged = localKey(address).split("\\+", 2)[0];
        return untagged.replace(".", "") + '@' + address.domain();
    }
}
