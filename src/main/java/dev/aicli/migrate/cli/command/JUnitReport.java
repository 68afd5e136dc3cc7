package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.release.compatibility.CheckResult;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

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
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            suite(xml);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory cannot be written", e);
        }
        return text.toString();
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        long failures = report.verdicts().stream().filter(report::isObstacle).count();
        xml.writeStartElement("testsuite");
        attribute(
                xml,
                "name",
                "check-compatibility " + report.situation().target().version().text());
        attribute(xml, "tests", String.valueOf(report.verdicts().size()));
        attribute(xml, "failures", String.valueOf(failures));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", "0");
        attribute(xml, "time", String.format(Locale.ROOT, "%.3f", report.durationMillis() / 1_000.0));
        for (CheckResult verdict : report.verdicts()) {
            xml.writeCharacters("\n  ");
            testCase(xml, verdict);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void testCase(XMLStreamWriter xml, CheckResult verdict) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", "aicli-web.check-compatibility." + verdict.code());
        attribute(xml, "name", verdict.expected());
        attribute(xml, "time", "0");
        xml.writeCharacters("\n    ");
        if (report.isObstacle(verdict)) {
            xml.writeStartElement("failure");
            attribute(xml, "type", verdict.code().toString());
            attribute(xml, "message", verdict.found());
            xml.writeCharacters(representable(verdict.remedy()));
        } else {
            String remedy = verdict.remedy().isEmpty() ? "" : "; " + verdict.remedy();
            xml.writeStartElement("system-out");
            xml.writeCharacters(representable(verdict.outcome().word() + ": " + verdict.found() + remedy));
        }
        xml.writeEndElement();
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, representable(value));
    }

    /** Characters that XML 1.0 cannot hold are replaced. */
    private static String representable(String text) {
        StringBuilder representable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> representable.appendCodePoint(isXml(c) ? c : 0xFFFD));
        return representable.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF));
    }
}
