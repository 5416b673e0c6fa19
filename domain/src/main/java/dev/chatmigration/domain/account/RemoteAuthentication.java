package dev.chatmigration.domain.account;

import org.jspecify.annotations.Nullable;

/**
 * One sign-in configuration of Support.
 *
 * @param mode {@code auth_mode}: 2 SAML, 3 JWT, 4 OpenID Connect
 * @param active whether it can be used
 * @param agents whether it is assigned to team members
 */
public record RemoteAuthentication(
        @Nullable Integer mode, @Nullable String name, boolean active, boolean agents) {}
