package org.exojvm.examples.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Satisfied by a class whose package has a {@code package-info} with {@link NullMarked}. */
final class ResideInANullMarkedPackage extends ArchCondition<JavaClass> {

  ResideInANullMarkedPackage() {
    super("reside in a package whose package-info says @NullMarked");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
      String name = item.getPackageName();
      events.add(
          SimpleConditionEvent.violated(
              item, "%s: add %s.package-info with @NullMarked".formatted(item.getName(), name)));
    }
  }
}
