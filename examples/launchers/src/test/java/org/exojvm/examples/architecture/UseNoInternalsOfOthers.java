package org.exojvm.examples.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Satisfied by a class that names no {@code internal} package of another module. */
final class UseNoInternalsOfOthers extends ArchCondition<JavaClass> {

  private final String root;

  UseNoInternalsOfOthers(String root) {
    super("use no internal package of another module");
    this.root = root;
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    String module = moduleOf(item.getPackageName());
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
      boolean internal = target.startsWith(root + ".") && (target + ".").contains(".internal.");
      if (internal && !moduleOf(target).equals(module)) {
        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
      }
    }
  }

  /** The first name below the root tells the module. */
  private String moduleOf(String packageName) {
    return packageName.substring(root.length()).split("\\.", 3)[1];
  }
}
