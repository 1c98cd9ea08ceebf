// RunWorker: the main() of a program that consumes.
#ifndef KONTRAKT_SDK_APP_WORKER_H_
#define KONTRAKT_SDK_APP_WORKER_H_

#include "kontrakt/sdk/app/application.h"

namespace kontrakt {

// Configures `app` from the command line (sdk/app/flags.h; what it leaves open stays as the program
// set it), starts it, and waits until SIGINT or SIGTERM asks for the end or a subscription stops.
// Then stops it. Signals that come while it stops change nothing: the stop is bounded by
// Settings::stop_timeout. Takes both signals over while it runs; call it once.
//
// Returns the exit code of the program; whatever is not 0 comes with a sentence on stderr:
//   0  a signal came and everything was finished, or --help
//   1  the start failed (no broker; another schema stands under a version of ours), a subscription
//      stopped, or the stop was not clean
//   2  a flag, a key of the configuration file, a topic's name or a schema is wrong in itself: a
//      retry cannot help, whatever the cluster holds
int RunWorker(Application& app, int argc, char** argv);

}  // namespace kontrakt

#endif  // KONTRAKT_SDK_APP_WORKER_H_
