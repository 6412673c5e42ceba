using Ami.Tests.Core;
using Ami.Tests.Core.LongJobs;

// The test runner loads this assembly and does not come here; fault tests start it as a process that they can kill.
return args is ["long-job-worker", var database, var folder, var signal] ? await LongJobProcess.Run(database, folder, signal)
    : args is ["counter-worker", var connection, var seconds] ? await CounterWorker.Run(connection, Seconds(seconds))
    : args is ["ledger-worker", var ledger, var seed, var duration] ? await LedgerWorker.Run(ledger, seed, Seconds(duration))
    : 2;

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
