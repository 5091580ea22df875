package org.exojvm.node.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a command line has printed and how it ended. */
record CommandRun(int code, String out, String err) {

  /** The commands below a root called {@code exo}. */
  static CommandLine commands() {
    CommandLine root = new CommandLine(CommandSpec.create().name("exo"));
    ClientCommands.ALL.forEach(root::addSubcommand);
    return root;
  }

  /** Runs a command; words are separated by blanks. */
  static CommandRun of(String words, String... further) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] split = words.split(" ");
    String[] all = Arrays.copyOf(split, split.length + further.length);
    System.arraycopy(further, 0, all, split.length, further.length);
    int code = commands().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
