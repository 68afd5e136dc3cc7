package dev.aicli.migrate.release;

import dev.aicli.migrate.model.SemanticVersion;
import java.util.List;

/**
 * A set of semantic versions, in a small and strict form of npm's ranges.
 *
 * <pre>
 * range       = alternative *( "||" alternative )        one of them holds
 * alternative = condition *( blank condition )           all of them hold
 * condition   = version | "=" version                    that very version
 *             | ( "&gt;=" | "&gt;" | "&lt;=" | "&lt;" ) version
 *             | "^" version                              the same up to the first number that is not 0, and not older
 *             | "~" version                              the same major and minor number, and not older
 *             | number ".x" | number "." number ".x"     whatever begins so
 * version     = major "." minor "." patch [ "-" pre-release ]
 * </pre>
 *
 * <p>Anything else is an error: what a reader might take for something else than we do is not guessed at. As with npm,
 * a pre-release is in a range only when a condition of the alternative names a pre-release of the same three numbers:
 * {@code <2.0.0} does not let {@code 2.0.0-rc.1} in.
 */
public final class VersionRange {
    private final String text;
    private final List<List<Bound>> alternatives;

    VersionRange(String text, List<List<Bound>> alternatives) {
        this.text = text;
        this.alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** A condition as a comparison with one version. */
    record Bound(Comparison comparison, SemanticVersion version) {
        boolean contains(SemanticVersion candidate) {
            return comparison.holds(candidate.compareTo(version));
        }

        boolean namesPreReleaseOf(SemanticVersion candidate) {
            return version.isPreRelease()
                    && version.major() == candidate.major()
                    && version.minor() == candidate.minor()
                    && version.patch() == candidate.patch();
        }
    }

    /** How a candidate compares with a bound's version. */
    enum Comparison {
        AT_LEAST,
        ABOVE,
        AT_MOST,
        BELOW,
        EQUAL;

        private boolean holds(int order) {
            return switch (this) {
                case AT_LEAST -> order >= 0;
                case ABOVE -> order > 0;
                case AT_MOST -> order <= 0;
                case BELOW -> order < 0;
                case EQUAL -> order == 0;
            };
        }
    }

    /** {@return the range that the text describes} */
    public static VersionRange parse(String text) throws RangeSyntaxException {
        return new VersionRangeParser(text).parse();
    }

    /** {@return whether the version is in the range} */
    public boolean contains(SemanticVersion version) {
        return alternatives.stream()
                .anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.contains(version))
                        && (!version.isPreRelease()
                                || bounds.stream().anyMatch(bound -> bound.namesPreReleaseOf(version))));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VersionRange that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the text as it was written} */
    @Override
    public String toString() {
        return text;
    }
}
