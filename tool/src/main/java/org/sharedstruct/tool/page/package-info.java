/**
 * The page that shows regions live, in a browser on the same machine. One thread, the {@code
 * Survey}, knows what there is; a stream of events per open page tells what is new; {@code
 * PageServer} lets in who has the token. Nothing here writes to a region, and nothing is asked of
 * any other machine.
 *
 * <p>All that reads a region runs in platform threads: a file that is truncated under our eyes
 * shows as an error of the thread that touched it, and a virtual thread may have left its carrier
 * by then.
 *
 * <p>The page itself is in the resources of this package: modules of JavaScript without a
 * framework, and no step of a build. Texts from regions are a stranger's, so they enter the
 * document by {@code textContent} alone.
 */
package org.sharedstruct.tool.page;
