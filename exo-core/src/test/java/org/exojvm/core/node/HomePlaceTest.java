package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a copy of a directory is told from one that was moved, restored or is as it was. */
class HomePlaceTest {

  private static final HomePlace HERE = new HomePlace("ino=1", "/data/node", "mac-1");

  @Test
  void aCopyOnTheSameMachineAndOneOnAnotherAreCopies() {
    assertThat(new HomePlace("ino=2", "/data/copy", "mac-1").isCopyOf(HERE)).isTrue();
    assertThat(new HomePlace("ino=2", "/data/node", "mac-2").isCopyOf(HERE)).isTrue();
  }

  @Test
  void theSameOneAMovedOneAndARestoredOneAreNone() {
    assertThat(HERE.isCopyOf(HERE)).isFalse();
    assertThat(new HomePlace("ino=1", "/data/moved", "mac-1").isCopyOf(HERE)).isFalse();
    assertThat(new HomePlace("ino=9", "/data/node", "mac-1").isCopyOf(HERE)).isFalse();
  }

  @Test
  void whereTheFileSystemTellsNoKeyNothingIsACopy() {
    assertThat(new HomePlace("", "/data/copy", "mac-2").isCopyOf(HERE)).isFalse();
    assertThat(HERE.isCopyOf(HomePlace.parse("garbage"))).isFalse();
  }

  @Test
  void whatIsWrittenIsRead(@TempDir Path directory) throws Exception {
    HomePlace place = HomePlace.of(directory);
    assertThat(HomePlace.parse(place.text())).isEqualTo(place);
    assertThat(place.fileKey()).isNotEmpty();
  }
}
