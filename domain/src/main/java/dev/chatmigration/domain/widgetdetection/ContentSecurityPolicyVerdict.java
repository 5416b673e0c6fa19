package dev.chatmigration.domain.widgetdetection;

import java.util.List;
import java.util.Map;

/**
 * Whether the page's Content-Security-Policy lets the Web Widget in.
 *
 * @param policies the policies in force, headers first; report-only ones are not in force
 * @param blocksWebWidget whether the widget could not start or could not connect: its script or one of its connections is stopped.
 *     Where only further scripts, styles or images are missing, it runs with flaws
 * @param missing directive to sources that it lacks, both sorted. The directive is the one in force (where {@code script-src} is
 *     absent, {@code default-src}); {@code style-src} and {@code img-src} are always named themselves, since their sources do not
 *     belong into {@code default-src}. {@code {subdomain}} stands for the account's own
 */
public record ContentSecurityPolicyVerdict(
        List<String> policies, boolean blocksWebWidget, Map<String, List<String>> missing) {}
