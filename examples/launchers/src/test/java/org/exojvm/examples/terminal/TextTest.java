package org.exojvm.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Goal: text is broken where people would break it. */
class TextTest {

  @Test
  void linesBreakBetweenWords() {
    assertThat(Text.wrapped("one two three", 7)).containsExactly("one two", "three");
  }

  @Test
  void aListThatIsLongerThanALineBreaksAfterCommas() {
    assertThat(Text.wrapped("see [aaa,bbb,ccc] now", 9))
        .containsExactly("see [aaa,", "bbb,ccc]", "now");
  }

  @Test
  void aWordThatCannotBeBrokenStandsOnALongerLine() {
    assertThat(Text.wrapped("a verylongword b", 4)).containsExactly("a", "verylongword", "b");
  }
}
