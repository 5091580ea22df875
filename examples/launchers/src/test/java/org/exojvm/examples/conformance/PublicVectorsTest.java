package org.exojvm.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Goal: the public vectors hold. Method: every registered check on the copy in the resources. */
class PublicVectorsTest {

  @TestFactory
  Stream<DynamicTest> everyLineOfTheFileHolds() throws URISyntaxException {
    Path directory = directory();
    return ConformanceChecks.all().stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.fileName(),
                    () -> {
                      VectorFile file =
                          VectorFile.at(directory.resolve(check.fileName() + ".jsonl.gz"))
                              .orElseThrow();
                      FileReport report = ConformanceRun.run(check, file);
                      assertThat(report.failures()).isEmpty();
                      assertThat(report.passed()).isPositive();
                    }));
  }

  @Test
  void everyFileHasItsCheckAndEveryCheckItsFile() throws IOException, URISyntaxException {
    assertThat(ConformanceChecks.all())
        .extracting(VectorCheck::fileName)
        .containsExactlyInAnyOrderElementsOf(
            VectorFile.in(directory()).stream().map(VectorFile::name).toList());
  }

  static Path directory() throws URISyntaxException {
    URL url = PublicVectorsTest.class.getResource("/vectors/control-plane");
    return Path.of(Objects.requireNonNull(url).toURI());
  }
}
