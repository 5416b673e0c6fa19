@NullMarked
package dev.chatmigration.passwordsetup;

import org.jspecify.annotations.NullMarked;
