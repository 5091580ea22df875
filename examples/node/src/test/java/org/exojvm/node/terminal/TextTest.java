package org.exojvm.node.terminal;

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

  @Test
  void whatATerminalWouldObeyIsReplaced() {
    assertThat(Text.printable("a\u001b[31mb\nc\u202ed\u2028e")).isEqualTo("a?[31mb?c?d?e");
    assertThat(Text.printable("Büro 東京 🖥")).isEqualTo("Büro 東京 🖥");
  }
}
