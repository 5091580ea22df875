package org.exojvm.examples.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Satisfied by a class that, of the packages below a root, uses only the named ones. */
final class UseBelow extends ArchCondition<JavaClass> {

  private final String root;
  private final List<String> allowed;

  UseBelow(String root, List<String> allowed) {
    super("use below %s only %s", root, allowed);
    this.root = root;
    this.allowed = allowed.stream().map(name -> root + "." + name + ".").toList();
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      String target = dependency.getTargetClass().getBaseComponentType().getPackageName() + ".";
      if (target.startsWith(root + ".") && allowed.stream().noneMatch(target::startsWith)) {
        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
      }
    }
  }
}
