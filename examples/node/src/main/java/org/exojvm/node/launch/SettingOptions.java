package org.exojvm.node.launch;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.exojvm.node.config.ConfigFlags;
import org.exojvm.node.config.Setting;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Gives the command line an option for every setting, by the same name. */
public final class SettingOptions implements IModelTransformer {

  /** Made by picocli. */
  public SettingOptions() {}

  @Override
  public CommandSpec transform(CommandSpec spec) {
    for (Setting setting : Setting.values()) {
      spec.addOption(option(setting));
    }
    return spec.addOption(
        OptionSpec.builder(ConfigFlags.SET)
            .paramLabel("NAME=VALUE")
            .type(String[].class)
            .description(
                "Any setting by its name; transport.NAME and engine.NAME are handed to those.")
            .build());
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder("--" + setting.label())
            .paramLabel("VALUE")
            .description(
                "%s Allowed: %s.%s"
                    .formatted(
                        setting.description(),
                        setting.allowed(),
                        setting.fallback().isEmpty()
                            ? ""
                            : " Default: %s.".formatted(setting.fallback())));
    return switch (setting.kind()) {
      case ONE -> option.type(String[].class).build();
      case MANY -> option.type(String[].class).build();
      case SWITCH -> option.type(String[].class).arity("0..1").fallbackValue("true").build();
    };
  }

  /** Returns what was given. */
  static ConfigFlags flags(ParseResult parsed) {
    ImmutableMap.Builder<String, ImmutableList<String>> settings = ImmutableMap.builder();
    for (Setting setting : Setting.values()) {
      ImmutableList<String> given = given(parsed, "--" + setting.label());
      if (!given.isEmpty()) {
        settings.put(setting.label(), given);
      }
    }
    return new ConfigFlags(settings.buildOrThrow(), given(parsed, ConfigFlags.SET));
  }

  private static ImmutableList<String> given(ParseResult parsed, String name) {
    return parsed.hasMatchedOption(name)
        ? ImmutableList.copyOf(parsed.matchedOption(name).<String[]>getValue())
        : ImmutableList.of();
  }
}
