package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.page.PageServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves the page. */
@Command(name = "serve", mixinStandardHelpOptions = true,
    description = {"Shows regions live, in a browser on this machine.",
        "", "Prints the address, which has a token in it: who has it can read, and nobody can write. Ends with"
            + " Ctrl-C. At ADDRESS/metrics there are figures for Prometheus, which may also send the token as"
            + " 'Authorization: Bearer TOKEN' to /metrics."},
    footer = {"", "Examples:", "  sharedstruct serve", "  sharedstruct serve --port 8080 /run/robots"})
final class ServeCommand implements Callable<Integer> {

  private static final int MOST_PORTS = 65_535;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "0",
      description = "Where to listen, on 127.0.0.1 only; default: any port that is free.")
  private int port;

  @Mixin private DepthOption depth;

  @Parameters(paramLabel = "DIR", arity = "0..*",
      description = "Folders; default: /dev/shm and this user's folder of temporary regions.")
  private List<Path> folders = List.of();

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > MOST_PORTS) {
      throw new ParameterException(spec.commandLine(), "a port is a number from 0 to " + MOST_PORTS);
    }
    Ending.listen();
    try (PageServer page = PageServer.start(folders.isEmpty() ? Region.folders() : folders, depth.depth(), port);
        Output out = new Output()) {
      out.append("The page is at ").append(page.address()).append('\n').flush();
      Thread.currentThread().join(); // until a signal, which interrupts it
    } catch (InterruptedException end) {
      // it is over
    }
    return 0;
  }
}
