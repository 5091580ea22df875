package org.exojvm.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules for the packages below one root.
 *
 * @param root {@code org.exojvm} for the product, the package of the fixtures for their own test
 */
record ArchitectureRules(String root) {

  /** Packages that decide: step functions of their arguments and nothing else. */
  private static final List<String> CORES =
      List.of(
          "api",
          "placement",
          "core.card",
          "core.codec",
          "core.command",
          "core.download",
          "core.election",
          "core.event",
          "core.explain",
          "core.id",
          "core.info",
          "core.master",
          "core.process",
          "core.reconcile",
          "core.state",
          "core.stream",
          "core.task",
          "core.worker",
          "mlx.group",
          "mlx.thunderbolt");

  /** What a module may not name; every module is here but the examples, which may name all. */
  private static final Map<String, List<String>> FORBIDDEN_MODULES =
      Map.of(
          "api",
              List.of(
                  "core",
                  "placement",
                  "transport",
                  "mlx",
                  "examples",
                  "node",
                  "benchmarks",
                  "embedding"),
          "core",
              List.of(
                  "placement", "transport", "mlx", "examples", "node", "benchmarks", "embedding"),
          "placement",
              List.of("core", "transport", "mlx", "examples", "node", "benchmarks", "embedding"),
          "transport",
              List.of("core", "placement", "mlx", "examples", "node", "benchmarks", "embedding"),
          "mlx",
              List.of(
                  "core", "placement", "transport", "examples", "node", "benchmarks", "embedding"));

  ArchRule arrowsFrom(String module) {
    return noClasses()
        .that()
        .resideInAPackage(below(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below(FORBIDDEN_MODULES.get(module)))
        .because("the arrows between modules are " + FORBIDDEN_MODULES)
        .allowEmptyShould(true);
  }

  static Stream<String> modules() {
    return FORBIDDEN_MODULES.keySet().stream().sorted();
  }

  /** Cores use no door to the world themselves. */
  ArchRule coresArePure() {
    return noClasses()
        .that()
        .resideInAnyPackage(below(CORES))
        .should(new OpenADoorToTheWorld(root + ".api"))
        .because("time, chance, threads, files, sockets and logs are the shell's")
        .allowEmptyShould(true);
  }

  /** Cores use only cores, so what is pure by itself is pure with all it calls. */
  ArchRule coresUseOnlyCores() {
    return classes()
        .that()
        .resideInAnyPackage(below(CORES))
        .should(new UseBelow(root, CORES))
        .because("a core that calls a shell reaches the world through it")
        .allowEmptyShould(true);
  }

  ArchRule packagesHaveNoCycles(String module) {
    return slices()
        .matching(root + "." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  ArchRule packagesAreNullMarked() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new ResideInANullMarkedPackage())
        .allowEmptyShould(true);
  }

  ArchRule internalsStayInTheirModule() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(new UseNoInternalsOfOthers(root))
        .allowEmptyShould(true);
  }

  private String below(String name) {
    return root + "." + name + "..";
  }

  private String[] below(List<String> names) {
    return names.stream().map(this::below).toArray(String[]::new);
  }
}
