/** May this installation move to a release? Rules, one class each, that look and change nothing. */
@NullMarked
package dev.aicli.migrate.release.compatibility;

import org.jspecify.annotations.NullMarked;
