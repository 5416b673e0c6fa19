package dev.chatmigration.generating;

/** Somebody who works for a customer. */
record Person(Word given, Word family, Region region) {
    static Person draw(Region region, Dice dice) {
        return new Person(dice.oneOf(region.givenNames), dice.oneOf(region.familyNames), region);
    }

    String fullName() {
        return region.familyNameFirst()
                ? family.written() + " " + given.written()
                : given.written() + " " + family.written();
    }

    /** What visitors of a chat see. */
    String displayName(Dice dice) {
        return dice.perMille(500)
                ? given.written()
                : given.written() + " " + family.written().charAt(0) + ".";
    }

    /** The part before the at sign, in one of the usual fashions. */
    String localPart(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> given.plain().charAt(0) + "." + family.plain();
            case 1 -> given.plain();
            case 2 -> given.plain() + "_" + family.plain();
            default -> given.plain() + "." + family.plain();
        };
    }
}
