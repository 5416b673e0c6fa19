/** May this account be upgraded? Findings with stable names, their severity, and the rules that raise them. */
@NullMarked
package dev.chatmigration.domain.readiness;

import org.jspecify.annotations.NullMarked;
