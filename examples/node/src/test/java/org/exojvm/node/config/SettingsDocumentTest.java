package org.exojvm.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: the table in {@code docs/node.md} lists every setting with its default, and no other. */
class SettingsDocumentTest {

  @Test
  void everySettingHasItsRow() throws IOException {
    List<String> rows =
        Files.readString(Path.of(System.getProperty("exo.root"), "docs", "node.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("| setting |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(rows).hasSameSizeAs(Setting.values());
    for (Setting setting : Setting.values()) {
      String several = setting.kind() == Setting.Kind.MANY ? " (several)" : "";
      assertThat(rows)
          .as(setting.label())
          .anySatisfy(
              row ->
                  assertThat(row)
                      .startsWith("| `%s`%s | ".formatted(setting.label(), several))
                      .contains(setting.fallback()));
    }
  }
}
