package org.exojvm.examples.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/** Satisfied by a class that names a type, or uses a member, through which the world gets in. */
final class OpenADoorToTheWorld extends ArchCondition<JavaClass> {

  private static final Pattern TYPES =
      Pattern.compile(
          String.join(
              "|",
              "java\\.time\\.(Clock|InstantSource).*",
              "java\\.util\\.(Random|SplittableRandom|Timer|TimerTask)",
              "java\\.util\\.random\\..*",
              "java\\.security\\.SecureRandom",
              "java\\.lang\\.(Thread|ThreadGroup|ThreadLocal|InheritableThreadLocal|ScopedValue)(\\$.*)?",
              "java\\.lang\\.(Process|ProcessBuilder|ProcessHandle|Runtime)(\\$.*)?",
              "java\\.util\\.concurrent\\..*",
              "java\\.io\\.(File.*|RandomAccessFile|Console)",
              "java\\.nio\\.(file|channels)\\..*",
              "java\\.net\\.http\\..*",
              "java\\.net\\.(?!URI$|URISyntaxException$|URLEncoder$|URLDecoder$).*",
              "javax\\.net\\..*",
              "java\\.lang\\.System\\$Logger.*",
              "java\\.util\\.logging\\..*",
              "org\\.slf4j\\..*"));

  /** What an SPI may name: its implementations complete them, the cores never see them. */
  private static final Pattern ASYNCHRONOUS_SIGNATURES =
      Pattern.compile("java\\.util\\.concurrent\\.(CompletionStage|Flow.*)");

  private static final Set<String> MEMBERS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.System.in",
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle");

  private static final Pattern READS_OF_THE_CLOCK = Pattern.compile("java\\.time\\..*\\.now");

  private final String api;

  /**
   * Creates the condition.
   *
   * @param api the package whose SPIs may be asynchronous
   */
  OpenADoorToTheWorld(String api) {
    super("open a door to the world");
    this.api = api;
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      String target = dependency.getTargetClass().getBaseComponentType().getName();
      boolean spi =
          item.getPackageName().startsWith(api)
              && ASYNCHRONOUS_SIGNATURES.matcher(target).matches();
      if (TYPES.matcher(target).matches() && !spi) {
        events.add(SimpleConditionEvent.satisfied(item, dependency.getDescription()));
      }
    }
    for (JavaAccess<?> access : item.getAccessesFromSelf()) {
      String member = access.getTargetOwner().getName() + "." + access.getName();
      if (MEMBERS.contains(member) || READS_OF_THE_CLOCK.matcher(member).matches()) {
        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
      }
    }
  }
}
