package org.exojvm.mlx.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a line of the table becomes what the linker needs, or an error. */
class SignatureTest {

  @Test
  void aLineBecomesADescriptor() {
    assertThat(Signature.parse("\n  f i phnuoibfdt  # why\n g v\n"))
        .extracting(Signature::descriptor)
        .containsExactly(
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_BOOLEAN,
                ValueLayout.JAVA_FLOAT,
                ValueLayout.JAVA_DOUBLE,
                Signature.ITERATOR),
            FunctionDescriptor.ofVoid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"f", "f ii", "f i p p"})
  void aLineThatIsNoSignatureIsAnError(String line) {
    assertThatThrownBy(() -> Signature.parse(line)).hasMessage("No signature: " + line);
  }

  @Test
  void everyFunctionOfTheTableHasADescriptor() {
    assertThat(FunctionTable.byName().values())
        .hasSizeGreaterThan(150)
        .allSatisfy(signature -> assertThat(signature.descriptor()).isNotNull());
  }

  @Test
  void aLetterOfNoTypeIsAnError() {
    assertThatThrownBy(() -> new Signature("f", 'i', "q").descriptor())
        .hasMessage("No type has the letter q.");
  }
}
