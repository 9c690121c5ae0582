package org.sharedstruct.tool.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of the page, by their names; there are no others. */
final class Assets {

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /**
   * One file.
   *
   * @param type as a browser is told
   * @param bytes its content
   */
  record Asset(String type, byte[] bytes) {}

  private final Map<String, Asset> all = new HashMap<>();

  /**
   * Reads all of them.
   *
   * @throws IOException if one is not in the jar
   */
  Assets() throws IOException {
    add("", "index.html", "text/html; charset=utf-8");
    add("page.css", "page.css", STYLE);
    add("icon.svg", "icon.svg", "image/svg+xml");
    add("uPlot.js", UPLOT + "uPlot.iife.min.js", SCRIPT);
    add("uPlot.css", UPLOT + "uPlot.min.css", STYLE);
    for (String module : new String[] {"page", "stream", "regions", "facts", "values", "table", "history", "plot",
        "strip", "layout", "participants", "sparkline", "words", "theme", "keys", "dom", "colours"}) {
      add(module + ".js", module + ".js", SCRIPT);
    }
  }

  private void add(String name, String resource, String type) throws IOException {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource + " is not in the jar");
      }
      all.put(name, new Asset(type, in.readAllBytes()));
    }
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(all.get(name));
  }
}
