package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.release.compatibility.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A compatibility report as JUnit XML, which every CI server shows: a test case for each verdict, a failure where it
 * stands in the way. The form is that of Maven Surefire's reports.
 */
final class JUnitReport {
    private final CompatibilityReport report;

    JUnitReport(CompatibilityReport report) {
        this.report = report;
    }

    void write(Path file) {
        try {
            Files.writeString(file, xml());
        } catch (IOException e) {
            throw new UsageException(
                            "cannot write " + file + ": " + e.getClass().getSimpleName(), e)
                    .next("see that its folder is there and that this user may write to it");
        }
    }

    String xml() {
        long failures = report.verdicts().stream().filter(report::isObstacle).count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"check-compatibility %s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\""
                        + " time=\"%.3f\">%n",
                escaped(report.situation().target().version().text()),
                report.verdicts().size(),
                failures,
                report.durationMillis() / 1_000.0));
        for (Verdict verdict : report.verdicts()) {
            xml.append("  <testcase classname=\"aicli-web.check-compatibility.")
                    .append(verdict.code())
                    .append("\" name=\"")
                    .append(escaped(verdict.expected()))
                    .append("\" time=\"0\">\n");
            if (report.isObstacle(verdict)) {
                xml.append("    <failure type=\"")
                        .append(verdict.code())
                        .append("\" message=\"")
                        .append(escaped(verdict.found()))
                        .append("\">")
                        .append(escaped(verdict.remedy()))
                        .append("</failure>\n");
            } else {
                String remedy = verdict.remedy().isEmpty() ? "" : "; " + verdict.remedy();
                xml.append("    <system-out>")
                        .append(escaped(verdict.outcome().word() + ": " + verdict.found() + remedy))
                        .append("</system-out>\n");
            }
            xml.append("  </testcase>\n");
        }
        return xml.append("</testsuite>\n").toString();
    }

    /** Characters that XML 1.0 cannot hold are replaced. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
    }
}
