/** Links by which agents known to Chat only set a password: made by the upgrade, rebuilt when their mail goes out. */
@NullMarked
package dev.chatmigration.passwordsetup;

import org.jspecify.annotations.NullMarked;
