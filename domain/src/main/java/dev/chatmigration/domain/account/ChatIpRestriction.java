package dev.chatmigration.domain.account;

import java.util.List;

/** Chat's allow-list as its administrators typed it, one entry a row. */
public record ChatIpRestriction(boolean enabled, List<String> entries) {}
