package dev.chatmigration.domain.account;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One customer, as the account feed describes it.
 *
 * @param id the feed's {@code account_id}
 * @param subdomain the Support subdomain; also the host of the sign-in page
 * @param name the name shown to people; the subdomain where the feed gives none
 * @param locale BCP 47 tag, for instance {@code fr} or {@code pt-BR}; null where unknown
 * @param timeZone a region of the JDK's zone list; {@code UTC} where the feed gives none
 * @param plan {@code team}, {@code professional} or {@code enterprise}; null where unknown
 * @param seats agent seats bought; null where unknown
 * @param chatAccountKey the 32 characters of the legacy widget key; null where unknown
 * @param chatIpRestriction Chat's allow-list; null where the feed names none
 * @param security Support's security settings; null where the feed names none
 * @param remoteAuthentications sign-in configurations; null where the feed has no such list, which is not an empty list
 * @param webWidget the account's Web Widget; null where none is set up
 * @param businessHours when the account works; null means Monday to Friday 08:00 to 19:00
 * @param migration the account's wish to move; null where it has not asked
 */
public record Account(
        long id,
        String subdomain,
        String name,
        @Nullable String locale,
        ZoneId timeZone,
        Phase phase,
        @Nullable String plan,
        @Nullable Integer seats,
        @Nullable String chatAccountKey,
        @Nullable ChatIpRestriction chatIpRestriction,
        @Nullable SecuritySettings security,
        @Nullable List<RemoteAuthentication> remoteAuthentications,
        @Nullable WebWidget webWidget,
        Owner owner,
        @Nullable BusinessHours businessHours,
        @Nullable MigrationRequest migration) {

    /** Sign-in is by SSO when passwords are switched off or SSO is enforced, whatever the plan. */
    public boolean signsInBySso() {
        return security != null && (security.enforceSso() || !security.passwordLogin());
    }

    /** Whether a sign-in configuration is active and assigned to team members. */
    public boolean hasActiveTeamSso() {
        return remoteAuthentications != null
                && remoteAuthentications.stream().anyMatch(sso -> sso.active() && sso.agents());
    }
}
